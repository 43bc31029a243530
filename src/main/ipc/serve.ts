import { ipcMain, type IpcMain } from 'electron';
import { isUuid, tenantId, type TenantId } from '../../core/domain/identifiers.ts';
import { fail, type Result } from '../../core/domain/result.ts';
import { LOCAL_TENANT } from '../../core/domain/tenant.ts';
import { contract, type TrustDeskContract } from '../../shared/ipc/contract.ts';
import { channelOf, type Contract, type Parser } from '../../shared/ipc/define.ts';
import { inputs } from '../../shared/ipc/inputs.ts';
import type { AllHandlers, HandlersOf } from './counter.ts';
import type { Spoken } from './trusted-sender.ts';

export type IpcServer = Pick<IpcMain, 'handle' | 'on' | 'removeAllListeners'>;

export interface Serving {
  /** A call that comes before they are there waits for them. */
  readonly handlersOf: Promise<HandlersOf>;
  readonly isTrusted: (event: Spoken) => boolean;
  readonly report: CallReport;
}

interface CallReport {
  stranger(channel: string): void;
  /** Notes a fault nobody expected and answers the reference it is noted under. */
  fault(channel: string, fault: unknown): string;
}

/**
 * These are of no tenant and are answered whichever one the window shows: a tenant that cannot be opened must not take away the way
 * to another one.
 */
const OF_NO_TENANT: readonly (keyof TrustDeskContract)[] = [
  ...(['tenants', 'tenantServer', 'users', 'requests'] as const),
  ...(['keychain', 'settings', 'app'] as const),
];

interface Served {
  readonly channel: string;
  readonly isOfTenant: boolean;
  readonly parse: Parser<unknown>;
  readonly find: (handlers: AllHandlers) => (input: unknown) => Promise<Result<unknown>>;
}

/** Answers every call of the contract, and nothing else that might be sent to main. */
export function serve(serving: Serving, ipc: IpcServer = ipcMain): void {
  for (const each of servedCalls()) {
    ipc.handle(each.channel, (event, ...args: unknown[]) => answer(serving, each, { event, args }));
  }
  // electron-store listens on a channel that tells any sender where the data is, as soon as a store is opened.
  ipc.on('newListener', (channel: unknown) => queueMicrotask(() => ipc.removeAllListeners(String(channel))));
}

async function answer(
  { handlersOf, isTrusted, report }: Serving,
  { channel, isOfTenant, parse, find }: Served,
  { event, args }: { readonly event: Spoken; readonly args: readonly unknown[] },
): Promise<Result<unknown>> {
  try {
    if (!isTrusted(event)) {
      report.stranger(channel);
      return fail({ code: 'request-refused' });
    }
    const parsed = args.length > 2 ? ({ ok: false, path: 'input' } as const) : parse(args[0]);
    if (!parsed.ok) return fail({ code: 'input-malformed', path: sayable(parsed.path) });
    const tenant = tenantIn(args[1]);
    if (tenant === undefined) return fail({ code: 'input-malformed', path: 'tenant' });
    const handlers = await (await handlersOf)(isOfTenant ? tenant : LOCAL_TENANT);
    return handlers.ok ? await find(handlers.value)(parsed.value) : handlers;
  } catch (fault) {
    // Electron would hand the message, with whatever path or value it holds, to the window, and print the stack.
    return fail({ code: 'unexpected', reference: report.fault(channel, fault) });
  }
}

/** A call that names none is about the local tenant. */
function tenantIn(named: unknown): TenantId | undefined {
  if (named === undefined) return LOCAL_TENANT;
  return typeof named === 'string' && (isUuid(named) || named === LOCAL_TENANT) ? tenantId(named) : undefined;
}

/** A member's name that the window made up is not repeated to it: it may be a megabyte, or look like ours. */
const sayable = (path: string): string => (/^[a-z][a-z0-9.]{0,60}$/i.test(path) ? path : 'input');

/** The calls of the contract, walked as plain records: its types cannot be followed entry by entry. */
export function servedCalls(): readonly Served[] {
  const parsers = inputs as unknown as Readonly<Record<string, Readonly<Record<string, Parser<unknown>>>>>;
  return Object.entries<Contract[string]>(contract).flatMap(([group, entries]) => {
    const isOfTenant = !OF_NO_TENANT.some((each) => each === group);
    return Object.entries(entries).flatMap(([name, entry]) => {
      const parse = parsers[group]?.[name];
      if (entry.kind !== 'call' || !parse) return [];
      const find: Served['find'] = (handlers) => handlerOf(handlers, group, name);
      return [{ channel: channelOf(group, name), isOfTenant, parse, find }];
    });
  });
}

function handlerOf(handlers: AllHandlers, group: string, name: string): (input: unknown) => Promise<Result<unknown>> {
  const all = handlers as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return all[group]?.[name] as (input: unknown) => Promise<Result<unknown>>;
}
