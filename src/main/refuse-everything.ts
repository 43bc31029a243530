import type { Failure } from '../core/domain/failure.ts';
import { fail, ok } from '../core/domain/result.ts';
import { contract } from '../shared/ipc/contract.ts';
import type { Contract } from '../shared/ipc/define.ts';
import type { Composition } from './host.ts';
import type { AllHandlers } from './ipc/counter.ts';
import type { SettingsDesk } from './settings-desk.ts';

interface Refusal extends SettingsDesk {
  readonly failure: Failure;
}

/** When this profile's data cannot be opened safely, the window still opens and every call says why; nothing is written. */
export function refuseEverything({ failure, windowState }: Refusal): Composition {
  const refuse = () => Promise.resolve(fail(failure));
  const groups = Object.entries<Contract[string]>(contract).map(([group, entries]) => {
    const calls = Object.entries(entries).filter(([, entry]) => entry.kind === 'call');
    return [group, Object.fromEntries(calls.map(([name]) => [name, refuse]))] as const;
  });
  return {
    // Every call of the contract, and each answers a failure, which is an answer of every call.
    handlersOf: () => Promise.resolve(ok(Object.fromEntries(groups) as unknown as AllHandlers)),
    windowState,
    afterFirstPaint: () => undefined,
    close: () => Promise.resolve(),
  };
}
