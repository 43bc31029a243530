// @ts-check
// Writes THIRD-PARTY-NOTICES.md: the packages whose code a build contains, with their licence texts, from what is installed.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Development dependencies that the bundler copies into the app; runtime dependencies are added from package.json. */
const BUNDLED = [
  'svelte',
  'valibot',
  'jose',
  'selfsigned',
  'node-forge',
  '@ui5/webcomponents',
  '@ui5/webcomponents-fiori',
  '@ui5/webcomponents-icons',
  '@sap-theming/theming-base-content',
];

/** @typedef {{ name: string, version: string, license?: string, dependencies?: Record<string, string> }} Manifest */

/** @param {string} path @returns {Manifest} */
const manifestAt = (path) => JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));

/**
 * Node's own look-up: next to the package that asks, then upwards.
 * @param {string} name @param {string} from @returns {string | undefined}
 */
function locate(name, from) {
  for (let folder = from; folder.startsWith(root); folder = join(folder, '..')) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  return undefined;
}

/** @param {string[]} names @returns {Map<string, { manifest: Manifest, folder: string }>} */
function closure(names) {
  const found = new Map();
  const queue = names.map((name) => ({ name, from: root }));
  for (let next = queue.pop(); next; next = queue.pop()) {
    const folder = locate(next.name, next.from);
    // Types are not part of a build, and optional packages may be absent.
    if (!folder || next.name.startsWith('@types/')) continue;
    const manifest = manifestAt(folder);
    const key = `${manifest.name} ${manifest.version}`;
    if (found.has(key)) continue;
    found.set(key, { manifest, folder });
    for (const name of Object.keys(manifest.dependencies ?? {})) queue.push({ name, from: folder });
  }
  return found;
}

/** @param {string} folder */
function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file ? readFileSync(join(folder, file), 'utf8').trim() : undefined;
}

const own = /** @type {Manifest} */ (manifestAt(root));
const packages = [...closure([...BUNDLED, ...Object.keys(own.dependencies ?? {})])].sort(([a], [b]) =>
  a < b ? -1 : 1,
);
/** @type {Map<string, string[]>} */
const byText = new Map();
for (const [key, { manifest, folder }] of packages) {
  const text =
    licenceText(folder) ?? `(The package states its licence as ${manifest.license ?? 'unknown'} and carries no text.)`;
  byText.set(text, [...(byText.get(text) ?? []), `${key} (${manifest.license ?? 'unknown'})`]);
}
const parts = [...byText].map(([text, names]) => `## ${names.join(', ')}\n\n\`\`\`\n${text}\n\`\`\`\n`);
const head =
  '# Third-party notices\n\nA build of Trust Desk contains these packages. Electron and Chromium carry their own notices beside\n' +
  'their binary. Made by `node scripts/notices.mjs` from what is installed.\n';
writeFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), [head, ...parts].join('\n'));
console.log(`THIRD-PARTY-NOTICES.md: ${packages.length} packages, ${byText.size} licence texts`);
