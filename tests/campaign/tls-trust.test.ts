import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { askUnbelieved, askWanting, stranger, TROUBLES } from '../support/tls-servers.ts';

/** What weakens TLS from outside; each is tried alone and together with every other. */
const WEAKENINGS: readonly ((folder: string) => NodeJS.ProcessEnv)[] = [
  () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
  (folder) => ({ NODE_EXTRA_CA_CERTS: join(folder, 'stranger.pem') }),
  (folder) => ({ SSLKEYLOGFILE: join(folder, 'keys.log') }),
  (folder) => ({ SSL_CERT_FILE: join(folder, 'stranger.pem'), SSL_CERT_DIR: folder, NODE_USE_SYSTEM_CA: '1' }),
  () => ({ NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0 --use-openssl-ca' }),
];
const names = (variables: NodeJS.ProcessEnv) => Object.keys(variables).join(', ') || 'none of them';
const everyChoice = Array.from({ length: 2 ** WEAKENINGS.length }, (_, bits) =>
  WEAKENINGS.filter((__, index) => (bits >> index) % 2 === 1),
).map((chosen) => {
  const variablesIn = (folder: string) => Object.assign({}, ...chosen.map((each) => each(folder))) as NodeJS.ProcessEnv;
  return { name: names(variablesIn('')), variablesIn };
});

let entry: BundledEntry;
beforeAll(async () => {
  entry = await bundleEntry('tests/support/tls-trial.ts');
});
afterAll(() => entry.remove());

describe.each(everyChoice)('with $name', ({ variablesIn }) => {
  it('no credential reaches a server that is not believed, or that does not accept the client (T50)', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'stranger.pem'), stranger.certificate);
    const surroundings = { path: entry.path, variables: variablesIn(folder) };
    const asked = await askUnbelieved(surroundings);
    expect(asked.exchanged).toEqual([...TROUBLES, '200']);
    expect(asked.credentials).toEqual([...TROUBLES.map(() => 0), 1]);
    const wanting = await askWanting(surroundings);
    expect(wanting.exchanged.map((each) => each === '200')).toEqual([false, false, true]);
    expect(wanting.credentials).toBe(1);
    const isWeakened = 'NODE_TLS_REJECT_UNAUTHORIZED' in surroundings.variables;
    if (isWeakened) expect(asked.control).toBe('200');
    expect(existsSync(join(folder, 'keys.log'))).toBe(false);
  });
});
