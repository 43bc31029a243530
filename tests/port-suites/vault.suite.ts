import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretId } from '../../src/core/domain/identifiers.ts';
import { done, ok } from '../../src/core/domain/result.ts';
import type { KeptIn } from '../../src/core/domain/secret.ts';
import type { SecretVault } from '../../src/core/use-cases/ports.ts';
import { SECRET_ALPHABET } from '../../src/core/domain/secret-value.ts';

interface VaultSubject {
  readonly vault: SecretVault;
  readonly end?: () => Promise<void>;
}

interface VaultSuite {
  readonly keepsIn: KeptIn;
  readonly open: () => Promise<VaultSubject>;
  /** How many random values to try: the real keychain takes some milliseconds for each. */
  readonly runs: number;
}

export const newId = () => secretId(randomUUID());

/** What the vault promises to keep: every value of 1-1200 bytes of printable ASCII. */
export const storableValue = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 100 }),
  fc.string({ unit: 'grapheme-ascii', minLength: 1180, maxLength: 1200 }),
  fc.string({ unit: fc.constantFrom(...SECRET_ALPHABET), minLength: 43, maxLength: 43 }),
  fc.constantFrom(' ', '  x  ', '"', "'", '\\', '\\0', '%00', '$HOME', '`id`', '{"a":"b"}', '~'.repeat(1200)),
);

/** What some keychain would alter, cut or choke on. */
export const unstorableValue = fc.oneof(
  fc.constantFrom(
    '',
    'x'.repeat(1201),
    'a\0b',
    'a\nb',
    '\r',
    '\t',
    '\x7f',
    'é',
    '漢字',
    '\ud800',
    'a\udfff',
    '😀',
    '\u00a0',
  ),
  fc
    .tuple(
      fc.string({ maxLength: 50 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
      fc.string({ maxLength: 50 }),
    )
    .map((parts) => parts.join(''))
    .filter((text) => /[^\x20-\x7e]/.test(text)),
  fc.string({ unit: 'grapheme-ascii', minLength: 1201, maxLength: 3000 }),
);

/** What every vault does, run on the twin, on the session's memory and on the real keychain. */
export function vaultSuite(name: string, { keepsIn, open, runs }: VaultSuite): void {
  describe(`the vault: ${name}`, () => {
    let subject: VaultSubject;
    let vault: SecretVault;

    beforeEach(async () => {
      subject = await open();
      vault = subject.vault;
    });
    afterEach(async () => subject.end?.());

    it('says where it keeps', () => expect(vault.keepsIn()).toBe(keepsIn));

    it('reads what was kept', async () => {
      const id = newId();
      expect(await vault.keep(id, 'Aa1=')).toEqual(done);
      expect(await vault.read(id)).toEqual(ok('Aa1='));
    });

    it('reads undefined where nothing was kept', async () => {
      await vault.keep(newId(), 'of another');
      expect(await vault.read(newId())).toEqual(ok(undefined));
    });

    it('keeps the newest value of a key', async () => {
      const id = newId();
      await vault.keep(id, 'first');
      expect(await vault.keep(id, 'second')).toEqual(done);
      expect(await vault.read(id)).toEqual(ok('second'));
    });

    it('forgets one key and no other', async () => {
      const [gone, left] = [newId(), newId()];
      await vault.keep(gone, 'gone');
      await vault.keep(left, 'left');
      expect(await vault.forget(gone)).toEqual(done);
      expect(await vault.read(gone)).toEqual(ok(undefined));
      expect(await vault.read(left)).toEqual(ok('left'));
    });

    it('forgets what was not there', async () => {
      expect(await vault.forget(newId())).toEqual(done);
    });

    it('carries out the operations on one key in the order they came', async () => {
      const id = newId();
      const answers = await Promise.all([
        vault.keep(id, 'one'),
        vault.read(id),
        vault.keep(id, 'two'),
        vault.read(id),
        vault.forget(id),
        vault.read(id),
      ]);
      expect(answers).toEqual([done, ok('one'), done, ok('two'), done, ok(undefined)]);
    });

    it('gives every storable value back as it was', async () => {
      const id = newId();
      await fc.assert(
        fc.asyncProperty(storableValue, async (value) => {
          expect(await vault.keep(id, value)).toEqual(done);
          expect(await vault.read(id)).toEqual(ok(value));
        }),
        { numRuns: runs },
      );
    });

    it('refuses every other value and leaves what was there', async () => {
      const id = newId();
      await vault.keep(id, 'as it was');
      await fc.assert(
        fc.asyncProperty(unstorableValue, async (value) => {
          expect(await vault.keep(id, value)).toMatchObject({ ok: false, failure: { code: 'input-malformed' } });
        }),
        { numRuns: 500 },
      );
      expect(await vault.read(id)).toEqual(ok('as it was'));
    });
  });
}
