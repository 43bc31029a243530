import type { Result } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import type { Ids } from './ports.ts';

/** The local tenant's test users. Nothing is answered before it is durable. */
export interface UserRegister {
  /** In the order they were created. Failures: store-damaged, store-newer. */
  list(): Promise<Result<readonly User[]>>;
  /** Reads, lets `decide` decide on what was just read, writes. A refusal is handed on and nothing is written. */
  change(decide: (current: readonly User[]) => Result<readonly User[]>): Promise<Result<readonly User[]>>;
}

export interface UserDesk {
  readonly users: UserRegister;
  readonly ids: Ids;
}
