/** Where a person can put it right; the dialog knows the way. */
export type Destination =
  | 'client-authentication'
  | 'dependencies'
  | 'provider'
  | 'token-policy'
  | 'settings'
  | 'keychain'
  | 'client-id-lock'
  | 'start-server'
  | 'again';

/** A failed step in words. */
export interface Explanation {
  /** What it means. */
  readonly meaning: string;
  /** What to do. */
  readonly advice: string;
  readonly goTo: Destination;
}

export const DESTINATION_WORDS: Record<Destination, string> = {
  'client-authentication': 'Go to Client Authentication',
  dependencies: 'Go to Dependencies',
  provider: 'Go to the Provider',
  'token-policy': 'Go to Token Policy',
  settings: 'Go to Settings',
  keychain: 'Look at the Keychain Again',
  'client-id-lock': 'Go to Client ID Lock',
  'start-server': 'Switch On the Token Endpoint',
  again: 'Check Again',
};
