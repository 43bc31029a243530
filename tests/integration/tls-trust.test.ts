import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchange } from '../../src/main/outgoing/exchange.ts';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { issue } from '../support/issued.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  askUnbelieved,
  askWanting,
  company,
  OLD,
  run,
  serve,
  shown,
  stranger,
  TROUBLES,
  WANTING,
} from '../support/tls-servers.ts';

const surroundings: Record<string, (folder: string) => NodeJS.ProcessEnv> = {
  'no variables': () => ({}),
  NODE_TLS_REJECT_UNAUTHORIZED: () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
  'NODE_EXTRA_CA_CERTS, SSLKEYLOGFILE and a proxy': (folder) => ({
    NODE_EXTRA_CA_CERTS: join(folder, 'stranger.pem'),
    SSL_CERT_FILE: join(folder, 'stranger.pem'),
    NODE_USE_SYSTEM_CA: '1',
    SSLKEYLOGFILE: join(folder, 'keys.log'),
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: 'http://127.0.0.1:9',
  }),
};

let entry: BundledEntry;
beforeAll(async () => {
  entry = await bundleEntry('tests/support/tls-trial.ts');
});
afterAll(() => entry.remove());

describe.each(Object.entries(surroundings))('with %s', (name, variablesIn) => {
  it('no credential reaches a server that is not believed, and each is told apart', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'stranger.pem'), stranger.certificate);
    const asked = await askUnbelieved({ path: entry.path, variables: variablesIn(folder) });
    expect(asked.exchanged).toEqual([...TROUBLES, '200']);
    // Old TLS shows nobody's certificate.
    const seen = TROUBLES.map((trouble) => (trouble === 'tls-too-old' ? trouble : `shown: ${trouble}`));
    expect(asked.peeked).toEqual([...seen, 'believed']);
    expect(asked.credentials).toEqual([...TROUBLES.map(() => 0), 1]);
    expect(new Set(TROUBLES).size).toBe(TROUBLES.length);
    expect(asked.control).toBe(name === 'no variables' ? 'refused' : '200');
    expect(existsSync(join(folder, 'keys.log'))).toBe(false);
  });
});

it('a client certificate is shown where it is asked for, and nothing is sent where it is not accepted', async () => {
  const { exchanged, credentials } = await askWanting({ path: entry.path, variables: {} });
  const [none, refused, given] = exchanged;
  expect(given).toBe('200');
  expect(credentials).toBe(1);
  expect([none, refused]).not.toContain('200');
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
  const { outcomes, control } = await run({ path: entry.path, variables }, trials, origin);
  expect(outcomes.map(({ exchanged }) => exchanged)).toEqual(['tls-too-old', 'tls-too-old']);
  expect(server.credentials()).toBe(0);
  expect(control).toBe('200');
});
