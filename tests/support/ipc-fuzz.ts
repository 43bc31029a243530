import { ok } from '../../src/core/domain/result.ts';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { contract } from '../../src/shared/ipc/contract.ts';
import type { AllHandlers } from '../../src/main/ipc/counter.ts';
import { serve, servedCalls, type IpcServer } from '../../src/main/ipc/serve.ts';
import { done } from '../../src/core/domain/result.ts';
import { hostileInput, nearly } from './hostile-input.ts';
import { validInput } from './valid-inputs.ts';

type Handle = (event: { senderFrame: null }, ...args: unknown[]) => Promise<unknown>;

type Invoke = (channel: string, input: unknown) => Promise<unknown>;
type Reached = (channel: string, input: unknown) => void;

/** Handlers that only say what reached them. */
const listening = (reached: Reached) =>
  Object.fromEntries(
    Object.entries(contract).map(([group, entries]) => {
      const say = (name: string) => (input: unknown) => {
        reached(`trust-desk:${group}.${name}`, input);
        return Promise.resolve(done);
      };
      return [group, Object.fromEntries(Object.keys(entries).map((name) => [name, say(name)]))];
    }),
  );

/** The contract as main serves it, to whoever asks. */
function guarded(reached: Reached): Invoke {
  const handles = new Map<string, Handle>();
  const ipc = { handle: (channel: string, handle: Handle) => void handles.set(channel, handle), on: () => undefined };
  serve(
    {
      handlersOf: Promise.resolve(() => Promise.resolve(ok(listening(reached) as unknown as AllHandlers))),
      isTrusted: () => true,
      report: { stranger: () => undefined, fault: (channel) => `fault in ${channel}` },
    },
    ipc as unknown as IpcServer,
  );
  return (channel, input) => handles.get(channel)!({ senderFrame: null }, input);
}

/** The control: no parser stands before the handlers. */
export function unguarded(reached: Reached): Invoke {
  return (channel, input) => {
    reached(channel, input);
    return Promise.resolve(done);
  };
}

const isAnswer = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  ('value' in answer || ('failure' in answer && JSON.stringify(answer.failure).length < 200));

interface Fuzzed {
  readonly wrong: unknown;
  readonly reached: number;
}

/** Sends `cases` hostile inputs to a channel; answers what went wrong, and how many inputs got through as valid. */
export async function fuzz(channel: string, cases: number, desk = guarded): Promise<Fuzzed> {
  const { parse } = servedCalls().find((each) => each.channel === channel)!;
  const untouched = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
  const got: (readonly [channel: string, input: unknown])[] = [];
  let reached = 0;
  const invoke = desk((...what) => void got.push(what));
  const honest = fc.asyncProperty(fc.oneof(hostileInput, nearly(validInput(channel))), async (input) => {
    got.length = 0;
    const sent: unknown = structuredClone(input);
    const answer = await invoke(channel, sent);
    if (!isAnswer(answer)) return false;
    if (JSON.stringify(answer).includes('unexpected')) return false;
    if (JSON.stringify(Object.getOwnPropertyNames(Object.prototype)) !== untouched) return false;
    const [first, ...more] = got;
    if (!first) return true;
    reached += 1;
    // What got through is on this channel, is what was sent, and would be accepted again.
    const [reachedChannel, value] = first;
    return more.length === 0 && reachedChannel === channel && isDeepStrictEqual(value, sent) && parse(value).ok;
  });
  const { failed, counterexample, seed } = await fc.check(honest, { numRuns: cases });
  return { wrong: failed ? { seed, input: fc.stringify(counterexample) } : undefined, reached };
}
