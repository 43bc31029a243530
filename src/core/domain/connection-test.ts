import type { Failure } from './failure.ts';

/** What a test of a connection looks at, in this order. */
const CONNECTION_STEPS = [
  'name-resolves',
  'tls',
  'is-tenant',
  'credentials-accepted',
  'may-read',
  'may-write',
] as const;
export type ConnectionStepName = (typeof CONNECTION_STEPS)[number];

/** `unknown`: it was looked at, and the tenant's answer does not tell; `not-reached`: a step before it has failed. */
export type ConnectionStep =
  | { readonly name: ConnectionStepName; readonly outcome: 'passed' | 'not-reached' | 'unknown' }
  | { readonly name: ConnectionStepName; readonly outcome: 'failed'; readonly failure: Failure };

export type ConnectionFinding = 'passed' | 'unknown' | Failure;

/** All steps in order, each with its outcome; one that nothing is known of was not reached. */
export const connectionSteps = (
  found: Partial<Readonly<Record<ConnectionStepName, ConnectionFinding>>>,
): readonly ConnectionStep[] =>
  CONNECTION_STEPS.map((name): ConnectionStep => {
    const finding = found[name];
    if (finding === undefined) return { name, outcome: 'not-reached' };
    return typeof finding === 'string' ? { name, outcome: finding } : { name, outcome: 'failed', failure: finding };
  });
