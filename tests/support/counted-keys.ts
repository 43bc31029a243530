import { newSigningKey, type MakeKey } from '../../src/main/tenant/key-pair.ts';

const real = newSigningKey(new Date());

/** Makes keys of different names around one real key: making one takes a busy machine seconds. */
export function countedKeys(): MakeKey {
  let made = 0;
  return async (now) => ({ ...(await real), kid: `key-${(made += 1)}`, created: now.toISOString() });
}
