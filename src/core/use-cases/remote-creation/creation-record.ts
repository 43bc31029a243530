import { CREATION_STEPS, type CreationStep, type StepState } from '../../domain/creation.ts';
import type { ApiDependency } from '../../domain/dependency.ts';
import type { SecretTerms } from '../../domain/directory-api/tenant-request.ts';
import type { ApplicationId, SecretId } from '../../domain/identifiers.ts';

/** An application that this creation makes. */
export interface MadeConsumer {
  readonly kind: 'new';
  /** Chosen beforehand and never another one: it can be looked for, and a second application of it is refused. */
  readonly chosenId: ApplicationId;
  readonly displayName: string;
  readonly description: string;
  /** Null: no secret is generated. */
  readonly terms: SecretTerms | null;
  /** Others of its name before it was first sent, for a tenant that chooses ids itself. Null: it was not. */
  readonly namedBefore: readonly ApplicationId[] | null;
}

export interface GivenConsumer {
  readonly kind: 'existing';
  readonly id: ApplicationId;
  readonly label: string;
  /** Whether client credentials are added to its grants. */
  readonly addsGrant: boolean;
}

/** The secret that the tenant has made, as far as it is known. */
interface MadeSecret {
  readonly id: SecretId;
  readonly hint: string;
}

/** One creation, from before its first write until nothing is left to do; durable, and without any value of a secret. */
export interface CreationRecord {
  /** That of the request. */
  readonly id: string;
  readonly at: string;
  readonly dependency: ApiDependency;
  /** Label. */
  readonly provider: string;
  readonly consumer: MadeConsumer | GivenConsumer;
  /** As the tenant has it; null while none is known to exist. */
  readonly applicationId: ApplicationId | null;
  readonly finished: readonly CreationStep[];
  /** The step after those finished: whether anything of it may have happened. Null: it has certainly not. */
  readonly begun: 'unknown' | 'failed' | null;
  /** When the first request of that step was about to be sent; null while none was. */
  readonly sentAt: string | null;
  /** Those of the application before one was asked for; null while none was. */
  readonly secretsBefore: readonly SecretId[] | null;
  readonly secret: MadeSecret | null;
  /** Of secrets given up: the keychain must not have them either. */
  readonly forgetting: readonly SecretId[];
  /** From here on it can only be undone. */
  readonly undoing: boolean;
  /** A person was told of what may not be ours: the next _Undo_ leaves it alone. */
  readonly told: boolean;
}

export function stepsOf({ consumer }: CreationRecord): readonly CreationStep[] {
  if (consumer.kind === 'existing') return ['dependency'];
  return consumer.terms ? CREATION_STEPS : ['application', 'dependency'];
}

/** Undefined: all are finished. */
export const nextStep = (record: CreationRecord): CreationStep | undefined =>
  stepsOf(record).find((step) => !record.finished.includes(step));

export function stateOf(record: CreationRecord, step: CreationStep): StepState {
  if (record.finished.includes(step)) return 'done';
  return step === nextStep(record) ? (record.begun ?? 'open') : 'open';
}

export const withStep = (record: CreationRecord, step: CreationStep): CreationRecord => ({
  ...record,
  finished: [...record.finished, step],
  ...{ begun: null, sentAt: null },
});
