import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { issue } from '../support/issued.ts';
import { EMPTY_PASSPHRASE, LEGACY, MODERN, OPENSSL_PASSPHRASE } from '../support/openssl-p12.ts';
import { p12Of, p12WithIterations } from '../support/p12-files.ts';
import { openKeyring, type PrivateKeyring } from '../support/private-keyring.ts';
import { HELPER_ENTRY } from '../support/vault-on-keyring.ts';
import { inElectron } from './support/in-electron.ts';

let main: BundledEntry;
let helper: BundledEntry;
let keyring: PrivateKeyring;

beforeAll(async () => {
  [main, helper] = await Promise.all([bundleEntry('tests/support/vault-in-electron.ts'), bundleEntry(HELPER_ENTRY)]);
  keyring = await openKeyring();
});
afterAll(async () => {
  main.remove();
  helper.remove();
  await keyring.end();
});

it('outlives the deaths and the silence of its utility process, and ends it', async () => {
  const outcome = await inElectron(main, { env: { ...keyring.env, HELPER_PATH: helper.path } });
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

it('reads .p12 files in processes that end, and is not held up by one that takes too long', async () => {
  const [reading, reader] = await Promise.all([
    bundleEntry('tests/support/p12-in-electron.ts'),
    bundleEntry('src/main/client-certificate/p12-helper.ts', { inline: ['node-forge'] }),
  ]);
  onTestFinished(() => [reading, reader].forEach((each) => each.remove()));
  // The files of OpenSSL have certificates of one month.
  const now = '2026-12-01T00:00:00Z';
  const own = issue({ name: 'rsa-client', from: new Date('2026-11-30'), until: new Date('2026-12-02') });
  const given = [
    { file: MODERN, passphrase: OPENSSL_PASSPHRASE },
    { file: LEGACY, passphrase: OPENSSL_PASSPHRASE },
    { file: EMPTY_PASSPHRASE, passphrase: '' },
    { file: p12Of(own), passphrase: 'right' },
    { file: MODERN, passphrase: 'wrong' },
    { file: MODERN.subarray(0, 500), passphrase: OPENSSL_PASSPHRASE },
    { file: p12WithIterations(own, 20_000_000), passphrase: 'right' },
  ].map(({ file, passphrase }) => ({ file: file.toString('base64'), passphrase }));
  const outcome = await inElectron(reading, {
    env: { ...keyring.env, NOW: now, HELPER_PATH: reader.path, P12_FILES: JSON.stringify(given) },
  });
  const opened = ['ec-client', 'ec-client', 'ec-client', 'rsa-client'];
  const refused = ['p12-passphrase-wrong', 'p12-malformed', 'p12-too-slow'];
  expect(outcome).toMatchObject({ answers: [...opened, ...refused], heldUp: false, left: 0 });
});
