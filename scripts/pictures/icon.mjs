// @ts-check
// Draws resources/icon.svg as the picture that window managers take, in the window of the app itself.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { chunk } from '../setup/png.mjs';

const SIZE = 512;
/** The signature and IHDR, which has to come first. */
const HEAD_BYTES = 33;

const root = join(import.meta.dirname, '../..');
const executablePath = process.env['ELECTRON_EXEC_PATH'];
if (!executablePath) throw new Error('ELECTRON_EXEC_PATH is not set: run this through `npm run icon`.');
const svg = readFileSync(join(root, 'resources/icon.svg'));
const profile = mkdtempSync(join(tmpdir(), 'trust-desk-icon-'));
const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const app = await _electron.launch({ executablePath, args: [...flags, `--user-data-dir=${profile}`, root] });

/** Runs in the page. @param {{ source: string, size: number }} drawing */
async function draw({ source, size }) {
  const picture = new globalThis.Image();
  picture.src = source;
  await picture.decode();
  const canvas = Object.assign(globalThis.document.createElement('canvas'), { width: size, height: size });
  canvas.getContext('2d')?.drawImage(picture, 0, 0, size, size);
  return canvas.toDataURL('image/png');
}

try {
  const page = await app.firstWindow();
  const source = `data:image/svg+xml;base64,${svg.toString('base64')}`;
  const drawn = await page.evaluate(draw, { source, size: SIZE });
  const png = Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64');
  // What it was drawn from goes with it, so that a test finds an icon that was changed in one form only.
  const madeFrom = chunk('tEXt', Buffer.from(`Source\0sha256:${createHash('sha256').update(svg).digest('hex')}`));
  writeFileSync(
    join(root, 'resources/icon.png'),
    Buffer.concat([png.subarray(0, HEAD_BYTES), madeFrom, png.subarray(HEAD_BYTES)]),
  );
  console.log('The icon is in resources/icon.png.');
} finally {
  await app.close();
  rmSync(profile, { recursive: true, force: true });
}
