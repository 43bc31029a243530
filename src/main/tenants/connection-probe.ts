import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import * as v from 'valibot';
import { troubleOf } from '../../core/domain/check/network-trouble.ts';
import type { ConnectionFinding } from '../../core/domain/connection-test.ts';
import { isErrorOfTenant, type TenantAnswer } from '../../core/domain/directory-api/tenant-answer.ts';
import { pageIn } from '../../core/domain/directory-api/tenant-page.ts';
import { pageRequest, patchRequest, type TenantRequest } from '../../core/domain/directory-api/tenant-request.ts';
import { applicationId } from '../../core/domain/identifiers.ts';
import { ok } from '../../core/domain/result.ts';
import type { CertificateFacts, Tenant } from '../../core/domain/tenant.ts';
import type { ConnectionProbe } from '../../core/use-cases/test-connection.ts';
import { send } from '../directory/remote/tenant-client.ts';
import type { TenantParts } from '../directory/remote/tenant-parts.ts';
import { inTime } from '../outgoing/in-time.ts';
import { peek } from '../outgoing/peek.ts';
import { waysTo, type ProxyOf } from '../outgoing/proxy.ts';

/** What was seen on the way and is shown beside the steps. */
interface Seen {
  certificate: CertificateFacts | null;
  clockAheadSeconds: number | null;
}

const TIMEOUT_MS = 15_000;
const DISCOVERY: TenantRequest = { method: 'GET', path: '/.well-known/openid-configuration' };
const NOT_THERE = { code: 'not-a-tenant', status: 404 } as const;
/** Nobody signs in where it is not known yet whether it is a tenant. */
const NOBODY: Pick<TenantParts, 'authorize' | 'heard'> = {
  authorize: () => Promise.resolve(ok({ header: undefined, confidential: [] })),
  heard: () => false,
};
const discoveryShape = v.object({ issuer: v.string(), token_endpoint: v.string(), jwks_uri: v.string() });

interface Parts {
  readonly tenant: Tenant;
  readonly parts: TenantParts;
}

/** Asks a tenant what a test of the connection wants to know. Nothing is changed there. */
export function createConnectionProbe({ tenant, parts }: Parts): ConnectionProbe & { readonly seen: Seen } {
  const seen: Seen = { certificate: null, clockAheadSeconds: null };
  const { proxyOf } = parts;
  const trust = { authorities: parts.authorities ?? [], addresses: parts.addresses ?? 'public' } as const;
  return {
    seen,
    resolve: () => resolve(new URL(tenant.origin), proxyOf),
    handshake: async () => {
      const peeked = await peek({ ...trust, proxyOf, origin: tenant.origin });
      if (peeked.kind === 'no-answer') return { code: 'tenant-unreachable', trouble: peeked.trouble };
      seen.certificate = peeked.certificate;
      return peeked.trouble === null ? 'passed' : { code: 'tenant-unreachable', trouble: peeked.trouble };
    },
    discover: async () => {
      const sent = await send({ ...parts, ...trust, ...NOBODY }, DISCOVERY, {
        missing: NOT_THERE,
        timeoutMs: TIMEOUT_MS,
      });
      if (sent.kind === 'no-answer' || sent.kind === 'unsent') return sent.failure;
      seen.clockAheadSeconds = sent.answer.clockAheadSeconds ?? null;
      if (isOfTenant(sent.answer, tenant.origin)) return 'passed';
      // In maintenance it publishes nothing of itself: that says nothing against the address.
      const isFault = sent.kind === 'refused' && (sent.answer.status >= 500 || sent.answer.status === 429);
      return isFault ? sent.failure : { code: 'not-a-tenant', status: sent.answer.status };
    },
    read: () => readFirst(parts),
    write: () => tryToWrite(parts),
  };
}

async function resolve(url: URL, proxyOf: ProxyOf | undefined): Promise<ConnectionFinding> {
  try {
    const [first] = proxyOf ? await waysTo(url, { proxyOf, timeoutMs: TIMEOUT_MS }) : [null];
    // Then it is the proxy that looks the name up.
    if (first !== null) return 'unknown';
  } catch {
    return { code: 'tenant-unreachable', trouble: 'proxy-refused' };
  }
  try {
    await inTime(lookup(url.hostname.replace(/^\[|\]$/g, '')), TIMEOUT_MS);
    return 'passed';
  } catch (error) {
    return { code: 'tenant-unreachable', trouble: troubleOf(codeOf(error)) };
  }
}

/** The issuer may lack its protocol, and under a custom domain be SAP's own host; where tokens are given is at the address itself. */
function isOfTenant(answer: TenantAnswer, origin: string): boolean {
  const found = v.safeParse(discoveryShape, answer.json);
  if (answer.status !== 200 || !found.success) return false;
  const { issuer, token_endpoint: tokenEndpoint } = found.output;
  const bare = (address: string) => address.replace(/^https:\/\//, '');
  return bare(issuer) === bare(origin) || tokenEndpoint.startsWith(`${origin}/`);
}

async function readFirst(parts: TenantParts): Promise<ConnectionFinding> {
  const sent = await send(parts, pageRequest({ cursor: '', limit: 1 }), { missing: NOT_THERE, timeoutMs: TIMEOUT_MS });
  if (sent.kind !== 'done') return sent.failure;
  return pageIn(sent.answer.json) === undefined ? { code: 'not-a-tenant', status: sent.answer.status } : 'passed';
}

/**
 * An empty change of an application with an id that nobody has. Who may not write is refused for that (403); who may is told that
 * there is no such application, or that the change is empty. Which of the two SAP looks at first is in no source, hence "not refused".
 */
async function tryToWrite(parts: TenantParts): Promise<ConnectionFinding> {
  const missing = { code: 'application-unknown', id: '' } as const;
  const request = patchRequest(applicationId(randomUUID()), []);
  const sent = await send(parts, request, { missing, timeoutMs: TIMEOUT_MS });
  if (sent.kind !== 'refused') return sent.kind === 'done' ? 'unknown' : sent.failure;
  const { status } = sent.answer;
  if (status === 401 || status === 403) return sent.failure;
  // A page of something on the way tells nothing of the tenant.
  return (status === 400 || status === 404) && isErrorOfTenant(sent.answer.json) ? 'passed' : 'unknown';
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
