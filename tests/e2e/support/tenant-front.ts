import { createPrivateKey } from 'node:crypto';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { makeCertificate } from '../../../src/main/tenant/make-certificate.ts';

/** What is done with a request before it gets to the tenant. */
type Trouble = 'unavailable' | 'stall' | undefined;

/** What a request was signed in with. */
interface SignedIn {
  readonly authorization: string | undefined;
  /** SHA-256 of the client's certificate, where it has shown one. */
  readonly fingerprint: string | undefined;
}

export interface TenantFront {
  readonly address: string;
  /** PEM of its certificate. */
  readonly certificateFile: string;
  /** Every request so far: method and path. */
  readonly requests: string[];
  /** Every different Authorization header so far. */
  readonly authorizations: Set<string>;
  /** From now on. */
  trouble: (method: string, path: string) => Trouble;
  /** The Authorization header by which the tenant behind knows who signs in here otherwise than there; undefined for all others. */
  knownAs: (signedIn: SignedIn) => string | undefined;
  close(): Promise<void>;
}

/** A tenant elsewhere: the local tenant's server behind a name and a certificate of its own, which can be broken. */
export async function openTenantFront(port: number, folder: string): Promise<TenantFront> {
  const { certificate, privateKey } = await makeCertificate(new Date());
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64url'), format: 'der', type: 'pkcs8' });
  const certificateFile = join(folder, 'front.pem');
  writeFileSync(certificateFile, certificate);
  const open = {
    ...{ requests: [] as string[], authorizations: new Set<string>() },
    trouble: (): Trouble => undefined as Trouble,
    knownAs: (): string | undefined => undefined,
  };
  const server = createServer(
    // Whose certificate it is, the tenant says.
    {
      cert: certificate,
      key: key.export({ type: 'pkcs8', format: 'pem' }),
      requestCert: true,
      rejectUnauthorized: false,
    },
    (asked, answer) => {
      const [method, path] = [asked.method ?? '', asked.url ?? ''];
      open.requests.push(`${method} ${path}`);
      if (asked.headers.authorization !== undefined) open.authorizations.add(asked.headers.authorization);
      const trouble = front.trouble(method, path);
      if (trouble === 'stall') return;
      if (trouble === 'unavailable') {
        answer.writeHead(503, { 'content-type': 'application/json', 'x-ids-id': 'FRONT-0001' });
        answer.end('{"error":{"code":503,"message":"The tenant is being repaired."}}');
      } else if (path === DISCOVERY) void discover(answer, port, front.address);
      else forward(withAuthorization(asked, front), answer, port);
    },
  );
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const front: TenantFront = Object.assign(open, {
    address: `https://127.0.0.1:${portOf(server)}`,
    certificateFile,
    close: () =>
      new Promise<void>((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  });
  return front;
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

const DISCOVERY = '/.well-known/openid-configuration';

/** Tokens name the address behind; what the tenant publishes about itself names this one. */
async function discover(answer: ServerResponse, port: number, address: string): Promise<void> {
  const behind = `http://127.0.0.1:${port}`;
  const told = await fetch(behind + DISCOVERY);
  answer.writeHead(told.status, { 'content-type': 'application/json' });
  answer.end((await told.text()).replaceAll(behind, address));
}

function withAuthorization(asked: IncomingMessage, front: TenantFront): IncomingMessage {
  const { socket } = asked;
  const fingerprint = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.fingerprint256 : undefined;
  const known = front.knownAs({ authorization: asked.headers.authorization, fingerprint });
  if (known !== undefined) asked.headers.authorization = known;
  return asked;
}

function forward(asked: IncomingMessage, answer: ServerResponse, port: number): void {
  const headers = { ...asked.headers, host: `127.0.0.1:${port}` };
  const sent = httpRequest({ host: '127.0.0.1', port, method: asked.method, path: asked.url, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  sent.on('error', () => answer.destroy());
  asked.pipe(sent);
}
