// @ts-check
// `npm run bench [-- section ...]`: each figure against its floor in the same run. Only the ratios mean anything.
import { printTable } from './figures.mjs';

/** @type {Record<string, { title: string, rows: () => Promise<import('./figures.mjs').Row[]> }>} */
const sections = {
  sizes: { title: 'Sizes', rows: async () => (await import('./sizes.mjs')).sizeRows() },
  store: { title: 'Store, keychain apart', rows: async () => (await import('./store.mjs')).storeRows() },
  keychain: { title: 'Keychain', rows: async () => (await import('./keychain.mjs')).keychainRows() },
  tokens: { title: 'Tokens', rows: async () => (await import('./tokens.mjs')).tokenRows() },
  list: { title: 'List', rows: async () => (await import('./list.mjs')).listRows() },
  'remote-list': {
    title: 'A list of a tenant elsewhere',
    rows: async () => (await import('./remote-list.mjs')).remoteListRows(),
  },
  idle: { title: 'Processor and memory', rows: async () => (await import('./start.mjs')).idleRows() },
  start: { title: 'Start', rows: async () => (await import('./start.mjs')).startRows() },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`No section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}.`);
  process.exit(64);
}
for (const [name, { title, rows }] of Object.entries(sections)) {
  if (asked.length === 0 || asked.includes(name)) printTable(title, await rows());
}
