/** What the keychain lets us do. `session` is the memory-only vault a person chose instead; `unknown` until first asked. */
export type VaultState = 'unknown' | 'ready' | 'locked' | 'uninitialised' | 'unavailable' | 'session';
