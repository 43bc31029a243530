import type { Changed } from '../../src/core/domain/failure.ts';
import type { Result } from '../../src/core/domain/result.ts';
import { recover } from '../../src/core/use-cases/recover.ts';
import { testDesk, worldOf, type TestDesk, type World } from './desk.ts';
import { interferedDesk, type PortCall } from './interfered-desk.ts';
import { worked } from './outcome.ts';
import { faulty, Stopped, type Fault } from './port-faults.ts';
import type { Act, Scenario } from './protocol-scenarios.ts';

export type FaultFor = (call: PortCall) => Fault | undefined;
const noFault: FaultFor = () => undefined;

/** What goes wrong: while the scenario runs, and while it is recovered from. */
export interface Trouble {
  readonly acting: FaultFor;
  readonly recovering?: FaultFor;
}

type Settled = Omit<World, 'intents'>;

/** The worlds before and after the scenario, and the calls in between, when nothing goes wrong. */
export interface Course {
  readonly before: Settled;
  readonly complete: Settled;
  readonly calls: readonly PortCall[];
}

export interface Verdict {
  /** What is wrong, in words; empty when all holds. */
  readonly violations: readonly string[];
  readonly acting: readonly PortCall[];
  readonly recovering: readonly PortCall[];
}

interface Attempt {
  /** Undefined when it was stopped: nobody got an answer. */
  readonly result: Result<unknown> | undefined;
  readonly calls: readonly PortCall[];
  /** What a keychain that fell silent does in the end. */
  readonly land: () => Promise<void>;
}

export async function courseOf(scenario: Scenario): Promise<Course> {
  const desk = await testDesk();
  const act = await scenario.prepare(desk);
  const before = await settledWorld(desk);
  const { result, calls } = await attempt(desk, act, noFault);
  if (result) worked(result);
  return { before, complete: await settledWorld(desk), calls };
}

/** Runs the scenario in trouble, recovers, and judges what stands at every point. */
export async function judge(scenario: Scenario, course: Course, trouble: Trouble): Promise<Verdict> {
  const desk = await testDesk();
  const act = await scenario.prepare(desk);
  const wrong: string[] = [];
  const judged = (when: string, found: readonly string[]) => wrong.push(...found.map((each) => `${when}: ${each}`));
  const { result, calls, land } = await attempt(desk, act, trouble.acting);
  judged('as answered', [
    ...unpaired(await worldOf(desk), 'but what is pending'),
    ...(await untrue(desk, course, result)),
  ]);
  await land();
  judged('as it landed', unpaired(await worldOf(desk), 'but what is pending'));
  const first = await attempt(desk, recover, trouble.recovering ?? noFault);
  await first.land();
  judged('half recovered', unpaired(await worldOf(desk), 'but what is pending'));
  worked(await recover(desk));
  judged('recovered', [...unpaired(await worldOf(desk), 'all'), ...(await untrue(desk, course, result))]);
  judged('tried again after recovery', await triedAgain(desk, act, course));
  if (!trouble.recovering && result?.ok === false)
    judged('tried again at once', await triedAgainAtOnce(scenario, course, trouble));
  return { violations: wrong, acting: calls, recovering: first.calls };
}

async function attempt(desk: TestDesk, act: Act, faultFor: FaultFor): Promise<Attempt> {
  const { interfere, calls, land } = faulty(faultFor);
  try {
    return { result: await act(interferedDesk(desk, interfere)), calls, land };
  } catch (error) {
    if (error instanceof Stopped) return { result: undefined, calls, land };
    throw error;
  }
}

/** Keychain accounts and the secrets on record are the same, but for those an intent names. */
function unpaired(world: World, demanded: 'all' | 'but what is pending'): readonly string[] {
  const named = world.intents.flatMap((intent) =>
    'secretIds' in intent ? intent.secretIds : [intent.secretId ?? []].flat(),
  );
  const pending = new Set(demanded === 'all' ? [] : named);
  const accounts = new Set(world.keychain.map(([id]) => id));
  const recorded = new Set(world.applications.flatMap(({ secrets }) => secrets.map(({ id }) => id)));
  const unrecorded = [...accounts].filter((id) => !recorded.has(id) && !pending.has(id));
  const valueless = [...recorded].filter((id) => !accounts.has(id) && !pending.has(id));
  const left = demanded === 'all' ? world.intents : [];
  return [
    ...unrecorded.map(() => 'a value without a record'),
    ...valueless.map(() => 'a secret without a value'),
    ...left.map(({ kind }) => `an intent is left: ${kind}`),
  ];
}

/** What the answer says of the world, held against it. Where nobody got one, everything or nothing. */
async function untrue(desk: TestDesk, course: Course, result: Result<unknown> | undefined): Promise<readonly string[]> {
  const world = JSON.stringify(await settledWorld(desk));
  const isBefore = world === JSON.stringify(course.before);
  const isComplete = world === JSON.stringify(course.complete);
  if (result?.ok) return isComplete ? [] : ['"done", and it is not'];
  const { intents } = await worldOf(desk);
  const neither = isBefore || isComplete || intents.length > 0 ? [] : ['neither everything nor nothing, and no intent'];
  if (!result) return neither;
  const changed: Changed = 'changed' in result.failure ? result.failure.changed : 'nothing';
  if (changed === 'tidied-at-next-start') return neither;
  return isBefore ? [] : [`${result.failure.code} "nothing changed", and something did`];
}

const TAKEN = ['dependency-name-used-at-provider', 'dependency-name-taken', 'application-unknown', 'secret-unknown'];

async function triedAgain(desk: TestDesk, act: Act, course: Course): Promise<readonly string[]> {
  const finished = JSON.stringify(await settledWorld(desk)) === JSON.stringify(course.complete);
  const again = await act(desk);
  const refused =
    again.ok || (finished && TAKEN.includes(again.failure.code)) ? [] : [`refused: ${again.failure.code}`];
  worked(await recover(desk));
  return [...refused, ...unpaired(await worldOf(desk), 'all')];
}

/** A person does not wait for the next start: the same again while intents of the first try are still there. */
async function triedAgainAtOnce(scenario: Scenario, course: Course, trouble: Trouble): Promise<readonly string[]> {
  const desk = await testDesk();
  const act = await scenario.prepare(desk);
  const { land } = await attempt(desk, act, trouble.acting);
  await land();
  return triedAgain(desk, act, course);
}

async function settledWorld(desk: TestDesk): Promise<Settled> {
  const { applications, keychain, session } = await worldOf(desk);
  return { applications, keychain, session };
}
