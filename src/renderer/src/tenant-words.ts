import { SCHEMES, type Scheme } from '../../core/domain/local-tenant.ts';
import type { ListenerFault, ListenerView, TenantServerView } from '../../shared/ipc/tenant-views.ts';

/** The heading of its section in the settings. */
export const TOKEN_ENDPOINT = 'Token Endpoint';

export interface TenantWords {
  /** On the button in the shell bar. */
  readonly word: string;
  /** What the state means for the person. */
  readonly meaning: string;
  readonly nextStep: string;
  /** Whether a person should be told before anything fails. */
  readonly matters: boolean;
}

const UNKNOWN: TenantWords = {
  word: 'Token Endpoint',
  meaning: 'The local tenant is about to start.',
  nextStep: 'It does so by itself.',
  matters: false,
};

const STATES: Readonly<Record<TenantServerView['state'], TenantWords>> = {
  off: {
    word: 'Token Endpoint Off',
    meaning: 'The token endpoint of the local tenant is switched off: the printed token requests get no answer.',
    nextStep: 'Switch it on to get tokens.',
    matters: false,
  },
  starting: {
    word: 'Token Endpoint Starting',
    meaning: 'The token endpoint of the local tenant is starting.',
    nextStep: 'It takes a moment.',
    matters: false,
  },
  running: {
    word: 'Token Endpoint Running',
    meaning: 'The token endpoint of the local tenant answers, on this machine only.',
    nextStep: 'There is nothing to do.',
    matters: false,
  },
  'waiting-for-keychain': {
    word: 'Token Endpoint Waiting',
    meaning: 'The keys of the token endpoint are in the keychain, which cannot be used just now.',
    nextStep: 'Unlock the keychain, or choose to keep secrets for this session only: it starts by itself then.',
    matters: true,
  },
  failed: {
    word: 'Token Endpoint Stopped',
    meaning: 'The token endpoint of the local tenant does not answer.',
    nextStep: 'See below what is in the way.',
    matters: true,
  },
};

const ENDED: TenantWords = {
  ...STATES.failed,
  meaning: 'The process of the token endpoint has ended too often within a minute.',
  nextStep: 'Switch it off and on to try again.',
};

const KEYS_UNREADABLE: TenantWords = {
  ...STATES.failed,
  meaning: 'The keys of the token endpoint could not be read or stored.',
  nextStep: 'Switch it off and on to try again. If that does not help, see whether the disk is full or read-only.',
};

export function tenantWords(view: TenantServerView | null): TenantWords {
  if (!view) return UNKNOWN;
  if (view.fault === 'process-ended') return ENDED;
  if (view.fault === 'keys-unreadable') return KEYS_UNREADABLE;
  const failed = failedListeners(view);
  if (view.state !== 'running' || failed.length === 0) return STATES[view.state];
  return {
    ...STATES.running,
    word: 'Token Endpoint Partly Running',
    meaning: `One of its two addresses does not answer: ${failed.map(([scheme]) => scheme).join(', ')}.`,
    nextStep: 'See below what is in the way.',
    matters: true,
  };
}

const failedListeners = (view: TenantServerView): readonly (readonly [Scheme, ListenerView])[] =>
  SCHEMES.map((scheme) => [scheme, view.listeners[scheme]] as const).filter(([, { state }]) => state === 'failed');

export const LISTENER_WORDS: Readonly<Record<ListenerView['state'], string>> = {
  off: 'Off',
  starting: 'Starting',
  running: 'Running',
  failed: 'Not running',
};

export const FAULT_WORDS: Readonly<Record<ListenerFault, (port: number) => string>> = {
  'port-in-use': (port) => `Another program uses the port ${port}.`,
  'port-not-permitted': (port) => `The operating system does not permit the port ${port}; it may be reserved.`,
  other: (port) => `The port ${port} could not be opened.`,
};
