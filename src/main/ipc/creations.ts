import type { ApplicationId } from '../../core/domain/identifiers.ts';
import type { Result } from '../../core/domain/result.ts';
import type { CreatedDependency, DependencyRequest } from '../../core/use-cases/create-dependency.ts';
import type { RequestPreview, UnfinishedCreationView } from '../../shared/ipc/creation-views.ts';

/** Dependencies of a remote tenant, created in steps that can be taken up again. `id`: of the request, and of its creation. */
export interface Creations {
  /** What `create` with this id will send, read and planned now. */
  preview(id: string, request: DependencyRequest): Promise<Result<readonly RequestPreview[]>>;
  /** What was previewed last under this id; undefined when that is not kept any more. */
  previewed(id: string): readonly RequestPreview[] | undefined;
  /** Sends what was previewed last under this id. Failure: preview-gone when that is not kept, or was of another request. */
  create(id: string, request: DependencyRequest): Promise<Result<FinishedCreation>>;
  unfinished(): Promise<Result<readonly UnfinishedCreationView[]>>;
  /** Failure: creation-unknown, and those of create. */
  resume(id: string): Promise<Result<FinishedCreation>>;
  /** Failure: creation-unknown, list-changed-meanwhile, keychain-*, tenant-*. */
  undo(id: string): Promise<Result<UndoneCreation>>;
}

export interface FinishedCreation extends Pick<CreatedDependency, 'consumer' | 'dependency' | 'secret'> {
  readonly newApplication: boolean;
}

interface UndoneCreation {
  /** Applications that may look otherwise now. */
  readonly touched: readonly ApplicationId[];
}
