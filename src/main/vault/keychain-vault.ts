import type { SecretId } from '../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import type { VaultState } from '../../core/domain/vault-state.ts';
import type { SecretVault, VaultHealth } from '../../core/use-cases/ports.ts';
import { Canary, conditionOf, failureOf } from './canary.ts';
import type { SpawnHelper } from '../helper/helper-process.ts';
import { KeychainClient, type KeychainReply } from './keychain-client.ts';
import { PerKeyQueue } from '../../core/use-cases/per-key-queue.ts';
import { KEYCHAIN_TIMING, type KeychainTiming } from './silence-watch.ts';
import { checkStorable } from './storable-value.ts';

export interface KeychainVaultParts {
  /** The service name in the keychain: one for each profile, so that two profiles never meet. */
  readonly service: string;
  readonly spawn: SpawnHelper;
  /** Whether this profile has ever had a canary in the keychain; kept by main. */
  readonly canaryKnown: boolean;
  readonly onCanaryWritten: () => void | Promise<void>;
  /** Told of every change of the state, never of the same one twice. */
  readonly onState: (state: VaultState) => void;
  readonly timing?: Partial<KeychainTiming>;
}

export interface OpenVault {
  readonly vault: SecretVault;
  readonly health: Pick<VaultHealth, 'state' | 'check'>;
  /** Ends the helper process. What is asked afterwards fails with keychain-unavailable. */
  close(): Promise<void>;
}

/** What one look at the keychain showed: `sure`, or to be believed only while the canary reads back, and not at the first look. */
interface Finding<T> {
  readonly sure: boolean;
  readonly result: Result<T>;
}

const LOOKS_MAXIMUM = 3;

/** The vault in the operating system's keychain. Nothing is started and no prompt shown before the first operation or check. */
export function createKeychainVault(parts: KeychainVaultParts): OpenVault {
  const { service, spawn, canaryKnown, onCanaryWritten, onState } = parts;
  const timing = { ...KEYCHAIN_TIMING, ...parts.timing };
  const client = new KeychainClient({ service, spawn, timing, onWaiting: () => canary.turnedOut('locked') });
  const canary = new Canary({ client, service, known: canaryKnown, onWritten: onCanaryWritten, onState });
  const vault = new KeychainVault(client, canary, service);
  return {
    vault,
    health: {
      state: () => canary.state,
      check: async () => {
        await canary.look({ replace: canary.state === 'locked' });
        return canary.state;
      },
    },
    close: () => {
      client.close();
      return Promise.resolve();
    },
  };
}

class KeychainVault implements SecretVault {
  readonly #client: KeychainClient;
  readonly #canary: Canary;
  readonly #service: string;
  readonly #queue = new PerKeyQueue<SecretId>();

  constructor(client: KeychainClient, canary: Canary, service: string) {
    this.#client = client;
    this.#canary = canary;
    this.#service = service;
  }

  keepsIn() {
    return 'keychain' as const;
  }

  keep(id: SecretId, value: string): Promise<Result<void>> {
    return this.#inOrder(id, async () => {
      const storable = checkStorable(value);
      if (!storable.ok) return storable;
      // The canary goes first, or a keychain locked later could not be told from an empty one.
      const failure = this.#canary.isKnown ? undefined : await this.#canary.look({ replace: false });
      return failure ? fail(failure) : this.#surely(() => this.#setAndReadBack(id, value));
    });
  }

  read(id: SecretId): Promise<Result<string | undefined>> {
    return this.#inOrder(id, () => this.#surely(() => this.#get(id)));
  }

  forget(id: SecretId): Promise<Result<void>> {
    return this.#inOrder(id, () => this.#surely(() => this.#deleteAndLook(id)));
  }

  #inOrder<T>(id: SecretId, operate: () => Promise<Result<T>>): Promise<Result<T>> {
    return this.#queue.run(id, async () => {
      try {
        return await operate();
      } catch {
        // Nothing in here throws by intent; if something does, the keychain did not do what was asked.
        return fail({ code: 'keychain-unavailable', changed: 'nothing' });
      }
    });
  }

  async #surely<T>(look: () => Promise<Finding<T>>): Promise<Result<T>> {
    let absences = 0;
    for (let looks = 1; ; looks += 1) {
      const { sure, result } = await look();
      if (sure) return this.#learn(result);
      // A locked keychain looks like an empty one, and one whose daemon was restarted refuses what a fresh helper may do.
      const failure = await this.#canary.look({ replace: false });
      if (failure) return fail(failure);
      // It may have been locked at the look and unlocked at the canary, hence two.
      if (result.ok) absences += 1;
      if (absences === 2 || looks === LOOKS_MAXIMUM) return this.#learn(result);
    }
  }

  #learn<T>(result: Result<T>): Result<T> {
    if (result.ok) this.#canary.turnedOut('ready');
    else if (result.failure.code !== 'keychain-altered-value') this.#canary.turnedOut(conditionOf(result.failure.code));
    return result;
  }

  async #setAndReadBack(id: SecretId, value: string): Promise<Finding<void>> {
    const set = await this.#client.ask({ verb: 'set', service: this.#service, account: id, value });
    if (set.outcome !== 'done') return noAnswer(set);
    const back = await this.#client.ask({ verb: 'get', service: this.#service, account: id });
    if (back.outcome === 'found') return { sure: true, result: back.value === value ? done : altered };
    return back.outcome === 'absent' ? { sure: false, result: altered } : noAnswer(back);
  }

  async #get(id: SecretId): Promise<Finding<string | undefined>> {
    const got = await this.#client.ask({ verb: 'get', service: this.#service, account: id });
    if (got.outcome === 'found') return { sure: true, result: ok(got.value) };
    return got.outcome === 'absent' ? { sure: false, result: ok(undefined) } : noAnswer(got);
  }

  /** "Deleted" is checked by reading; "was not there" and the empty read are both what a locked keychain says. */
  async #deleteAndLook(id: SecretId): Promise<Finding<void>> {
    const deleted = await this.#client.ask({ verb: 'delete', service: this.#service, account: id });
    if (deleted.outcome !== 'done' && deleted.outcome !== 'absent') return noAnswer(deleted);
    const left = await this.#client.ask({ verb: 'get', service: this.#service, account: id });
    if (left.outcome === 'absent') return { sure: deleted.outcome === 'done', result: done };
    return left.outcome === 'found' ? { sure: false, result: altered } : noAnswer(left);
  }
}

const altered = fail({ code: 'keychain-altered-value', changed: 'nothing' });

/** A refusal may have a reason that passes; silence and death have been waited for already. */
const noAnswer = (reply: KeychainReply): Finding<never> => ({
  sure: reply.outcome !== 'refused',
  result: fail(failureOf(reply)),
});
