/** What is done one after the other when a dependency is created in a remote tenant; an existing application has only the second. */
export const CREATION_STEPS = ['application', 'dependency', 'secret', 'keychain'] as const;
export type CreationStep = (typeof CREATION_STEPS)[number];

/**
 * `failed`: it has certainly not happened. `unknown`: it may have; *Continue* and *Undo* find out by reading. `open`: nobody has
 * begun it.
 */
export type StepState = 'done' | 'failed' | 'unknown' | 'open';
