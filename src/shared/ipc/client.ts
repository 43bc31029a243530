import type { Result } from '../../core/domain/result.ts';
import type { Failure } from '../../core/domain/failure.ts';
import { tenantId, type TenantId } from '../../core/domain/identifiers.ts';
import { LOCAL_TENANT } from '../../core/domain/tenant.ts';
import { contract, type TrustDeskContract } from './contract.ts';
import { channelOf, type Client, type Contract } from './define.ts';

/** How the window's half reaches main's half; supplied by the preload, or by a test. */
export interface Transport {
  /** `tenant`: whose applications the call is about. */
  invoke(channel: string, input: unknown, tenant: TenantId): Promise<unknown>;
  /** `tenant`: of what is announced; undefined for what is not of one tenant. */
  subscribe(channel: string, listener: (payload: unknown, tenant: unknown) => void): () => void;
}

export type TrustDeskClient = Client<TrustDeskContract>;

/** As the window finds it: the calls of the local tenant, and `of` for those of another one. */
export type Bridge = TrustDeskClient & { readonly of: (tenant: TenantId) => TrustDeskClient };

export const createBridge = (transport: Transport): Bridge =>
  Object.freeze({
    ...createClient(transport, LOCAL_TENANT),
    of: (tenant: TenantId) => createClient(transport, tenantId(tenant)),
  });

/**
 * Builds the window's API from the contract: frozen, and with nothing on it that the contract does not name. Every call names the
 * tenant it was made for, so that one which is late cannot reach another tenant; what is announced of others is not heard.
 */
export function createClient(transport: Transport, tenant: TenantId): TrustDeskClient {
  const to = { transport, tenant };
  const groups = Object.entries<Contract[string]>(contract).map(([group, entries]) => {
    const functions = Object.entries(entries).map(([name, entry]) => {
      const channel = channelOf(group, name);
      return [name, entry.kind === 'call' ? caller(to, channel) : subscriber(to, channel)] as const;
    });
    return [group, Object.freeze(Object.fromEntries(functions))] as const;
  });
  // The loop above mirrors the contract entry by entry, which the type system cannot follow.
  return Object.freeze(Object.fromEntries(groups)) as unknown as TrustDeskClient;
}

interface Other {
  readonly transport: Transport;
  readonly tenant: TenantId;
}

/** A transport that breaks is a failure like any other: nothing is thrown at the window. */
const caller =
  ({ transport, tenant }: Other, channel: string) =>
  async (input: unknown): Promise<Result<unknown>> => {
    try {
      return (await transport.invoke(channel, input, tenant)) as Result<unknown>;
    } catch {
      const failure: Failure = { code: 'unexpected', reference: 'transport' };
      return { ok: false, failure };
    }
  };

const subscriber =
  ({ transport, tenant }: Other, channel: string) =>
  (listener: (payload: unknown) => void) =>
    transport.subscribe(channel, (payload, from) => {
      if (from === undefined || from === tenant) listener(payload);
    });
