import { pbkdf2Sync } from 'node:crypto';
import forge from 'node-forge';

type Derivation = readonly [
  passphrase: string | undefined,
  salt: string,
  iterations: number,
  length: number,
  digest: { readonly algorithm: string },
];

/**
 * Has the library derive keys of PBES2 (RFC 8018) with the runtime's PBKDF2: its own takes a passphrase as Latin-1, where files have
 * UTF-8, and 25 times as long, which a file with many iterations does not survive.
 */
export function deriveNatively(): void {
  const derive = (...[passphrase, salt, iterations, length, digest]: Derivation): string => {
    const [bytes, salted] = [Buffer.from(passphrase ?? '', 'utf8'), Buffer.from(salt, 'binary')];
    return pbkdf2Sync(bytes, salted, iterations, length, digest.algorithm).toString('binary');
  };
  Object.assign(forge.pkcs5, { pbkdf2: derive });
}
