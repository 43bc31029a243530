import type { Result } from '../../src/core/domain/result.ts';
import type { Desk } from '../../src/core/use-cases/desk.ts';

/** One question a use-case puts to a port. */
export interface PortCall {
  readonly port: 'directory' | 'vault' | 'journal';
  readonly verb: string;
  /** Which one of all calls through this desk, from 1. */
  readonly number: number;
}

/** Decides what becomes of a call: `run` carries it out. */
export type Interference = <T>(call: PortCall, run: () => Promise<Result<T>>) => Promise<Result<T>>;

/** The same desk, with every call to directory, vault and journal passing through `interfere`. */
export function interferedDesk(desk: Desk, interfere: Interference): Desk {
  const { directory, vault, journal } = desk;
  let count = 0;
  const via = <T>(port: PortCall['port'], verb: string, run: () => Promise<Result<T>>): Promise<Result<T>> =>
    interfere({ port, verb, number: (count += 1) }, run);
  return {
    ...desk,
    directory: {
      list: () => via('directory', 'list', () => directory.list()),
      dependentsOf: (id) => via('directory', 'dependentsOf', () => directory.dependentsOf(id)),
      read: (id) => via('directory', 'read', () => directory.read(id)),
      create: (application) => via('directory', 'create', () => directory.create(application)),
      change: (id, change) => via('directory', 'change', () => directory.change(id, change)),
      remove: (id) => via('directory', 'remove', () => directory.remove(id)),
    },
    vault: {
      keepsIn: () => vault.keepsIn(),
      keep: (id, value) => via('vault', 'keep', () => vault.keep(id, value)),
      read: (id) => via('vault', 'read', () => vault.read(id)),
      forget: (id) => via('vault', 'forget', () => vault.forget(id)),
    },
    journal: {
      add: (intent) => via('journal', 'add', () => journal.add(intent)),
      settle: (id) => via('journal', 'settle', () => journal.settle(id)),
      pending: () => via('journal', 'pending', () => journal.pending()),
    },
  };
}
