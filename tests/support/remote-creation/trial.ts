import { isDeepStrictEqual } from 'node:util';
import type { Result } from '../../../src/core/domain/result.ts';
import type { Creations } from '../../../src/main/ipc/creations.ts';
import { textOf } from '../../../src/renderer/src/failure-text/failure-text.ts';
import { worked } from '../outcome.ts';
import type { TwinRequest } from '../tenant-twin.ts';
import { WIRE_FAULTS } from '../wire-faults.ts';
import { openSession, unlessStopped, type Stop, type Trouble } from './session.ts';
import { creationWorld, requestFor, standing, type CreationWorld, type Standing, type Wish } from './world.ts';

export type Ending = 'continue' | 'undo';
export const ENDINGS: readonly Ending[] = ['continue', 'undo'];

export interface Course {
  readonly before: Standing;
  readonly complete: Standing;
  readonly points: readonly string[];
  readonly requests: number;
  /** Which of them write, counted from 1. */
  readonly writes: readonly number[];
}

/** How it goes when nothing goes wrong. */
export async function courseOf(wish: Wish): Promise<Course> {
  const world = creationWorld(wish.choosesIds);
  const before = standing(world);
  const session = await openSession(world);
  worked(await session.creations.create(world.id, requestFor(wish)));
  const writes = session.asked.flatMap(({ method }, index) => (method === 'GET' ? [] : [index + 1]));
  return { before, complete: standing(world), points: session.points, requests: session.asked.length, writes };
}

export interface Trial {
  readonly wish: Wish;
  readonly ending: Ending;
  readonly course: Course;
}

export interface TrialTrouble {
  readonly acting: Trouble;
  /** While it is continued, or undone, for the first time. */
  readonly ending?: Stop | undefined;
}

export interface Verdict {
  readonly violations: readonly string[];
  /** Of the first ending. */
  readonly points: readonly string[];
}

/** Creates in trouble, then continues or undoes in new processes until nothing is left to do, and judges what stands. */
export async function judge(
  { wish, ending, course: { before, complete } }: Trial,
  { acting, ending: endingStop }: TrialTrouble,
): Promise<Verdict> {
  const world = creationWorld(wish.choosesIds);
  const asked: TwinRequest[] = [];
  const violations: string[] = [];
  const judged = (words: string, found: readonly string[]) =>
    violations.push(...found.map((each) => `${words}: ${each}`));
  const first = await openSession(world, acting);
  const result = await unlessStopped(() => first.creations.create(world.id, requestFor(wish)));
  asked.push(...first.asked);
  judged('as answered', [...atMostOnce(world, complete), ...untold(result)]);

  const second = await openSession(world, { stop: endingStop });
  const left = await unlessStopped(() => second.creations.unfinished());
  if (left === undefined || worked(left).length > 0) await unlessStopped(() => end(second.creations, world, ending));
  asked.push(...second.asked);
  judged('half ended', atMostOnce(world, complete));

  const third = await openSession(world);
  const again = worked(await third.creations.unfinished());
  const isLeft = left === undefined ? again.length > 0 : worked(left).length > 0;
  if (again.length > 0) {
    const ended = await end(third.creations, world, again[0]?.canContinue ? ending : 'undo');
    if (!ended.ok) judged('ended', [`refused: ${ended.failure.code}`]);
  }
  asked.push(...third.asked);
  const stands = standing(world);
  // What a tenant has under an id that was not sent may be anybody's: it is told of, and left.
  const isAsBefore = (left: number) =>
    isDeepStrictEqual(stands, { ...before, applications: before.applications + left });
  const isLeftAlone = wish.choosesIds === true && isAsBefore(1);
  const isBefore = isAsBefore(0) || isLeftAlone;
  const isComplete = isDeepStrictEqual(stands, complete);
  if (worked(await third.creations.unfinished()).length > 0) judged('ended', ['a record is left']);
  if (!isBefore && !isComplete) judged('ended', [`by halves: ${JSON.stringify(stands)}`]);
  if (result?.ok && !isComplete && !isLeft) judged('ended', ['"done", and it is not']);
  if (isLeft && ending === 'continue' && !isComplete && !isLeftAlone && again[0]?.canContinue !== false)
    judged('ended', ['continued, and not complete']);
  if (isLeft && ending === 'undo' && !isBefore && left !== undefined) judged('ended', ['undone, and not as before']);
  judged('requests', [...repeated(asked), ...misnoted(world, third.kept)]);
  return { violations, points: second.points };
}

