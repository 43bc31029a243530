import type { Failure } from '../../src/core/domain/failure.ts';
import { fail, type Result } from '../../src/core/domain/result.ts';
import type { Interference, PortCall } from './interfered-desk.ts';

/** What a port's refusal may hide: nothing happened, it happened all the same, or it is going to happen. */
export type Effect = 'none' | 'carried-out' | 'later';

export interface Fault {
  /** `stopped`: the process ends there, and nobody hears of it any more. */
  readonly failure: Failure | 'stopped';
  readonly effect: Effect;
}

/** Thrown where a process would have been killed. */
export class Stopped extends Error {}

/** Killed before the call was carried out, or after it was and before its answer arrived. */
export const STOPS: readonly Fault[] = [
  { failure: 'stopped', effect: 'none' },
  { failure: 'stopped', effect: 'carried-out' },
];

const faults = (effects: readonly Effect[], failures: readonly Failure[]): readonly Fault[] =>
  failures.flatMap((failure) => effects.map((effect) => ({ failure, effect })));

const changed = 'nothing';
const silent: Failure = { code: 'keychain-silent', changed };
const refusing: readonly Failure[] = [
  { code: 'keychain-locked', changed },
  { code: 'keychain-uninitialised', changed },
  { code: 'keychain-unavailable', changed },
];
const altered: Failure = { code: 'keychain-altered-value', changed };
const unwritten: Failure = { code: 'store-write-failed', trouble: 'disk-full', changed };
const damaged: Failure = { code: 'store-damaged', what: 'application' };
const foreign: Failure = { code: 'store-changed-outside', what: 'application' };

const vaultWrites = [
  ...faults(['none', 'carried-out'], refusing),
  ...faults(['none', 'carried-out', 'later'], [silent]),
];
const journalWrites = faults(['none', 'carried-out'], [unwritten]);
const recordWrites = [...faults(['none', 'carried-out'], [unwritten]), ...faults(['none'], [damaged, foreign])];

const FAULTS: Record<PortCall['port'], Record<string, readonly Fault[]>> = {
  vault: {
    keep: [...vaultWrites, ...faults(['none', 'carried-out'], [altered])],
    read: faults(['none'], [...refusing, silent]),
    forget: [...vaultWrites, ...faults(['none'], [altered])],
  },
  journal: { add: journalWrites, settle: journalWrites, pending: faults(['none'], [damaged]) },
  directory: {
    list: faults(['none'], [damaged]),
    dependentsOf: faults(['none'], [damaged]),
    read: faults(['none'], [damaged]),
    create: recordWrites,
    change: recordWrites,
    remove: recordWrites,
  },
};

/** Every way this call can fail. */
export const faultsOf = (call: PortCall): readonly Fault[] => FAULTS[call.port][call.verb] ?? [];

export interface Faulty {
  readonly interfere: Interference;
  /** Carries out what was still to happen. */
  readonly land: () => Promise<void>;
  /** The calls so far. */
  readonly calls: readonly PortCall[];
}

/** Lets each call fail for which `faultFor` names a fault. */
export function faulty(faultFor: (call: PortCall) => Fault | undefined): Faulty {
  const calls: PortCall[] = [];
  const late: (() => Promise<Result<unknown>>)[] = [];
  return {
    calls,
    interfere: async (call, run) => {
      calls.push(call);
      const fault = faultFor(call);
      if (!fault) return run();
      if (fault.effect === 'carried-out') await run();
      if (fault.effect === 'later') late.push(run);
      if (fault.failure === 'stopped') throw new Stopped();
      return fail(fault.failure);
    },
    land: async () => {
      for (const run of late.splice(0)) await run();
    },
  };
}
