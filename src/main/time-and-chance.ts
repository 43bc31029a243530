import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { makeSecretValue } from '../core/domain/secret-value.ts';
import type { Clock, Ids, SecretMaker } from '../core/use-cases/ports.ts';

export const clock: Clock = { now: () => new Date() };

export const ids: Ids = { next: () => randomUUID() };

export const secretMaker: SecretMaker = {
  make: () => {
    const value = makeSecretValue((count) => randomBytes(count));
    return { value, digest: createHash('sha256').update(value, 'utf8').digest('hex') };
  },
};
