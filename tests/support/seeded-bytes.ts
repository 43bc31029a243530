import { createCipheriv } from 'node:crypto';

/** Bytes as good as random that are the same in every run: the key stream of AES in counter mode under a fixed key. */
export function seededBytes(seed: number): (count: number) => Uint8Array {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  return (count) => cipher.update(Buffer.alloc(count));
}
