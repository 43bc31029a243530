import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { issue } from '../support/issued.ts';
import { EMPTY_PASSPHRASE, LEGACY, MODERN, OPENSSL_PASSPHRASE } from '../support/openssl-p12.ts';
import { p12Joined, p12Of, p12With, p12WithIterations } from '../support/p12-files.ts';
import type { P12Trials } from '../support/p12-in-electron.ts';
import { p12WithPbmac1 } from '../support/p12-macs.ts';
import { openKeyring, type PrivateKeyring } from '../support/private-keyring.ts';
import { HELPER_ENTRY } from '../support/vault-on-keyring.ts';
import { inElectron } from './support/in-electron.ts';

// The files of OpenSSL have certificates of one month.
const days = (from: string, until: string) => ({ from: new Date(from), until: new Date(until) });
const rsa = issue({ name: 'rsa-client', ...days('2026-11-30', '2026-12-02') });
const foreign = issue({ name: 'foreign', isAuthority: true });
const given = (file: Buffer, passphrase = 'right') => ({ file: file.toString('base64'), passphrase });
/** Each with the subject it has, or the failure it is. */
const P12_FILES = [
  ['ec-client', given(MODERN, OPENSSL_PASSPHRASE)],
  ['ec-client', given(LEGACY, OPENSSL_PASSPHRASE)],
  ['ec-client', given(EMPTY_PASSPHRASE, '')],
  ['rsa-client', given(p12Of(rsa))],
  ['rsa-client', given(p12WithPbmac1(rsa, { passphrase: 'right' }))],
  ['rsa-client', given(p12With({ key: rsa.key, certificates: [foreign.certificate, rsa.certificate] }))],
  ['p12-without-key', given(p12With({ key: rsa.key, certificates: [foreign.certificate] }))],
  ['p12-without-key', given(p12With({ certificates: [rsa.certificate] }))],
  ['p12-several-keys', given(p12Joined([rsa, issue()]))],
  ['p12-expired', given(p12Of(issue(days('2026-11-01', '2026-11-30'))))],
  ['p12-not-yet-valid', given(p12Of(issue(days('2026-12-02', '2026-12-03'))))],
  ['p12-passphrase-wrong', given(MODERN, 'wrong')],
  ['p12-malformed', given(MODERN.subarray(0, 500), OPENSSL_PASSPHRASE)],
  ['p12-too-slow', given(p12WithIterations(rsa, 20_000_000))],
] as const;

interface Told {
  readonly answers: readonly string[];
  readonly loop: { readonly busyMs: number; readonly lateMs: number };
  readonly slowestMs: number;
  readonly heldUpMs: number;
  readonly cuts: readonly string[];
  readonly left: number;
}

let main: BundledEntry;
let helper: BundledEntry;
let keyring: PrivateKeyring;

beforeAll(async () => {
  [main, helper] = await Promise.all([bundleEntry('tests/support/vault-in-electron.ts'), bundleEntry(HELPER_ENTRY)]);
  keyring = await openKeyring();
});
afterAll(async () => {
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

it('reads .p12 files in processes that end, and is not held up by one that takes too long (T52)', async () => {
  const [reading, reader] = await Promise.all([
    bundleEntry('tests/support/p12-in-electron.ts'),
    bundleEntry('src/main/client-certificate/p12-helper.ts', { inline: ['node-forge'] }),
  ]);
  const trials: P12Trials = {
    ...{ now: '2026-12-01T00:00:00Z', helperPath: reader.path, files: P12_FILES.map(([, each]) => each) },
    ...{ cut: given(MODERN, OPENSSL_PASSPHRASE), slow: given(p12WithIterations(rsa, 400_000)) },
  };
  const told = await inElectron(reading, { env: { ...keyring.env, P12_TRIALS: JSON.stringify(trials) } });
  const { answers, loop, slowestMs, heldUpMs, cuts, left } = told as Told;
  expect(answers).toEqual(P12_FILES.map(([code]) => code));
  expect(cuts).toEqual(Array.from(MODERN, () => 'malformed'));
  expect(left).toBe(0);
  // In the time of the processor, which other programs take nothing of: 14 ms, where reading in main itself takes 390 (control).
  expect(loop.busyMs * 8).toBeLessThan(heldUpMs);
  // Three seconds, and what this machine's timers were late by.
  expect(slowestMs).toBeGreaterThan(2_990);
  expect(slowestMs - 3_000).toBeLessThan(loop.lateMs + 50);
});
