import type { VaultState } from '../../core/domain/vault-state.ts';
import type { KeychainView } from '../../shared/ipc/views.ts';

export interface KeychainWords {
  /** On the button in the shell bar. */
  readonly word: string;
  readonly icon: string;
  /** What the state means for the person. */
  readonly meaning: string;
  readonly nextStep: string;
  /** Whether another look at the keychain may help. */
  readonly tryAgain: boolean;
  /** Whether keeping secrets for this session only is a way out. */
  readonly offersSession: boolean;
}

const WORDS: Record<VaultState, KeychainWords> = {
  unknown: {
    word: 'Keychain Not Checked',
    icon: 'question-mark',
    meaning: 'Trust Desk has not asked the keychain of your operating system yet.',
    nextStep: 'It does so by itself when a secret is needed.',
    tryAgain: true,
    offersSession: false,
  },
  ready: {
    word: 'Keychain Ready',
    icon: 'key',
    meaning: 'Client secrets are kept in the keychain of your operating system, and nowhere else.',
    nextStep: 'There is nothing to do.',
    tryAgain: false,
    offersSession: false,
  },
  locked: {
    word: 'Keychain Locked',
    icon: 'locked',
    meaning: 'The keychain of your operating system is locked: secrets can be neither stored nor copied.',
    nextStep: 'Unlock it, for example in your password manager or by logging on again, then try again.',
    tryAgain: true,
    offersSession: true,
  },
  uninitialised: {
    word: 'Keychain Not Set Up',
    icon: 'alert',
    meaning: 'There is a keychain service, but it has no keychain yet, or a locked one, to keep secrets.',
    nextStep: 'Create or unlock the default keychain in your operating system, then try again.',
    tryAgain: true,
    offersSession: true,
  },
  unavailable: {
    word: 'No Keychain',
    icon: 'disconnected',
    meaning: 'No keychain service of your operating system can be reached: secrets can be neither stored nor copied.',
    nextStep: 'Start one, for example GNOME Keyring or KWallet on Linux, then try again.',
    tryAgain: true,
    offersSession: true,
  },
  session: {
    word: 'Secrets for This Session',
    icon: 'lateness',
    meaning: 'You chose to keep secrets in memory: they are gone for good when Trust Desk ends.',
    nextStep: 'Copy what you need before you quit. Try again to go back to the keychain.',
    tryAgain: true,
    offersSession: false,
  },
};

const THROW_AWAY: KeychainWords = {
  word: 'Temporary Keychain',
  icon: 'lateness',
  meaning:
    'There was no keychain on this machine, so the start command began one of its own. The secrets in it end with this start.',
  nextStep: 'Copy what you need before you quit. Start a keychain service first if secrets are to last.',
  tryAgain: false,
  offersSession: false,
};

export const keychainWords = ({ state, throwAway }: KeychainView): KeychainWords =>
  state === 'ready' && throwAway ? THROW_AWAY : WORDS[state];

/** Whether a person who works with secrets should be told before anything fails. */
export const keychainMatters = ({ state, throwAway }: KeychainView): boolean =>
  throwAway || (state !== 'ready' && state !== 'unknown');
