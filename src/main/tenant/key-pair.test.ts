import { createPrivateKey, createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { expect, it, vi } from 'vitest';
import { newSigningKey, publicKeyOf } from './key-pair.ts';

// A busy machine may need seconds for an RSA key.
vi.setConfig({ testTimeout: 60_000 });

it('a signing key is RSA-2048, named by the thumbprint of RFC 7638, and never the same twice', async () => {
  const now = new Date('2026-03-01T09:30:00.000Z');
  const [one, other] = await Promise.all([newSigningKey(now), newSigningKey(now)]);
  const key = createPrivateKey({ key: Buffer.from(one.privateKey, 'base64url'), format: 'der', type: 'pkcs8' });
  expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
  const published = createPublicKey({ key: Buffer.from(publicKeyOf(one), 'base64url'), format: 'der', type: 'spki' });
  expect(one.kid).toBe(await calculateJwkThumbprint(published.export({ format: 'jwk' })));
  expect(one.created).toBe(now.toISOString());
  expect(other.kid).not.toBe(one.kid);
});
