import type { Failure, FailureCode } from '../../core/domain/failure.ts';
import type { VaultState } from '../../core/domain/vault-state.ts';
import type { KeychainClient, KeychainReply } from './keychain-client.ts';

/** An entry of no worth under a name of its own. A keychain is believed that something is not there only while this reads back. */
export const CANARY_ACCOUNT = 'canary';
const CANARY_VALUE = 'Trust Desk reads this to know that the keychain is open.';

export type KeychainCondition = Exclude<VaultState, 'unknown' | 'session'>;

export interface CanaryParts {
  readonly client: KeychainClient;
  readonly service: string;
  /** Whether this profile has ever had a canary in the keychain. */
  readonly known: boolean;
  /** A canary is there for the first time: to be remembered durably. */
  readonly onWritten: () => void | Promise<void>;
  readonly onState: (state: VaultState) => void;
}

/** Knows the state of the keychain, from what its operations do and never from what they say. */
export class Canary {
  readonly #parts: CanaryParts;
  #known: boolean;
  #state: VaultState = 'unknown';

  constructor(parts: CanaryParts) {
    this.#parts = parts;
    this.#known = parts.known;
  }

  get state(): VaultState {
    return this.#state;
  }

  get isKnown(): boolean {
    return this.#known;
  }

  /** An operation has shown what the keychain does now. */
  turnedOut(state: VaultState): void {
    if (state === this.#state) return;
    this.#state = state;
    try {
      this.#parts.onState(state);
    } catch {
      // Whoever listens must not make an operation fail that has worked.
    }
  }

  /**
   * Asks for the canary; undefined when it reads back. `replace`: a person insists, so a canary that is missing may be written
   * anew, for the keychain may be another one now (new machine, deleted keyring). A locked one refuses the write.
   */
  async look({ replace }: { readonly replace: boolean }): Promise<Failure | undefined> {
    const failure = await this.#lookOrWrite(replace);
    this.turnedOut(failure ? conditionOf(failure.code) : 'ready');
    return failure;
  }

  async #lookOrWrite(replace: boolean): Promise<Failure | undefined> {
    let seen = await this.#ask('get');
    // A helper older than the keychain's daemon is refused for ever; a fresh one tells what is really the matter.
    if (seen.outcome === 'refused' && this.#parts.client.renew()) seen = await this.#ask('get');
    if (isCanary(seen)) return this.#remember();
    if (seen.outcome !== 'absent' && seen.outcome !== 'found') return failureOf(seen);
    if (seen.outcome === 'absent' && this.#known && !replace) return { code: 'keychain-locked', changed: 'nothing' };
    return this.#write();
  }

  async #write(): Promise<Failure | undefined> {
    const written = await this.#ask('set');
    // Never written to and refusing it: there is no keyring yet, or it was never unlocked for us. The way out is the same.
    if (written.outcome === 'refused') {
      return { code: this.#known ? 'keychain-locked' : 'keychain-uninitialised', changed: 'nothing' };
    }
    if (written.outcome !== 'done') return failureOf(written);
    const back = await this.#ask('get');
    if (isCanary(back)) return this.#remember();
    if (back.outcome === 'found') return { code: 'keychain-altered-value', changed: 'nothing' };
    return failureOf(back);
  }

  async #remember(): Promise<undefined> {
    if (this.#known) return;
    this.#known = true;
    try {
      await this.#parts.onWritten();
    } catch {
      // When it cannot be remembered now, the next start finds the canary and remembers it then.
    }
  }

  #ask(verb: 'get' | 'set'): Promise<KeychainReply> {
    const entry = { service: this.#parts.service, account: CANARY_ACCOUNT };
    return this.#parts.client.ask(verb === 'get' ? { verb, ...entry } : { verb, ...entry, value: CANARY_VALUE });
  }
}

const isCanary = (reply: KeychainReply): boolean => reply.outcome === 'found' && reply.value === CANARY_VALUE;

/** The failure a reply without an answer stands for. */
export function failureOf({ outcome }: KeychainReply): Failure {
  if (outcome === 'silent') return { code: 'keychain-silent', changed: 'nothing' };
  return { code: outcome === 'waiting' ? 'keychain-locked' : 'keychain-unavailable', changed: 'nothing' };
}

export function conditionOf(code: FailureCode): KeychainCondition {
  if (code === 'keychain-locked') return 'locked';
  return code === 'keychain-uninitialised' ? 'uninitialised' : 'unavailable';
}
