import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { request as requestHttps } from 'node:https';
import { TLSSocket } from 'node:tls';
import { checkIdentity } from './server-identity.ts';
import type { ProxyOf } from './proxy.ts';
import { watchStaple } from './staple.ts';
import { trusting } from './trusting.ts';
import { wayTo } from './tunnel.ts';
import { lookupPublic, refusePrivateLiteral } from './public-addresses.ts';
import { troubleOf, type NetworkTrouble } from '../../core/domain/check/network-trouble.ts';

/** One request, whole. */
export interface Outgoing {
  /** http or https. */
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  /** PEM: the one certificate that is trusted there, in place of the authorities of the runtime. */
  readonly certificate?: string | undefined;
  /** PEM: with those of the runtime the only authorities that are believed, whatever the environment adds. */
  readonly authorities?: readonly string[] | undefined;
  /** Shown when the server asks for one. PEM both. */
  readonly clientCertificate?: { readonly certificate: string; readonly privateKey: string } | undefined;
  /** `public`: nothing is sent to an address of this machine or of a private network, whatever the name leads to. */
  readonly addresses?: 'any' | 'public' | undefined;
  /** What to do with a body that is longer than `MAXIMUM_BYTES`. */
  readonly tooLarge: 'refuse' | 'cut';
  /** Asked for the proxy of an https address; without it there is none. */
  readonly proxyOf?: ProxyOf | undefined;
  readonly timeoutMs?: number;
}

export interface Incoming {
  readonly status: number;
  /** Names in the order and spelling they came in. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: Buffer;
  readonly cut: boolean;
}

export type Exchanged =
  { readonly ok: true; readonly answer: Incoming } | { readonly ok: false; readonly trouble: NetworkTrouble };

export const MAXIMUM_BYTES = 1024 * 1024;
const TIMEOUT_MS = 15_000;

/**
 * Sends one request and reads the answer. Never follows a redirect, never sends through a proxy of the environment, and checks
 * certificates whatever `NODE_TLS_REJECT_UNAUTHORIZED` says. Nothing is thrown.
 */
export async function exchange(outgoing: Outgoing): Promise<Exchanged> {
  const { url, proxyOf, addresses, authorities, timeoutMs = TIMEOUT_MS } = outgoing;
  if (!URL.canParse(url)) return exchangeBy(outgoing, undefined);
  const way = await wayTo(new URL(url), { proxyOf, addresses, authorities, timeoutMs });
  return way.ok ? exchangeBy({ ...outgoing, timeoutMs: way.leftMs }, way.socket) : way;
}

/** `through`: a connection to the server that is there already. */
function exchangeBy(outgoing: Outgoing, through: Socket | undefined): Promise<Exchanged> {
  return new Promise((settle) => {
    const failed = (trouble: NetworkTrouble) => settle({ ok: false, trouble });
    try {
      const { timer, sent } = send({ ...outgoing, through }, { settle, failed });
      sent.on('error', (error) => failed(troubleOf(codeOf(error))));
      sent.on('close', () => {
        clearTimeout(timer);
        // After an answer this changes nothing any more.
        failed('connection-broken');
      });
      endWhenConnected(sent, outgoing);
    } catch (error) {
      through?.destroy();
      failed(troubleOf(codeOf(error)));
    }
  });
}

interface Ends {
  readonly settle: (exchanged: Exchanged) => void;
  readonly failed: (trouble: NetworkTrouble) => void;
}

function send(outgoing: Outgoing & { readonly through: Socket | undefined }, { settle, failed }: Ends) {
  const url = new URL(outgoing.url);
  if (outgoing.addresses === 'public') refusePrivateLiteral(url.hostname);
  const options = {
    method: outgoing.method,
    headers: {
      ...outgoing.headers,
      // Unpacking what a stranger packed is a risk and of no use here.
      'accept-encoding': 'identity',
      ...(outgoing.body === '' ? {} : { 'content-length': String(Buffer.byteLength(outgoing.body)) }),
    },
    // A connection of its own that ends with it: nothing of another call is reused.
    agent: false,
    ...(outgoing.addresses === 'public' ? { lookup: lookupPublic } : {}),
    ...(outgoing.through ? { socket: outgoing.through } : {}),
  };
  const received = (answer: IncomingMessage) => void read(answer, outgoing.tooLarge).then(settle);
  const sent =
    url.protocol === 'https:'
      ? requestHttps(url, { ...options, ...tlsFor(outgoing) }, received)
      : requestHttp(url, options, received);
  const timer = setTimeout(() => {
    failed('timed-out');
    sent.destroy();
  }, outgoing.timeoutMs ?? TIMEOUT_MS);
  return { sent, timer };
}

/** Of what is written before the handshake has ended, an error says EPROTO whatever was wrong with the handshake. */
function endWhenConnected(sent: ClientRequest, { url, body }: Outgoing): void {
  const end = () => void sent.end(body);
  if (new URL(url).protocol !== 'https:') end();
  else
    sent.once('socket', (socket) => {
      const revoked = socket instanceof TLSSocket ? watchStaple(socket) : neverRevoked;
      socket.once('secureConnect', () => {
        void revoked().then((isSo) => (isSo ? void sent.destroy(REVOKED()) : end()));
      });
    });
}

const neverRevoked = () => Promise.resolve(false);

const REVOKED = (): Error => Object.assign(new Error('The certificate was revoked.'), { code: 'CERT_REVOKED' });

const tlsFor = ({ certificate, authorities, clientCertificate }: Outgoing) => ({
  rejectUnauthorized: true,
  requestOCSP: true,
  minVersion: 'TLSv1.2' as const,
  checkServerIdentity: checkIdentity,
  ...trustFor({ certificate, authorities, clientCertificate }),
});

/** One certificate that is trusted by itself goes before authorities; a client certificate goes with either. */
function trustFor({ certificate, authorities, clientCertificate }: Pick<Outgoing, Trusted>) {
  if (certificate === undefined && (authorities ?? clientCertificate) !== undefined)
    return { secureContext: trusting({ authorities: authorities ?? [], clientCertificate }) };
  return {
    ...(certificate === undefined ? {} : { ca: certificate }),
    ...(clientCertificate && { cert: clientCertificate.certificate, key: clientCertificate.privateKey }),
  };
}

type Trusted = 'certificate' | 'authorities' | 'clientCertificate';

async function read(answer: IncomingMessage, tooLarge: Outgoing['tooLarge']): Promise<Exchanged> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let cut = false;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      const room = MAXIMUM_BYTES - bytes;
      if (chunk.length > room) {
        if (tooLarge === 'refuse') return { ok: false, trouble: 'answer-too-large' };
        chunks.push(chunk.subarray(0, room));
        cut = true;
        // Leaving the loop destroys the connection.
        break;
      }
      chunks.push(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    return { ok: false, trouble: troubleOf(codeOf(error)) };
  }
  return {
    ok: true,
    answer: { status: answer.statusCode ?? 0, headers: headersOf(answer.rawHeaders), body: Buffer.concat(chunks), cut },
  };
}

const headersOf = (raw: readonly string[]): Incoming['headers'] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [{ name, value: raw[index + 1] ?? '' }] : []));

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
