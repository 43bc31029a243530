import type { ApiError } from '../../domain/directory-api/api-error.ts';
import { errorShape } from '../../domain/directory-api/api-error.ts';
import type { DirectoryAnswer } from '../../domain/directory-api/directory-call.ts';
import type { ClientIdLock } from '../../domain/client-id-lock.ts';
import type { ApplicationId } from '../../domain/identifiers.ts';
import type { Result } from '../../domain/result.ts';
import type { Desk } from '../desk.ts';

/** SAP's *Client ID Lock*, which is no part of the directory: it changes when a stranger tries. */
interface LockBook {
  lockOf(id: ApplicationId): Pick<ClientIdLock, 'isLockEnabled' | 'failedLogons'>;
  /** Failure: store-*. */
  switchLock(id: ApplicationId, enabled: boolean): Promise<Result<void>>;
  /** Failure: store-*. */
  unlock(id: ApplicationId): Promise<Result<void>>;
}

export interface ApiDesk extends Desk {
  readonly locks: LockBook;
}

/** What came of a call. */
export interface Carried {
  readonly answer: DirectoryAnswer;
  /** What it has changed. */
  readonly touched: readonly ApplicationId[];
}

export const refused = (error: ApiError): Carried => ({
  answer: { status: error.status, body: errorShape(error) },
  touched: [],
});

export const told = (body: unknown): Carried => ({ answer: { status: 200, body }, touched: [] });

/** PATCH and DELETE answer with an empty body (recorded). */
export const changed = (id: ApplicationId): Carried => ({ answer: { status: 200 }, touched: [id] });
