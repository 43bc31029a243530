import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import * as v from 'valibot';
import type { NetworkTrouble } from '../../core/domain/check/network-trouble.ts';
import type { DecodedToken, SignatureFinding } from '../../core/use-cases/check-ports.ts';

export type FetchJson = (
  url: string,
) => Promise<
  { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly trouble: NetworkTrouble | 'not-keys' }
>;

/** SAP signs with RS256; anything else, `none` above all, is no signature of a tenant (RFC 8725, 3.1). */
const ALGORITHM = 'RS256';
/** Where SAP's tenants publish their keys. */
const SAP_KEYS = '/oauth2/certs';

const discoveryShape = v.object({ jwks_uri: v.string(), issuer: v.optional(v.string()) });
const keysShape = v.object({ keys: v.array(v.looseObject({ kty: v.string() })) });

/** Undefined for what is no JWT. */
export function decodeToken(token: string): DecodedToken | undefined {
  try {
    return { header: { ...decodeProtectedHeader(token) }, claims: { ...decodeJwt(token) } };
  } catch {
    return undefined;
  }
}

/** Whether one of the keys published at this origin has signed the token. Says nothing of its claims. */
export async function verifyToken(token: string, origin: string, fetchJson: FetchJson): Promise<SignatureFinding> {
  const notFound = (trouble: NetworkTrouble | 'not-keys' | 'elsewhere') =>
    ({ code: 'keys-not-found', trouble }) as const;
  const header = decodeToken(token)?.header ?? {};
  if (header['alg'] !== ALGORITHM) return { code: 'algorithm-refused', algorithm: wordOf(header['alg']) };
  const discovery = await fetchJson(`${origin}/.well-known/openid-configuration`);
  if (!discovery.ok) return notFound(discovery.trouble);
  const found = v.safeParse(discoveryShape, discovery.json);
  if (!found.success) return notFound('not-keys');
  const { jwks_uri: named, issuer = null } = found.output;
  // Keys from another place would let that place sign for the tenant. One with a custom domain may name its other host.
  const isElsewhere = !named.startsWith(`${origin}/`);
  const published = await fetchJson(isElsewhere ? `${origin}${SAP_KEYS}` : named);
  if (!published.ok) return notFound(isElsewhere ? 'elsewhere' : published.trouble);
  const keys = v.safeParse(keysShape, published.json);
  if (!keys.success) return notFound(isElsewhere ? 'elsewhere' : 'not-keys');
  const finding = await signatureBy(keys.output, token, wordOf(header['kid']));
  return finding === 'passed' ? { code: 'verified', issuer } : finding;
}

async function signatureBy(
  keys: v.InferOutput<typeof keysShape>,
  token: string,
  kid: string,
): Promise<'passed' | Exclude<SignatureFinding, { code: 'verified' }>> {
  try {
    await jwtVerify(token, createLocalJWKSet(keys), { algorithms: [ALGORITHM] });
    return 'passed';
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return { code: 'key-unknown', kid };
    // jose looks at the signature first, and then at times, which are a step of their own.
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) return 'passed';
    return { code: 'signature-wrong' };
  }
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
