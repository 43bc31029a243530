import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { ServerOptions } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { daysFromNow, issue, type Issued } from './issued.ts';
import {
  ANY_CIPHER,
  company,
  OLD,
  OLDEST,
  revokedStaple,
  serve,
  shown,
  stapling,
  stranger,
  WANTING,
} from './tls-servers.ts';
import type { Trial, TrialOutcome } from './tls-trial.ts';

interface Unbelieved {
  readonly own: Issued;
  readonly trouble: string;
  readonly options?: ServerOptions;
  readonly isRevoked?: true;
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
    options: ANY_CIPHER,
  },
  'revoked, as it says itself': { own: issue({ issuer: company }), trouble: 'tls-revoked', isRevoked: true },
  'that speaks TLS 1.1 at most': { own: issue({ issuer: company }), trouble: 'tls-too-old', options: OLD },
  'that speaks TLS 1.0 only': { own: issue({ issuer: company }), trouble: 'tls-too-old', options: OLDEST },
};
const troubles = Object.values(UNBELIEVED).map(({ trouble }) => trouble);
const good = issue({ issuer: company });
const client = issue({ name: 'Client', issuer: company });
const strangersClient = issue({ name: 'Client', issuer: stranger });

/** Alerts of TLS (RFC 8446, 6.2), and what they must be called: those about certificates are about the client's. */
const ALERTS: Readonly<Record<string, string>> = {
  40: 'tls-other',
  ...Object.fromEntries([42, 43, 44, 45, 46, 48, 49, 116].map((alert) => [alert, 'tls-certificate-wanted'])),
  70: 'tls-too-old',
};

/** What must come of asking all of them. */
export const EXPECTED = {
  unbelieved: {
    exchanged: [...troubles, '200'],
    // Old TLS shows nobody's certificate.
    peeked: [...troubles.map((each) => (each === 'tls-too-old' ? each : `shown: ${each}`)), 'believed'],
    credentials: [...troubles.map(() => 0), 1],
  },
  // A certificate that it does not accept makes Node's server close the connection, without an alert.
  wanting: { exchanged: ['tls-certificate-wanted', 'connection-broken', '200'], credentials: 1 },
  alerts: ALERTS,
};
/** Two of them are old. */
export const DIFFERENT_TROUBLES = troubles.length - 1;

/** Has trials made, and tells what came of them in their order, and what the runtime makes of `control` by itself. */
type RunTrials<Control> = (
  trials: readonly Trial[],
  control: string,
) => Promise<{ readonly outcomes: readonly TrialOutcome[]; readonly control: Control }>;

/**
 * Asks each server that is not to be believed, and one that is; one that wants a certificate, without one, with a stranger's and with
 * the right one; and those that refuse the handshake.
 */
export async function askAll<Control>(run: RunTrials<Control>) {
  const servers = await Promise.all([...Object.values(UNBELIEVED), { own: good }].map(serveAsSaid));
  const wanting = await serve(good, WANTING);
  const alerting = await Promise.all(Object.keys(ALERTS).map(Number).map(alertingServer));
  const authorities = [company.certificate];
  const shownThere = [undefined, shown(strangersClient), shown(client)];
  const strange = servers[Object.keys(UNBELIEVED).indexOf('of an authority nobody chose')]!;
  const { outcomes, control } = await run(
    [
      ...servers.map(({ origin }) => ({ origin, authorities })),
      ...shownThere.map((clientCertificate) => ({ origin: wanting.origin, authorities, clientCertificate })),
      ...alerting.map((origin) => ({ origin, authorities, clientCertificate: shown(client) })),
    ],
    strange.origin,
  );
  const exchanged = outcomes.map((each) => each.exchanged);
  const [judged, wanted] = [servers.length, servers.length + shownThere.length];
  return {
    unbelieved: {
      exchanged: exchanged.slice(0, judged),
      peeked: outcomes.slice(0, judged).map(({ peeked }) => peeked),
      credentials: servers.map((each) => each.credentials()),
    },
    wanting: { exchanged: exchanged.slice(judged, wanted), credentials: wanting.credentials() },
    alerts: Object.fromEntries(Object.keys(ALERTS).map((alert, index) => [alert, exchanged[wanted + index]])),
    /** What the runtime by itself makes of the authority nobody chose. */
    control,
  };
}

async function serveAsSaid({ own, options, isRevoked }: Pick<Unbelieved, 'own' | 'options' | 'isRevoked'>) {
  const served = await serve(own, options);
  if (isRevoked) stapling(served, revokedStaple(own));
  return served;
}

/** Answers whatever is said with one alert. */
async function alertingServer(alert: number): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, alert])));
  });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Trials in a process of Node. `path`: the bundled `tls-in-node`. */
export const inNode =
  (path: string, variables: NodeJS.ProcessEnv): RunTrials<string> =>
  async (trials, control) => {
    const child = fork(path, [], { env: { ...process.env, ...variables }, stdio: 'ignore' });
    child.send({ trials, control });
    const [told] = (await once(child, 'message')) as [{ outcomes: TrialOutcome[]; control: string }];
    return told;
  };
