import type { CreationStep, StepState } from '../../core/domain/creation.ts';
import type { Failure } from '../../core/domain/failure.ts';
import type { ApplicationId } from '../../core/domain/identifiers.ts';

/** A request as it will be sent, but for its headers. The two steps of an existing application may be one request. */
export interface RequestPreview {
  readonly step: CreationStep;
  readonly method: string;
  /** With its query; the tenant's address stands before it. */
  readonly path: string;
  /** The JSON, indented for people. Null: no body. */
  readonly body: string | null;
}

/** A creation in a remote tenant that has not come to its end: a person continues or undoes it. */
export interface UnfinishedCreationView {
  /** That of the request: the wizard whose *Create* failed finds its own by it. */
  readonly creationId: string;
  /** Of the dependency. */
  readonly name: string;
  /** Label of the provider. */
  readonly provider: string;
  /** Label of the consumer. */
  readonly application: string;
  readonly newApplication: boolean;
  /** Null while none is known to exist. */
  readonly applicationId: ApplicationId | null;
  readonly startedAt: string;
  /** In their order; only those that this creation has. */
  readonly steps: readonly { readonly step: CreationStep; readonly state: StepState }[];
  /** Why it stopped, as long as this session knows; null also after a kill. */
  readonly failure: Failure | null;
  /** Of the secret that the tenant has made for it; null while none is known to exist. */
  readonly secretHint: string | null;
  /** False while it is being carried out. */
  readonly canContinue: boolean;
  readonly canUndo: boolean;
}
