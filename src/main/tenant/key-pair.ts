import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** What tokens are signed with. The private key is PKCS#8, DER, base64url. */
export interface SigningKey {
  readonly kid: string;
  /** ISO 8601. */
  readonly created: string;
  readonly privateKey: string;
}

export type MakeKey = (now: Date) => Promise<SigningKey>;

/** RSA-2048 as SAP's tenants use it; made beside the event loop, in a few hundred milliseconds. */
export async function newSigningKey(now: Date): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return {
    kid: kidOf(privateKey),
    created: now.toISOString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
  };
}

/** SPKI, DER, base64url. */
export const publicKeyOf = ({ privateKey }: SigningKey): string =>
  createPublicKey(createPrivateKey({ key: Buffer.from(privateKey, 'base64url'), format: 'der', type: 'pkcs8' }))
    .export({ type: 'spki', format: 'der' })
    .toString('base64url');

/** The key's thumbprint (RFC 7638): a new key can never get an old one's name. */
function kidOf(privateKey: KeyObject): string {
  const { e, kty, n } = createPublicKey(privateKey).export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
}
