import type { SecretId } from '../../core/domain/identifiers.ts';
import { FirstTry } from './first-try.ts';

/** What a tenant has said to one credential. Times are those of `elapsedMs`. */
interface KnownOfCredential {
  /** It was refused, and is not sent before. */
  refusedUntil: number;
  /** The token endpoint was out of order, and is not asked before. */
  endpointUntil: number;
  /**
   * With what it is tried: a token, and Basic should the endpoint refuse it; or one of the two. When both have refused it they take
   * turns: each try is a failed logon, and five lock a client ID.
   */
  next: 'both' | 'token' | 'basic';
  /** By Basic, since it was last refused. Until then requests that are sent at once would each be a failed logon. */
  isAccepted: boolean;
  readonly firstTry: FirstTry;
}

/**
 * Shared by a test of the connection and the opened tenant, whenever it is opened, until the app ends. Another credential has
 * another name, so nothing is known of it.
 */
export interface SignInMemory {
  of(credential: SecretId): KnownOfCredential;
  /** Milliseconds of a clock that nobody sets: a pause by the other one lasts a day if that is a day ahead and then set right. */
  readonly elapsedMs: () => number;
}

export function createSignInMemory(elapsedMs: () => number = () => performance.now()): SignInMemory {
  const known = new Map<SecretId, KnownOfCredential>();
  return {
    elapsedMs,
    of: (credential) => {
      const found = known.get(credential) ?? nothingKnown();
      known.set(credential, found);
      return found;
    },
  };
}

const nothingKnown = (): KnownOfCredential => ({
  ...{ refusedUntil: 0, endpointUntil: 0, next: 'both', isAccepted: false, firstTry: new FirstTry() },
});