/** What may not be ours is told first, and then left alone by one more *Undo*. */
async function end(creations: Creations, { id }: CreationWorld, ending: Ending): Promise<Result<unknown>> {
  let ended: Result<unknown> = await (ending === 'continue' ? creations.resume(id) : creations.undo(id));
  for (let more = 0; more < 2 && !ended.ok && ended.failure.code === 'creation-not-ours'; more += 1)
    ended = await creations.undo(id);
  return ended;
}

function atMostOnce(world: CreationWorld, complete: Standing): readonly string[] {
  const { applications, dependencies, secrets, accounts } = standing(world);
  return [
    ...(applications > complete.applications ? ['an application too many'] : []),
    ...(dependencies > complete.dependencies ? ['a dependency too many'] : []),
    ...(secrets > complete.secrets ? ['a secret too many'] : []),
    ...(accounts > complete.secrets ? ['a value too many'] : []),
  ];
}

function untold(result: Result<unknown> | undefined): readonly string[] {
  if (!result || result.ok) return [];
  const said = JSON.stringify(result.failure);
  return [
    ...(/top-secret|Basic |a=Z\][0-9a-f]{8}-/.test(said) ? ['a secret is told'] : []),
    ...(textOf(result.failure).cause === '' ? [`no words for ${result.failure.code}`] : []),
  ];
}

/** An application is asked for again only after it was looked for. */
function repeated(asked: readonly TwinRequest[]): readonly string[] {
  let looked = true;
  const wrong: string[] = [];
  for (const { method, url, body } of asked) {
    if (method === 'GET' && !url.includes('apiSecrets')) looked = true;
    if (method !== 'POST' || url.includes('apiSecrets') || body === '') continue;
    if (!looked) wrong.push('an application was asked for twice without a look');
    looked = false;
  }
  return wrong;
}

const misnoted = ({ keychain }: CreationWorld, { keptIn }: { readonly keptIn: (id: never) => unknown }) =>
  [...keychain.values.keychain.keys()].filter((id) => keptIn(id as never) === undefined).map(() => 'a value not noted');

/** Before and after each point. */
export const stopsIn = (points: number): readonly Stop[] =>
  Array.from({ length: points }, (_, index) => index + 1).flatMap((number) => [
    { number, effect: 'none' as const },
    { number, effect: 'carried-out' as const },
  ]);

/** Which of the kills are tried: while it is created, and in each of these while it is ended. */
export interface Chosen {
  readonly first: (first: number) => boolean;
  readonly again: (first: number, second: number) => boolean;
}

/** Kills at points of the creation, and at points of each ending. */
export async function killed(trial: Trial, chosen: Chosen): Promise<Tally> {
  const tally: Tally = { combinations: 0, violations: [] };
  const note = (words: string, { violations }: Verdict) => {
    tally.combinations += 1;
    tally.violations.push(...violations.map((each) => `${words}: ${each}`));
  };
  for (const [first, stop] of stopsIn(trial.course.points.length).entries()) {
    if (!chosen.first(first)) continue;
    const words = `${stop.effect} ${stop.number} (${trial.course.points[stop.number - 1] ?? ''})`;
    const verdict = await judge(trial, { acting: { stop } });
    note(words, verdict);
    for (const [second, ending] of stopsIn(verdict.points.length).entries())
      if (chosen.again(first, second))
        note(`${words}, ending ${ending.effect} ${ending.number}`, await judge(trial, { acting: { stop }, ending }));
  }
  return tally;
}

/** Has each request go wrong in the ways that `chosen` takes. */
export async function faulted(trial: Trial, chosen: (request: number, fault: number) => boolean): Promise<Tally> {
  const tally: Tally = { combinations: 0, violations: [] };
  for (let number = 1; number <= trial.course.requests; number += 1) {
    for (const [index, fault] of WIRE_FAULTS.entries()) {
      if (!chosen(number, index)) continue;
      const { violations } = await judge(trial, { acting: { fault: { number, fault } } });
      tally.combinations += 1;
      tally.violations.push(...violations.map((each) => `${fault.name} at request ${number}: ${each}`));
    }
  }
  return tally;
}

export interface Tally {
  combinations: number;
  readonly violations: string[];
}
