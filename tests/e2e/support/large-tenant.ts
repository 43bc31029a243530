import { createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { makeCertificate } from '../../../src/main/tenant/make-certificate.ts';

const PAGE = 100;
const PAGES = 200;
export const APPLICATIONS = PAGE * PAGES;
const AUTHENTICATION = 'urn:sap:identity:application:schemas:extension:sci:1.0:Authentication';

export interface LargeTenant {
  readonly address: string;
  readonly certificateFile: string;
  /** Pages that were asked for so far; one that is asked for again counts once. */
  readonly asked: () => number;
  /** Those asked for more than once (0 is the first). */
  readonly askedAgain: () => readonly number[];
  /** Pages from this one on (0 is the first) are answered only once they are let through. */
  hold(from: number): void;
  /** Answers one page that is held; milliseconds since 1970 at which it was on its way. */
  letOneThrough(): Promise<number>;
  /** Everything held, and all that comes. */
  letThrough(): void;
  close(): Promise<void>;
}

const uuid = (number: number, series: number): string =>
  `00000000-0000-4000-8000-${String(series).padStart(4, '0')}${String(number).padStart(8, '0')}`;

/** The labels of a page are spread over the whole list, as those of a real one are. */
const labelOf = (number: number): string => `App ${String((number * 7919) % APPLICATIONS).padStart(5, '0')}`;

const application = (number: number) => ({
  ...{ id: uuid(number, 1), name: `app-${number}`, meta: { type: 'charged', created: '2026-01-01T00:00:00.000Z' } },
  branding: { displayName: labelOf(number) },
  [AUTHENTICATION]: {
    ...{ ssoType: 'openIdConnect', clientId: uuid(number, 2) },
    providedApis: [{ name: 'orders', description: '', type: 'public' }],
  },
});

/** A tenant of 20,000 applications, which answers as fast as it can or not at all. */
export async function openLargeTenant(folder: string): Promise<LargeTenant> {
  const { certificate, privateKey } = await makeCertificate(new Date());
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64url'), format: 'der', type: 'pkcs8' });
  const certificateFile = join(folder, 'large.pem');
  writeFileSync(certificateFile, certificate);
  let heldFrom = Infinity;
  const asked = new Map<number, number>();
  const waiting: (() => Promise<void>)[] = [];
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  const server = createServer({ cert: certificate, key: pem }, ({ url = '' }, response) => {
    const tell = (body: object) =>
      new Promise<void>((settle) => {
        response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
        response.end(JSON.stringify(body), settle);
      });
    const address = `https://127.0.0.1:${portOf(server)}`;
    const known = new Map<string, object>([
      [
        '/.well-known/openid-configuration',
        { issuer: address, token_endpoint: `${address}/oauth2/token`, jwks_uri: `${address}/oauth2/certs` },
      ],
      ['/oauth2/token', { access_token: 'token', token_type: 'Bearer', expires_in: 3600 }],
    ]).get(url);
    if (known) {
      void tell(known);
      return;
    }
    const [, cursor, limit] = /^\/Applications\/v1\/\?cursor=(\d*)(&limit=1)?$/.exec(url) ?? [];
    if (cursor === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"error":{"code":404,"message":"Unable to find application with provided identifier."}}');
      return;
    }
    const page = Number(cursor);
    const answer = () => tell(pageOf(page));
    if (limit === undefined) asked.set(page, (asked.get(page) ?? 0) + 1);
    if (limit === undefined && page >= heldFrom) waiting.push(answer);
    else void answer();
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    ...{ address: `https://127.0.0.1:${portOf(server)}`, certificateFile, asked: () => asked.size },
    askedAgain: () => [...asked].filter(([, times]) => times > 1).map(([page]) => page),
    hold: (from) => (heldFrom = from),
    letOneThrough: async () => {
      await waiting.shift()?.();
      return Date.now();
    },
    letThrough: () => {
      heldFrom = Infinity;
      waiting.splice(0).forEach((answer) => void answer());
    },
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

function pageOf(page: number): object {
  const applications = Array.from({ length: PAGE }, (_, index) => application(page * PAGE + index));
  const more = page + 1 < PAGES ? { nextCursor: String(page + 1) } : {};
  return { totalResults: APPLICATIONS, itemsPerPage: PAGE, applications, ...more };
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};
