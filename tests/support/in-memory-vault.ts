import type { FailureCode } from '../../src/core/domain/failure.ts';
import type { SecretId } from '../../src/core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../src/core/domain/result.ts';
import type { KeptIn } from '../../src/core/domain/secret.ts';
import type { VaultState } from '../../src/core/domain/vault-state.ts';
import type { SecretVault, VaultHealth } from '../../src/core/use-cases/ports.ts';
import { checkStorable } from '../../src/main/vault/storable-value.ts';

type KeychainFailureCode = Extract<FailureCode, `keychain-${string}`>;
type Condition = Exclude<VaultState, 'unknown' | 'session'>;

export interface InMemoryVault {
  readonly vault: SecretVault;
  readonly health: VaultHealth;
  /** What is kept, wherever; the test's own eye, which no lock hides anything from. */
  readonly values: Readonly<Record<KeptIn, ReadonlyMap<SecretId, string>>>;
  /** The keychain is like this from now on; noticed, as in the real one, by the next operation or check. */
  be(condition: Condition): void;
  /**
   * The n-th keep, read or forget from now on (1 is the next one) fails. `anyway`: it is carried out all the same, as a keychain
   * does that answers too late.
   */
  failAt(n: number, code: KeychainFailureCode, anyway?: 'carried-out'): void;
  /** Every value kept from now on reads back as another one. */
  alterValues(): void;
  /** Keeps, reads and forgets so far. */
  readonly calls: number;
}

/** Twin of the chosen vault: the keychain, or memory once a person chose it. */
export function createInMemoryVault(): InMemoryVault {
  const values = { keychain: new Map<SecretId, string>(), session: new Map<SecretId, string>() };
  const faults = new Map<number, { readonly code: KeychainFailureCode; readonly carriedOut: boolean }>();
  let condition: Condition = 'ready';
  let state: VaultState = 'unknown';
  let alters = false;
  let calls = 0;

  const homeOf = (id: SecretId): KeptIn => (values.session.has(id) ? 'session' : 'keychain');
  const keepsIn = (): KeptIn => (state === 'session' ? 'session' : 'keychain');

  function notice(): void {
    if (state !== 'session') state = condition;
  }

  function operate<T>(home: KeptIn, carryOut: () => Result<T>): Promise<Result<T>> {
    const fault = faults.get((calls += 1));
    if (fault) {
      if (fault.carriedOut) carryOut();
      return Promise.resolve(fail({ code: fault.code, changed: 'nothing' }));
    }
    if (home === 'session') return Promise.resolve(carryOut());
    notice();
    return Promise.resolve(
      condition === 'ready' ? carryOut() : fail({ code: `keychain-${condition}`, changed: 'nothing' }),
    );
  }

  const vault: SecretVault = {
    keepsIn,
    keep: (id, value) => {
      const home = homeOf(id) === 'session' ? 'session' : keepsIn();
      return operate(home, () => {
        const storable = checkStorable(value);
        if (!storable.ok) return storable;
        values[home].set(id, alters ? `altered ${value}` : value);
        return alters ? fail({ code: 'keychain-altered-value', changed: 'nothing' }) : done;
      });
    },
    read: (id) => operate(homeOf(id), () => ok(values[homeOf(id)].get(id))),
    forget: (id) =>
      operate(homeOf(id), () => {
        values[homeOf(id)].delete(id);
        return done;
      }),
  };

  const health: VaultHealth = {
    state: () => state,
    check: () => {
      if (state !== 'session' || condition === 'ready') state = condition;
      return Promise.resolve(state);
    },
    useSession: () => {
      state = 'session';
    },
  };

  return {
    vault,
    health,
    values,
    be: (now) => {
      condition = now;
    },
    failAt: (n, code, anyway) => {
      faults.set(calls + n, { code, carriedOut: anyway === 'carried-out' });
    },
    alterValues: () => {
      alters = true;
    },
    get calls() {
      return calls;
    },
  };
}
