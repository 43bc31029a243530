import type { SecretId } from '../../core/domain/identifiers.ts';
import { done, ok } from '../../core/domain/result.ts';
import type { SecretVault } from '../../core/use-cases/ports.ts';
import { checkStorable } from './storable-value.ts';

export interface SessionVault extends SecretVault {
  holds(id: SecretId): boolean;
}

/** In memory until the app ends; only for people who chose it. Takes what the keychain takes, so that nothing fails later that works now. */
export function createSessionVault(): SessionVault {
  const values = new Map<SecretId, string>();
  return {
    keepsIn: () => 'session',
    keep: (id, value) => {
      const storable = checkStorable(value);
      if (storable.ok) values.set(id, value);
      return Promise.resolve(storable);
    },
    read: (id) => Promise.resolve(ok(values.get(id))),
    forget: (id) => {
      values.delete(id);
      return Promise.resolve(done);
    },
    holds: (id) => values.has(id),
  };
}
