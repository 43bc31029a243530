// @ts-check
// How much script is read before a person sees anything.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { repository, start, usableAt, withFolder } from './app.mjs';

const RENDERER = join(repository, 'out/renderer');
const MAIN = join(repository, 'out/main/index.js');

/** Kilobytes of 1,000 bytes. @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;

/** What a load of the first-run page fetches. Resource timing knows nothing of our scheme, so the requests are counted. */
const scriptsAtStart = () =>
  withFolder(async (profile) => {
    const running = start({ app: repository, profile, inspect: true });
    try {
      const page = await running.page();
      await usableAt(page);
      /** @type {Set<string>} */
      const fetched = new Set();
      page.on('request', (request) => fetched.add(request.url()));
      await page.reload();
      await usableAt(page);
      return [...fetched];
    } finally {
      await running.stop();
    }
  });

/** A module and everything it imports statically from its own folder. @param {string} file @param {Set<string>} [seen] */
function staticGraph(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  // `import(` is what is loaded later; a static import ends in `from "…"`, or has a bare text.
  for (const [, path = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g))
    staticGraph(join(dirname(file), path), seen);
  return seen;
}

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export async function sizeRows() {
  const scripts = (await scriptsAtStart())
    .map((name) => new URL(name).pathname)
    .filter((path) => path.endsWith('.js'))
    .map((path) => join(RENDERER, path));
  if (scripts.length === 0) throw new Error('The page names no script.');
  let zipped = 0;
  for (const script of scripts) zipped += gzipSync(readFileSync(script)).length;
  let main = 0;
  for (const file of staticGraph(MAIN)) main += statSync(file).size;
  return [
    {
      what: 'renderer script at start, gzip',
      value: `${kilobytes(zipped)} in ${scripts.length} files`,
      floor: '250 KB allowed',
      ratio: zipped / 250_000,
      aim: 1,
    },
    { what: 'main before ready, raw', value: kilobytes(main), floor: '150 KB allowed', ratio: main / 150_000, aim: 1 },
  ];
}
