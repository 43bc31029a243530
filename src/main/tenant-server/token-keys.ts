import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { CompactSign, createLocalJWKSet, errors, exportJWK, jwtVerify, type JWK, type JWTPayload } from 'jose';
import type { ServedKeys } from './messages.ts';

const ALGORITHM = 'RS256';
/** A clock may be a minute off (RFC 7519, 4.1.4 allows "some small leeway"). */
const LEEWAY_S = 60;
/** Every token of ours has them. */
const TEXTS = ['iss', 'sub', 'aud', 'azp', 'jti'];

export type Verified =
  | { readonly claims: JWTPayload }
  | { readonly claims?: never; readonly refused: 'malformed' | 'signature' | 'expired' };

/** Signs with the current key and believes every key that is still published. jose signs beside the event loop. */
export class TokenKeys {
  readonly #kid: string;
  readonly #key: KeyObject;
  readonly #published: readonly { readonly jwk: JWK; readonly until: number }[];

  private constructor(kid: string, key: KeyObject, published: readonly { jwk: JWK; until: number }[]) {
    this.#kid = kid;
    this.#key = key;
    this.#published = published;
  }

  /** Throws when a key is none. */
  static async from({ current, retired }: ServedKeys): Promise<TokenKeys> {
    const key = createPrivateKey({ key: bytes(current.privateKey), format: 'der', type: 'pkcs8' });
    const published = [{ jwk: await publicJwk(createPublicKey(key), current.kid), until: Infinity }];
    for (const { kid, publicKey, until } of retired) {
      const old = createPublicKey({ key: bytes(publicKey), format: 'der', type: 'spki' });
      published.push({ jwk: await publicJwk(old, kid), until: Date.parse(until) });
    }
    return new TokenKeys(current.kid, key, published);
  }

  /** The JSON Web Key Set (RFC 7517). A retired key leaves it when its last token has expired. */
  jwks(now: Date): { keys: JWK[] } {
    return { keys: this.#published.filter(({ until }) => until > now.getTime()).map(({ jwk }) => jwk) };
  }

  sign(claims: JWTPayload): Promise<string> {
    return new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: this.#kid })
      .sign(this.#key);
  }

  /** Signature and times; issuer and audience are the caller's to judge. */
  async verify(token: string, now: Date): Promise<Verified> {
    try {
      const { payload } = await jwtVerify(token, createLocalJWKSet(this.jwks(now)), {
        ...{ algorithms: [ALGORITHM], typ: 'JWT', requiredClaims: ['exp', ...TEXTS] },
        ...{ clockTolerance: LEEWAY_S, currentDate: now },
      });
      return TEXTS.every((name) => typeof payload[name] === 'string') ? { claims: payload } : { refused: 'malformed' };
    } catch (error) {
      return { refused: refusalOf(error) };
    }
  }
}

function refusalOf(error: unknown): 'malformed' | 'signature' | 'expired' {
  if (error instanceof errors.JWTExpired) return 'expired';
  const isForged =
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JOSEAlgNotAllowed;
  return isForged ? 'signature' : 'malformed';
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

const publicJwk = async (key: KeyObject, kid: string): Promise<JWK> => ({
  ...(await exportJWK(key)),
  ...{ kid, alg: ALGORITHM, use: 'sig' },
});
