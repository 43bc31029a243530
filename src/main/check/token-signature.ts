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

const discoveryShape = v.object({ jwks_uri: v.string() });
const keysShape = v.object({ keys: v.array(v.looseObject({ kty: v.string() })) });

/** Undefined for what is no JWT. */
export function decodeToken(token: string): DecodedToken | undefined {
  try {
    return { header: { ...decodeProtectedHeader(token) }, claims: { ...decodeJwt(token) } };
  } catch {
    return undefined;
  }
}

/** Whether one of the keys that discovery at this origin leads to has signed the token. Says nothing of its claims. */
export async function verifyToken(token: string, origin: string, fetchJson: FetchJson): Promise<SignatureFinding> {
  const notFound = (trouble: NetworkTrouble | 'not-keys' | 'elsewhere') =>
    ({ code: 'keys-not-found', trouble }) as const;
  const header = decodeToken(token)?.header ?? {};
  if (header['alg'] !== ALGORITHM) return { code: 'algorithm-refused', algorithm: wordOf(header['alg']) };
  const discovery = await fetchJson(`${origin}/.well-known/openid-configuration`);
  if (!discovery.ok) return notFound(discovery.trouble);
  const found = v.safeParse(discoveryShape, discovery.json);
  if (!found.success) return notFound('not-keys');
  // Keys from another place would let that place sign for the tenant.
  if (!found.output.jwks_uri.startsWith(`${origin}/`)) return notFound('elsewhere');
  const published = await fetchJson(found.output.jwks_uri);
  if (!published.ok) return notFound(published.trouble);
  const keys = v.safeParse(keysShape, published.json);
  return keys.success ? signatureBy(keys.output, token, wordOf(header['kid'])) : notFound('not-keys');
}

async function signatureBy(
  keys: v.InferOutput<typeof keysShape>,
  token: string,
  kid: string,
): Promise<SignatureFinding> {
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
