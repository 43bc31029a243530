import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { openKeyring, type PrivateKeyring } from '../support/private-keyring.ts';
import { HELPER_ENTRY } from '../support/vault-on-keyring.ts';
import { electronBinary } from './support/launch.ts';

let main: BundledEntry;
let helper: BundledEntry;
let keyring: PrivateKeyring;

beforeAll(async () => {
  [main, helper] = await Promise.all([bundleEntry('tests/support/vault-in-electron.ts'), bundleEntry(HELPER_ENTRY)]);
  // Electron starts a folder.
  const manifest = { name: 'vault-in-electron', type: 'module', main: basename(main.path) };
  writeFileSync(join(dirname(main.path), 'package.json'), JSON.stringify(manifest));
  keyring = await openKeyring();
});
afterAll(async () => {
  main.remove();
  helper.remove();
  await keyring.end();
});

it('outlives the deaths and the silence of its utility process, and ends it', async () => {
  const { DISPLAY, XAUTHORITY } = process.env;
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), dirname(main.path)];
  const env = { ...keyring.env, DISPLAY, XAUTHORITY, HELPER_PATH: helper.path };
  const { stdout } = await promisify(execFile)(electronBinary(), args, { env, timeout: 60_000 });
  const outcome: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const values = ['Aa1=', ...Array.from({ length: 5 }, (_, death) => `after death ${death}`)];
  expect(outcome).toEqual({
    beforeFirstCall: 0,
    checked: 'ready',
    kept: { ok: true },
    afterDeaths: values.slice(1).map((value, death) => [values[death], 'done', value]),
    whileStopped: { ok: false, failure: { code: 'keychain-silent', changed: 'nothing' } },
    afterwards: { ok: true, value: 'after death 4' },
    helpersStopped: 1,
    leftOfStopped: 0,
    leftAtEnd: 0,
    states: ['ready', 'unavailable', 'ready'],
  });
});
