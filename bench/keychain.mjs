// @ts-check
// One value through the vault and its helper process, against keytar called directly. Kept apart: the keyring's own cost varies.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import keytar from 'keytar';
import { repository } from './app.mjs';
import { interleave, ms } from './figures.mjs';
import { withProduct } from './product.mjs';

const ROUNDS = 30;
const SERVICE = 'Trust Desk benchmark';

/** @param {() => Promise<unknown>} run */
async function timed(run) {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export const keychainRows = () =>
  withProduct(async (product) => {
    const vault = product.keychainVault(join(repository, 'out/main/keychain-helper.js'));
    const id = randomUUID();
    const value = 'b'.repeat(44);
    await vault.set(id, value);
    await keytar.setPassword(SERVICE, id, value);
    const taken = await interleave(ROUNDS, {
      set: () => timed(() => vault.set(id, value)),
      bareSet: () => timed(() => keytar.setPassword(SERVICE, id, value)),
      get: () => timed(() => vault.get(id)),
      bareGet: () => timed(() => keytar.getPassword(SERVICE, id)),
    });
    await vault.forget(id);
    await keytar.deletePassword(SERVICE, id);
    await vault.close();
    const { set = NaN, bareSet = NaN, get = NaN, bareGet = NaN } = taken;
    return [
      {
        what: 'read a secret',
        value: ms(get),
        floor: `${ms(bareGet)}, one keytar get`,
        ratio: get / bareGet,
        aim: 1.5,
      },
      {
        what: 'keep a secret and read it back',
        value: ms(set),
        floor: `${ms(bareSet)}, one keytar set`,
        ratio: set / bareSet,
        aim: null,
      },
    ];
  });
