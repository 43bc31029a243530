import type { Result } from '../../core/domain/result.ts';
import type { Failure } from '../../core/domain/failure.ts';
import { contract, type TrustDeskContract } from './contract.ts';
import { channelOf, type Client, type Contract } from './define.ts';

/** How the window's half reaches main's half; supplied by the preload, or by a test. */
export interface Transport {
  invoke(channel: string, input: unknown): Promise<unknown>;
  subscribe(channel: string, listener: (payload: unknown) => void): () => void;
}

export type TrustDeskClient = Client<TrustDeskContract>;

/** Builds the window's API from the contract: frozen, and with nothing on it that the contract does not name. */
export function createClient(transport: Transport): TrustDeskClient {
  const groups = Object.entries<Contract[string]>(contract).map(([group, entries]) => {
    const functions = Object.entries(entries).map(([name, entry]) => {
      const channel = channelOf(group, name);
      return [name, entry.kind === 'call' ? caller(transport, channel) : subscriber(transport, channel)] as const;
    });
    return [group, Object.freeze(Object.fromEntries(functions))] as const;
  });
  // The loop above mirrors the contract entry by entry, which the type system cannot follow.
  return Object.freeze(Object.fromEntries(groups)) as unknown as TrustDeskClient;
}

/** A transport that breaks is a failure like any other: nothing is thrown at the window. */
const caller =
  (transport: Transport, channel: string) =>
  async (input: unknown): Promise<Result<unknown>> => {
    try {
      return (await transport.invoke(channel, input)) as Result<unknown>;
    } catch {
      const failure: Failure = { code: 'unexpected', reference: 'transport' };
      return { ok: false, failure };
    }
  };

const subscriber = (transport: Transport, channel: string) => (listener: (payload: unknown) => void) =>
  transport.subscribe(channel, listener);
