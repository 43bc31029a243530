/** What main may ask of the helper process: three verbs on one entry each, and whether the keychain answers at all. */
export type KeychainQuestion =
  | { readonly verb: 'get' | 'delete' | 'probe'; readonly service: string; readonly account: string }
  | { readonly verb: 'set'; readonly service: string; readonly account: string; readonly value: string };

export type KeychainRequest = KeychainQuestion & { readonly id: number };

/**
 * What the keychain made of it. keytar gives no error codes and its texts may be translated (or hold a value), so an error
 * crosses as the bare fact that there was one: `refused`. `unloadable`: keytar itself could not be started.
 */
export type KeychainOutcome =
  | { readonly outcome: 'found'; readonly value: string }
  | { readonly outcome: 'absent' | 'done' | 'refused' | 'unloadable' };

export type KeychainAnswer = KeychainOutcome & { readonly id: number };

/** Said once when the helper runs: a sign of life that answers no request. */
export const STARTED: KeychainAnswer = { id: 0, outcome: 'done' };

export function isKeychainRequest(message: unknown): message is KeychainRequest {
  if (!isRecord(message)) return false;
  const { id, verb, service, account, value } = message;
  if (typeof id !== 'number' || !isFilled(service) || !isFilled(account)) return false;
  return verb === 'set' ? isFilled(value) : verb === 'get' || verb === 'delete' || verb === 'probe';
}

export function isKeychainAnswer(message: unknown): message is KeychainAnswer {
  if (!isRecord(message) || typeof message['id'] !== 'number') return false;
  const { outcome, value } = message;
  if (outcome === 'found') return typeof value === 'string';
  return outcome === 'absent' || outcome === 'done' || outcome === 'refused' || outcome === 'unloadable';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';
