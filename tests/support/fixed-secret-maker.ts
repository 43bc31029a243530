import { createHash } from 'node:crypto';
import { SECRET_LENGTH } from '../../src/core/domain/secret-value.ts';
import type { SecretMaker } from '../../src/core/use-cases/ports.ts';

/** Values one can predict, each with its own hint, in SAP's alphabet and length, with their true digests. */
export function fixedSecretMaker(): SecretMaker {
  let count = 0;
  return {
    make: () => {
      const value = predictedSecret((count += 1));
      return { value, digest: digestOf(value) };
    },
  };
}

export const predictedSecret = (count: number): string =>
  `${String(count).padStart(4, '0')}[~${'predictable'.repeat(4)}`.slice(0, SECRET_LENGTH);

export const digestOf = (value: string): string => createHash('sha256').update(value, 'utf8').digest('hex');
