import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { daysFromNow, issue, type Issued } from './issued.ts';
import type { Trial, TrialOutcome } from './tls-trial.ts';

export const company = issue({ name: 'Company', isAuthority: true });
/** An authority that nobody chose, but that the surroundings may name. */
export const stranger = issue({ name: 'Stranger', isAuthority: true });
const client = issue({ name: 'Client', issuer: company });
const strangersClient = issue({ name: 'Client', issuer: stranger });
export const shown = ({ certificate, key }: Issued) => ({ certificate, privateKey: key });

export interface Served {
  readonly origin: string;
  readonly server: Server;
  /** How often a request came with a credential. */
  readonly credentials: () => number;
}

/** On loopback, until the test ends. */
export async function serve(own: Issued, options: ServerOptions = {}): Promise<Served> {
  let credentials = 0;
  const server = createServer({ ...options, cert: own.certificate, key: own.key }, (request, response) => {
    if (request.headers.authorization !== undefined) credentials += 1;
    response.end();
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `https://127.0.0.1:${port}`, server, credentials: () => credentials };
}

export const WANTING = { requestCert: true, rejectUnauthorized: true, ca: company.certificate };
export const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

interface Unbelieved {
  readonly own: Issued;
  readonly trouble: string;
  readonly options?: ServerOptions;
}

/** Every one is asked with the company's authority as the only addition, and what it must be called. */
const UNBELIEVED: Readonly<Record<string, Unbelieved>> = {
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
  'that speaks old TLS only': { own: issue({ issuer: company }), trouble: 'tls-too-old', options: OLD },
};
/** What each server must be called, in order. */
export const TROUBLES = Object.values(UNBELIEVED).map(({ trouble }) => trouble);
const good = issue({ issuer: company });

export interface InSurroundings {
  /** The bundled `tls-trial`. */
  readonly path: string;
  readonly variables: NodeJS.ProcessEnv;
}

export async function run({ path, variables }: InSurroundings, trials: readonly Trial[], control: string) {
  const child = fork(path, [], { env: { ...process.env, ...variables }, stdio: 'ignore' });
  child.send({ trials, control });
  const [told] = (await once(child, 'message')) as [{ outcomes: TrialOutcome[]; control: string }];
  return told;
}

/** Asks each server that is not to be believed, and then one that is. */
export async function askUnbelieved(surroundings: InSurroundings) {
  const servers = await Promise.all(Object.values(UNBELIEVED).map(({ own, options }) => serve(own, options)));
  const believed = await serve(good);
  const strange = servers[Object.keys(UNBELIEVED).indexOf('of an authority nobody chose')]!;
  const authorities = [company.certificate];
  const trials = [...servers, believed].map(({ origin }) => ({ origin, authorities }));
  const { outcomes, control } = await run(surroundings, trials, strange.origin);
  return {
    exchanged: outcomes.map(({ exchanged }) => exchanged),
    peeked: outcomes.map(({ peeked }) => peeked),
    /** How many each has got. */
    credentials: [...servers, believed].map((each) => each.credentials()),
    /** What Node by itself makes of the authority nobody chose. */
    control,
  };
}

/** Asks a server that wants a certificate: without one, with a stranger's, and with the right one. */
export async function askWanting(surroundings: InSurroundings) {
  const server = await serve(good, WANTING);
  const asked = { origin: server.origin, authorities: [company.certificate] };
  const trials = [undefined, strangersClient, client].map((each) =>
    each ? { ...asked, clientCertificate: shown(each) } : asked,
  );
  const { outcomes } = await run(surroundings, trials, server.origin);
  return { exchanged: outcomes.map(({ exchanged }) => exchanged), credentials: server.credentials() };
}
