// @ts-check
// The record store in plain Node, without Electron and keychain, against the least a disk and a parser can do.
import {
  closeSync,
  fdatasyncSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { withFolder } from './app.mjs';
import { interleave, ms, ratioOf } from './figures.mjs';
import { withProduct } from './product.mjs';

const SIZES = [10, 1_000, 10_000];

/** @param {() => unknown} run @returns {Promise<number>} milliseconds */
async function timed(run) {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

/** @param {string} folder @param {number} bytes */
function appender(folder, bytes) {
  const handle = openSync(join(folder, 'floor.log'), 'a');
  const content = Buffer.alloc(bytes, 'x');
  return {
    append: () => {
      writeSync(handle, content);
      fdatasyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}

/** @param {import('./product.mjs').Product} product @param {number} size */
const writing = (product, size) =>
  withFolder(async (folder) => {
    product.seed(folder, size);
    const bytes = product.recordBytes(folder);
    const directory = product.open(folder);
    const floor = appender(folder, bytes);
    const providers = await product.providers(directory);
    const create = product.creator(folder, directory);
    const one = (/** @type {number} */ round) => providers[(round * 37) % providers.length] ?? providers[0];
    let round = 0;
    const first = one(0);
    if (!first) throw new Error('Nothing was seeded.');
    // The first change of a session also sets the index's mark, once; and code that has run a while is what a person meets.
    for (let warm = 0; warm < 100; warm += 1) await product.change(directory, first, `warm ${warm}`);
    for (let warm = 0; warm < 10; warm += 1) await create(first);
    const taken = await interleave(100, {
      floor: () => timed(() => floor.append()),
      change: () => timed(() => product.change(directory, one(round) ?? first, `changed ${(round += 1)}`)),
      create: () => timed(() => create(one(round) ?? first)),
    });
    floor.close();
    return { floor: taken['floor'] ?? NaN, change: taken['change'] ?? NaN, create: taken['create'] ?? NaN };
  });

/** @param {import('./product.mjs').Product} product */
const reading = (product) =>
  withFolder(async (folder) => {
    const size = 10_000;
    product.seed(folder, size);
    const index = readdirSync(folder).find((name) => /^index\.[ab]\.json$/.test(name)) ?? '';
    const file = join(folder, index);
    const taken = await interleave(15, {
      floor: () => timed(() => JSON.parse(readFileSync(file, 'utf8'))),
      index: () => timed(() => product.listed(folder)),
    });
    const mark = join(folder, 'index.in-doubt');
    const again = await interleave(5, {
      floor: () => timed(() => JSON.parse(readFileSync(file, 'utf8'))),
      rebuild: () => {
        // What a start after a crash finds.
        writeFileSync(mark, '');
        return timed(() => product.listed(folder));
      },
    });
    return {
      ...taken,
      rebuild: again['rebuild'] ?? NaN,
      floorAgain: again['floor'] ?? NaN,
      bytes: statSync(file).size,
    };
  });

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export const storeRows = () =>
  withProduct(async (product) => {
    /** @type {import('./figures.mjs').Row[]} */
    const rows = [];
    /** @type {number[]} */
    const changes = [];
    for (const size of SIZES) {
      const { floor, change, create } = await writing(product, size);
      changes.push(change / floor);
      const held = `${ms(floor)}, append + fdatasync`;
      const at = `at ${size.toLocaleString('en')}`;
      rows.push({
        ...{ what: `one durable change ${at}`, value: ms(change), floor: held, ratio: change / floor, aim: 4 },
        why: 'a new file, its sync, a rename and the sync of the folder, where the floor has one sync; then it is read back.',
      });
      rows.push({ what: `create with secret ${at}`, value: ms(create), floor: held, ratio: create / floor, aim: 20 });
    }
    const [small = NaN] = changes;
    const large = changes.at(-1) ?? NaN;
    rows.push({
      what: 'growth of a change, 10 to 10,000',
      value: ratioOf(large),
      floor: `${ratioOf(small)}, at 10`,
      ratio: large / small,
      aim: 1.1,
    });
    const read = await reading(product);
    const parse = (/** @type {number} */ value) => `${ms(value)}, read + parse ${(read.bytes / 1e6).toFixed(1)} MB`;
    const { floor = NaN, index = NaN } = /** @type {Record<string, number>} */ (read);
    rows.push({
      what: 'list ready from index, 10,000',
      value: ms(index),
      floor: parse(floor),
      ratio: index / floor,
      aim: 1.3,
    });
    rows.push({
      what: 'list ready from records, 10,000',
      value: ms(read.rebuild),
      floor: parse(read.floorAgain),
      ratio: read.rebuild / read.floorAgain,
      aim: 12,
      why: 'half of it is the system opening 10,000 files; the rest is reading, hashing and checking them.',
    });
    return rows;
  });
