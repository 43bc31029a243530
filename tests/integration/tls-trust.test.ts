import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchange } from '../../src/main/outgoing/exchange.ts';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { daysFromNow, issue, type Issued } from '../support/issued.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Trial, TrialOutcome } from '../support/tls-trial.ts';

const company = issue({ name: 'Company', isAuthority: true });
const stranger = issue({ name: 'Stranger', isAuthority: true });
const client = issue({ name: 'Client', issuer: company });
const strangersClient = issue({ name: 'Client', issuer: stranger });
const shown = ({ certificate, key }: Issued) => ({ certificate, privateKey: key });

interface Served {
  readonly origin: string;
  /** How often a request came with a credential. */
  readonly credentials: () => number;
  readonly end: () => void;
}

async function serve(own: Issued, options: ServerOptions = {}): Promise<Served> {
  let credentials = 0;
  const server = createServer({ ...options, cert: own.certificate, key: own.key }, (request, response) => {
    if (request.headers.authorization !== undefined) credentials += 1;
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  const { port } = server.address() as AddressInfo;
  return { origin: `https://127.0.0.1:${port}`, credentials: () => credentials, end };
}

const wanting = { requestCert: true, rejectUnauthorized: true, ca: company.certificate };
const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
/** Every one is asked with the company's authority as the only addition, and what it must be called. */
const cases = {
  'signed by itself': { own: issue(), trouble: 'tls-self-signed' },
  expired: {
    own: issue({ issuer: company, from: daysFromNow(-2), until: daysFromNow(-1) }),
    trouble: 'tls-expired',
  },
  'not yet valid': {
    own: issue({ issuer: company, from: daysFromNow(1), until: daysFromNow(2) }),
    trouble: 'tls-not-yet-valid',
  },
  'of another name': {
    own: issue({ issuer: company, names: ['127.0.0.2', 'tenant.test'] }),
    trouble: 'tls-wrong-name',
  },
  'of an authority nobody chose': { own: issue({ issuer: stranger }), trouble: 'tls-authority-unknown' },
  'with a weak key': {
    own: issue({ issuer: company, bits: 1024 }),
    trouble: 'tls-weak-key',
    options: { ciphers: 'DEFAULT@SECLEVEL=0' },
  },
  'that speaks old TLS only': { own: issue({ issuer: company }), trouble: 'tls-too-old', options: old },
} satisfies Record<string, { own: Issued; trouble: string; options?: ServerOptions }>;

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

async function run(trials: readonly Trial[], control: string, variables: NodeJS.ProcessEnv) {
  const child = fork(entry.path, [], { env: { ...process.env, ...variables }, stdio: 'ignore' });
  child.send({ trials, control });
  const [told] = (await once(child, 'message')) as [{ outcomes: TrialOutcome[]; control: string }];
  return told;
}

describe.each(Object.entries(surroundings))('with %s', (name, variablesIn) => {
  it('no credential reaches a server that is not believed, and each is told apart', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'stranger.pem'), stranger.certificate);
    const servers = await Promise.all(
      Object.values(cases).map((each) => serve(each.own, 'options' in each ? each.options : {})),
    );
    const good = await serve(issue({ issuer: company }));
    const strange = servers[Object.keys(cases).indexOf('of an authority nobody chose')]!;
    const authorities = [company.certificate];
    const trials = [...servers, good].map(({ origin }) => ({ origin, authorities }));
    const { outcomes, control } = await run(trials, strange.origin, variablesIn(folder));
    const troubles = Object.values(cases).map(({ trouble }) => trouble);
    expect(outcomes.map(({ exchanged }) => exchanged)).toEqual([...troubles, '200']);
    // Old TLS shows nobody's certificate.
    const seen = troubles.map((trouble) => (trouble === 'tls-too-old' ? trouble : `shown: ${trouble}`));
    expect(outcomes.map(({ peeked }) => peeked)).toEqual([...seen, 'believed']);
    expect(servers.map(({ credentials }) => credentials())).toEqual(servers.map(() => 0));
    expect(good.credentials()).toBe(1);
    expect(new Set(troubles).size).toBe(troubles.length);
    expect(control).toBe(name === 'no variables' ? 'refused' : '200');
    expect(existsSync(join(folder, 'keys.log'))).toBe(false);
    [...servers, good].forEach(({ end }) => end());
  });
});

it('a client certificate is shown where it is asked for, and nothing is sent where it is not accepted', async () => {
  const server = await serve(issue({ issuer: company }), wanting);
  const asked = { origin: server.origin, authorities: [company.certificate] };
  const { outcomes } = await run(
    [asked, { ...asked, clientCertificate: shown(strangersClient) }, { ...asked, clientCertificate: shown(client) }],
    server.origin,
    {},
  );
  const [none, refused, given] = outcomes.map(({ exchanged }) => exchanged);
  expect(given).toBe('200');
  expect(server.credentials()).toBe(1);
  expect([none, refused]).not.toContain('200');
  server.end();
});

it('a client certificate goes to a server whose one certificate is trusted, and to no other', async () => {
  const own = issue();
  const server = await serve(own, wanting);
  const asking = { url: server.origin, method: 'GET', headers: {}, body: '', tooLarge: 'refuse' } as const;
  const clientCertificate = shown(client);
  const pinned = await exchange({ ...asking, certificate: own.certificate, authorities: [], clientCertificate });
  expect(pinned).toMatchObject({ ok: true, answer: { status: 200 } });
  expect(await exchange({ ...asking, clientCertificate })).toEqual({ ok: false, trouble: 'tls-self-signed' });
  server.end();
});

it('old TLS is refused where the runtime is told to speak it, also by the one certificate that is trusted', async () => {
  const own = issue();
  const server = await serve(own, old);
  const { origin } = server;
  const trials = [
    { origin, certificate: own.certificate },
    { origin, authorities: [own.certificate] },
  ];
  const { outcomes, control } = await run(trials, origin, {
    NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  });
  expect(outcomes.map(({ exchanged }) => exchanged)).toEqual(['tls-too-old', 'tls-too-old']);
  expect(server.credentials()).toBe(0);
  expect(control).toBe('200');
  server.end();
});
