/** What is done one after the other when a dependency is created in a remote tenant; an existing application has only the second. */
export const CREATION_STEPS = ['application', 'dependency', 'secret', 'keychain'] as const;
export type CreationStep = (typeof CREATION_STEPS)[number];

/** One that stopped half way, as a person tells it from others. */
interface NamedCreation {
  readonly id: string;
  /** Of the dependency, and label of the consumer. */
  readonly name: string;
  readonly application: string;
}

/** One of which nothing is known but that it stopped half way: its record cannot be read. */
interface UnreadableCreation {
  readonly id: string;
  readonly unreadable: true;
}

export type UnfinishedCreation = NamedCreation | UnreadableCreation;

/**
 * `failed`: it has certainly not happened. `unknown`: it may have; *Continue* and *Undo* find out by reading. `open`: nobody has
 * begun it.
 */
export type StepState = 'done' | 'failed' | 'unknown' | 'open';
