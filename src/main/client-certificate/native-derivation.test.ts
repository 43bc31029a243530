import { pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import forge from 'node-forge';
import { expect, it } from 'vitest';
import { deriveNatively, pkcs12Key } from './native-derivation.ts';

const digests = fc.constantFrom('md5', 'sha1', 'sha256', 'sha384', 'sha512');

it('a key is derived as the library’s own, slower code derives it (RFC 7292, B.2)', () => {
  const passphrases = fc.option(fc.string({ unit: 'binary', maxLength: 90 }), { nil: undefined });
  const counts = fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 90 }),
    fc.integer({ min: 1, max: 5 }),
  );
  fc.assert(
    fc.property(
      passphrases,
      fc.uint8Array({ maxLength: 90 }),
      counts,
      digests,
      (passphrase, bytes, counted, digest) => {
        const [id, length, iterations] = counted;
        const salt = Buffer.from(bytes);
        const named = forge.md[digest as 'sha1'].create();
        const [salted, native] = [forge.util.createBuffer(salt.toString('binary')), { id, length, digest }];
        const own = forge.pkcs12.generateKey(passphrase, salted, id, iterations, length, named);
        expect(pkcs12Key({ passphrase, salt, iterations }, native).toString('hex')).toBe(own.toHex());
      },
    ),
    { numRuns: 50 },
  );
  expect(() =>
    pkcs12Key({ passphrase: '', salt: Buffer.alloc(8), iterations: 0 }, { id: 1, length: 8, digest: 'sha1' }),
  ).toThrow();
});

it('the library derives with the runtime, and takes a passphrase as UTF-8', () => {
  deriveNatively();
  const derived = forge.pkcs5.pbkdf2('pässwörd 🔑', 'salt', 2, 32, forge.md.sha256.create());
  expect(Buffer.from(derived, 'binary')).toEqual(pbkdf2Sync('pässwörd 🔑', 'salt', 2, 32, 'sha256'));
});
