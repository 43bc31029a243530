import { createHmac, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import type { ServedKeys } from '../../src/main/tenant-server/messages.ts';
import type { SigningKey } from '../../src/main/tenant/key-pair.ts';

type Members = Readonly<Record<string, unknown>>;

/** A token that is right, and whoever has the key can make others. */
export interface Forge {
  readonly keys: ServedKeys;
  /** Not of this tenant. */
  readonly foreign: SigningKey;
  readonly claims: Members;
  /** Seconds since 1970, as the server's clock has it. */
  readonly now: number;
}

export interface ForgedToken {
  readonly what: string;
  readonly token: string;
  /** By introspection, which is exact. */
  readonly isActive: boolean;
  /** As an assertion, for which a clock may be a minute off. */
  readonly isAccepted: boolean;
}

const LEEWAY_S = 60;
const base64url = (value: string | Buffer): string => Buffer.from(value).toString('base64url');
const keyOf = ({ privateKey }: { readonly privateKey: string }): KeyObject =>
  createPrivateKey({ key: Buffer.from(privateKey, 'base64url'), format: 'der', type: 'pkcs8' });

function signed(header: Members, claims: Members, key: KeyObject): string {
  const text = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}`;
  return `${text}.${base64url(sign('sha256', Buffer.from(text), key))}`;
}

/** With the public key, which everybody has, as if it were a secret (CVE-2015-9235). */
function signedAsHs256(header: Members, claims: Members, key: KeyObject): string {
  const text = `${base64url(JSON.stringify({ ...header, alg: 'HS256' }))}.${base64url(JSON.stringify(claims))}`;
  const secret = createPublicKey(key).export({ type: 'spki', format: 'pem' });
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** Tokens that are nearly right, and some that are (T46). */
export function forgedToken({ keys, foreign, claims, now }: Forge): fc.Arbitrary<ForgedToken> {
  const [ours, theirs] = [keyOf(keys.current), keyOf(foreign)];
  const header: Members = { alg: 'RS256', typ: 'JWT', kid: keys.current.kid };
  const bad = (what: string, token: string): ForgedToken => ({ what, token, isActive: false, isAccepted: false });
  const good = signed(header, claims, ours);
  const [head = '', payload = '', signature = ''] = good.split('.');
  const headed = (what: string, changed: Members) => bad(what, signed({ ...header, ...changed }, claims, ours));
  const unsigned = ['none', 'None', 'NONE', ''].map((alg) =>
    bad(`alg ${alg}`, `${base64url(JSON.stringify({ ...header, alg }))}.${payload}.`),
  );
  const fixed: readonly ForgedToken[] = [
    { what: 'nothing', token: good, isActive: true, isAccepted: true },
    ...unsigned,
    bad(
      'alg none with a signature',
      `${base64url(JSON.stringify({ ...header, alg: 'none' }))}.${payload}.${signature}`,
    ),
    bad('HS256 with the public key', signedAsHs256(header, claims, ours)),
    ...['RS384', 'PS256', 'ES256', 'EdDSA', 'rs256'].map((alg) => headed(`alg ${alg}`, { alg })),
    ...['at+jwt', 'JOSE', '', undefined, 7].map((typ) => headed(`typ ${String(typ)}`, { typ })),
    ...['', '../../dev/null', "' or 1=1", 'x'.repeat(1000), 7].map((kid) =>
      headed(`kid ${String(kid).slice(0, 20)}`, { kid }),
    ),
    bad('another key', signed({ ...header, kid: foreign.kid }, claims, theirs)),
    bad('another key under our name', signed(header, claims, theirs)),
    bad(
      'another key in the header',
      signed({ ...header, jwk: createPublicKey(theirs).export({ format: 'jwk' }) }, claims, theirs),
    ),
    bad('an address of keys', signed({ ...header, kid: foreign.kid, jku: 'http://127.0.0.1/keys' }, claims, theirs)),
    headed('something critical', { crit: ['x'], x: true }),
    headed('an unencoded payload', { b64: false, crit: ['b64'] }),
    ...[
      `${head}.${payload}`,
      `${head}.${payload}.`,
      `.${payload}.${signature}`,
      `${good}.x`,
      `${good}=`,
      ` ${good}`,
    ].map((token) => bad('another shape', token)),
  ];
  const missing = fc.constantFrom('exp', 'aud', 'azp', 'jti', 'sub', 'iss').map((name) => {
    return bad(`no ${name}`, signed(header, { ...claims, [name]: undefined }, ours));
  });
  const wrong = fc
    .tuple(
      fc.constantFrom('aud', 'azp', 'user_uuid', 'jti'),
      fc.oneof(fc.uuid(), fc.string(), fc.integer(), fc.constant(null)),
    )
    .map(([name, value]) => bad(`${name} ${String(value)}`, signed(header, { ...claims, [name]: value }, ours)));
  // Who signs is ours, so the issuer is looked at only where somebody acts on a token.
  const elsewhere = fc.webUrl().map((iss): ForgedToken => {
    return { what: `iss ${iss}`, token: signed(header, { ...claims, iss }, ours), isActive: true, isAccepted: false };
  });
  const day = 24 * 60 * 60;
  const end = fc.oneof(
    fc.constantFrom(-LEEWAY_S - 1, -LEEWAY_S, -LEEWAY_S + 1, -1, 0, 1),
    fc.integer({ min: -2 * LEEWAY_S, max: 2 * LEEWAY_S }),
    fc.integer({ min: -day, max: day }),
  );
  const times = end.map((left): ForgedToken => {
    const token = signed(header, { ...claims, iat: now + left - 3600, exp: now + left }, ours);
    return { what: `ends in ${left} s`, token, isActive: left > 0, isAccepted: left > -LEEWAY_S };
  });
  const flipped = fc.tuple(fc.nat(good.length - 1), fc.constantFrom(...'AZaz09-_.')).map(([at, character]) => {
    const token = good.slice(0, at) + character + good.slice(at + 1);
    // The last character of a signature has bits that say nothing.
    const isSame =
      token === good || Buffer.from(token.split('.')[2] ?? '', 'base64url').equals(Buffer.from(signature, 'base64url'));
    return isSame && token.startsWith(`${head}.${payload}.`) ? fixed[0]! : bad(`character ${at} changed`, token);
  });
  return fc.oneof(
    { arbitrary: fc.constantFrom(...fixed), weight: 3 },
    missing,
    wrong,
    elsewhere,
    { arbitrary: times, weight: 2 },
    flipped,
  );
}
