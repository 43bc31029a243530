import type { Effect } from '../port-faults.ts';

/** Where the process kills itself: before, or after, the n-th port call was carried out. */
export interface StopAt {
  readonly number: number;
  readonly effect: Exclude<Effect, 'later'>;
}

export type KeychainChoice =
  | { readonly kind: 'file' }
  /** The real one. `helper`: the bundled keychain helper; `service`: its name in the keychain. */
  | { readonly kind: 'real'; readonly service: string; readonly helper: string };

/** What a driver process is to do in a folder of its own. */
export interface Errand {
  readonly folder: string;
  readonly keychain: KeychainChoice;
  readonly task:
    | { readonly kind: 'set-up' }
    | { readonly kind: 'work'; readonly order: 'ours' | 'naive'; readonly seed: number }
    | { readonly kind: 'act'; readonly scenario: string; readonly stop: StopAt | null }
    | { readonly kind: 'recover'; readonly stop: StopAt | null };
}
