import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NetworkTrouble } from '../../src/core/domain/check/network-trouble.ts';
import { exchange } from '../../src/main/outgoing/exchange.ts';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { issue } from '../support/issued.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fieldMessage } from '../../src/renderer/src/failure-text/failure-text.ts';
import { askAll, DIFFERENT_TROUBLES, EXPECTED, inNode } from '../support/tls-refusals.ts';
import { company, OLD, serve, shown, stranger, WANTING } from '../support/tls-servers.ts';

const surroundings: Record<string, (folder: string) => NodeJS.ProcessEnv> = {
  'no variables': () => ({}),
  NODE_TLS_REJECT_UNAUTHORIZED: () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
  'NODE_EXTRA_CA_CERTS and a proxy': (folder) => ({
    NODE_EXTRA_CA_CERTS: join(folder, 'stranger.pem'),
    SSL_CERT_FILE: join(folder, 'stranger.pem'),
    NODE_USE_SYSTEM_CA: '1',
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: 'http://127.0.0.1:9',
  }),
};

const wordsOf = (trouble: string) => fieldMessage({ code: 'tenant-unreachable', trouble: trouble as NetworkTrouble });

let entry: BundledEntry;
beforeAll(async () => {
  entry = await bundleEntry('tests/support/tls-in-node.ts');
});

describe.each(Object.entries(surroundings))('with %s', (name, variablesIn) => {
  it('no credential reaches a server that is not believed, and each is told apart', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'stranger.pem'), stranger.certificate);
    const { control, ...asked } = await askAll(inNode(entry.path, variablesIn(folder)));
    expect(asked).toEqual(EXPECTED);
    expect(control).toBe(name === 'no variables' ? 'refused' : '200');
    const told = asked.unbelieved.exchanged.slice(0, -1).map((trouble) => wordsOf(trouble));
    expect(new Set(told).size).toBe(DIFFERENT_TROUBLES);
  });
});

it('a client certificate goes to a server whose one certificate is trusted, and to no other', async () => {
  const own = issue();
  const server = await serve(own, WANTING);
  const asking = { url: server.origin, method: 'GET', headers: {}, body: '', tooLarge: 'refuse' } as const;
  const clientCertificate = shown(issue({ name: 'Client', issuer: company }));
  const pinned = await exchange({ ...asking, certificate: own.certificate, authorities: [], clientCertificate });
  expect(pinned).toMatchObject({ ok: true, answer: { status: 200 } });
  expect(await exchange({ ...asking, clientCertificate })).toEqual({ ok: false, trouble: 'tls-self-signed' });
});

it('old TLS is refused where the runtime is told to speak it, also by the one certificate that is trusted', async () => {
  const own = issue();
  const server = await serve(own, OLD);
  const { origin } = server;
  const trials = [
    { origin, certificate: own.certificate },
    { origin, authorities: [own.certificate] },
  ];
  const variables = {
    NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  };
  const { outcomes, control } = await inNode(entry.path, variables)(trials, origin);
  expect(outcomes.map(({ exchanged }) => exchanged)).toEqual(['tls-too-old', 'tls-too-old']);
  expect(server.credentials()).toBe(0);
  expect(control).toBe('200');
});
