import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { askAll, EXPECTED, inNode } from '../support/tls-refusals.ts';
import { stranger } from '../support/tls-servers.ts';

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
  entry = await bundleEntry('tests/support/tls-in-node.ts');
});

describe.each(everyChoice)('with $name', ({ variablesIn }) => {
  it('no credential reaches a server that is not believed, or that does not accept the client (T50)', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'stranger.pem'), stranger.certificate);
    const variables = variablesIn(folder);
    const { control, ...asked } = await askAll(inNode(entry.path, variables));
    expect(asked).toEqual(EXPECTED);
    expect(control).toBe(isWeakened(variables) ? '200' : 'refused');
  });
});

/** Whether Node by itself believes the stranger's authority, or anybody. */
const isWeakened = (variables: NodeJS.ProcessEnv): boolean =>
  ['NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_EXTRA_CA_CERTS'].some((name) => name in variables) ||
  ('SSL_CERT_FILE' in variables && (variables['NODE_OPTIONS'] ?? '').includes('--use-openssl-ca'));
