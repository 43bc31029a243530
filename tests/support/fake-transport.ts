import { expect, onTestFinished } from 'vitest';
import { LOCAL_TENANT } from '../../src/core/domain/tenant.ts';
import { createClient, type Transport, type TrustDeskClient } from '../../src/shared/ipc/client.ts';
import type { TrustDeskContract } from '../../src/shared/ipc/contract.ts';
import { channelOf, type Announcer, type Handlers } from '../../src/shared/ipc/define.ts';
import type { Result } from '../../src/core/domain/result.ts';

type All = Handlers<TrustDeskContract>;
type Answer<F> = F extends (input: infer I) => Promise<infer O> ? (input: I) => O | Promise<O> : never;

/** What main would answer, for the calls a test expects. */
export type Answers = { readonly [G in keyof All]?: { readonly [N in keyof All[G]]?: Answer<All[G][N]> } };

export interface FakeBridge {
  readonly client: TrustDeskClient;
  /** Every call so far, in order, as `group.name` and its input. */
  readonly calls: readonly { readonly call: string; readonly input: unknown }[];
  /** Inputs of the calls with this name. */
  inputsOf(call: string): readonly unknown[];
  /** Answers from now on; replaces earlier answers to the same calls. */
  answer(answers: Answers): void;
  readonly announce: Announcer<TrustDeskContract>;
}

type AnyAnswer = (input: unknown) => Result<unknown> | Promise<Result<unknown>>;
type Listener = (payload: unknown, tenant: unknown) => void;

/** The window's API over a transport that a test plays. A call without an answer fails the test by its name. */
export function fakeBridge(answers: Answers = {}): FakeBridge {
  const calls: { call: string; input: unknown }[] = [];
  const unanswered: string[] = [];
  const known = new Map<string, AnyAnswer>();
  const listeners = new Map<string, Set<Listener>>();
  const answer = (more: Answers) => {
    for (const [group, names] of Object.entries(more)) {
      for (const [name, given] of Object.entries(names)) known.set(channelOf(group, name), given as AnyAnswer);
    }
  };
  const transport: Transport = {
    invoke: async (channel, input) => {
      const call = channel.slice(channel.indexOf(':') + 1);
      // As over the real bridge: what cannot be cloned (a `$state` proxy) must fail here too.
      calls.push({ call, input: structuredClone(input) });
      const given = known.get(channel);
      if (!given) unanswered.push(call);
      return given?.(input) ?? { ok: false, failure: { code: 'unexpected', reference: `no answer for ${call}` } };
    },
    subscribe: (channel, listener) => {
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(listener));
      return () => all.delete(listener);
    },
  };
  answer(answers);
  onTestFinished(() => expect(unanswered, 'calls without an answer').toEqual([]));
  const inputsOf = (call: string) => calls.filter((each) => each.call === call).map((each) => each.input);
  return { client: createClient(transport, LOCAL_TENANT), calls, inputsOf, answer, announce: announcerOver(listeners) };
}

/** `announce.group.name(payload)` reaches whoever subscribed; made on demand, so that it can lack nothing. */
function announcerOver(listeners: ReadonlyMap<string, ReadonlySet<Listener>>): Announcer<TrustDeskContract> {
  const groupOf = (group: string) =>
    new Proxy(
      {},
      {
        get: (_, name) => (payload: unknown) =>
          listeners.get(channelOf(group, String(name)))?.forEach((listener) => listener(payload, undefined)),
      },
    );
  return new Proxy({}, { get: (_, group) => groupOf(String(group)) }) as Announcer<TrustDeskContract>;
}
