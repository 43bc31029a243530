import { isDeepStrictEqual } from 'node:util';
import type { Result } from '../../../src/core/domain/result.ts';
import { worked } from '../outcome.ts';
import { WIRE_FAULTS, type NamedFault } from '../wire-faults.ts';
import { colleagueIn, theirEntryStands, THEIRS } from './colleague.ts';
import { openSession, type Session } from './session.ts';
import type { Tally, Trial } from './trial.ts';
import { creationWorld, requestFor, standing, type CreationWorld } from './world.ts';

/** What comes together with a request that goes wrong. */
interface Company {
  readonly name: string;
  /** The keychain fails from then on. */
  readonly keychainFails?: true;
  /** Somebody else does the like before anybody looks. */
  readonly colleague?: true;
  /** The person ends it again and again within the minute, by a clock that is set on by so many seconds. */
  readonly hurriedAfter?: number;
}

const COMPANIES: readonly Company[] = [
  { name: 'a keychain that fails while looking', keychainFails: true },
  { name: 'an edit of a colleague', colleague: true },
  { name: 'a hurried person', hurriedAfter: 1 },
  { name: 'a clock that is set back', hurriedAfter: -10 },
  { name: 'an edit of a colleague and a hurried person', colleague: true, hurriedAfter: 1 },
];

interface OpenOutcome {
  readonly number: number;
  readonly fault: NamedFault;
  readonly company: Company;
}

/** Creates in such company, ends what is on record once all has arrived, and judges what stands. */
async function judgeOpen(trial: Trial, open: OpenOutcome): Promise<readonly string[]> {
  const { wish, ending, course } = trial;
  const { keychainFails, hurriedAfter } = open.company;
  const world = creationWorld(wish.choosesIds);
  const first = await openSession(world, { faultFor: faultIn(world, open), keychainFails });
  const result = await first.creations.create(world.id, requestFor(wish));
  const isLeft = await isOnRecord(first);
  if (hurriedAfter !== undefined) {
    world.clock.pass(hurriedAfter);
    for (let times = 0; times < 3 && (await isOnRecord(first)); times += 1) await end(first, world, ending);
  }
  const wasEdited = world.twin.applications.has(THEIRS) || theirEntryStands(world.twin);
  const later = await openSession(world);
  for (let times = 0; times < 3 && (await isOnRecord(later)); times += 1)
    await end(later, world, times === 0 ? ending : 'undo');
  const stands = withoutTheirs(world);
  const isLeftAlone = wish.choosesIds && stands.applications === course.before.applications + 1;
  const isBefore = isDeepStrictEqual({ ...stands, ...(isLeftAlone ? appsOf(course.before) : {}) }, course.before);
  // What is known and accepted: a secret that comes later than its Continue stays, without a value.
  const isLate = ending === 'continue' && hurriedAfter !== undefined && open.fault.when === 'late';
  const { secrets } = course.complete;
  const isComplete = [secrets, secrets + (isLate ? 1 : 0)].some((each) =>
    isDeepStrictEqual(stands, { ...course.complete, secrets: each }),
  );
  return [
    ...((await isOnRecord(later)) ? ['a record is left'] : []),
    ...(isBefore || isComplete ? [] : [`by halves: ${JSON.stringify(stands)}`]),
    ...(!result.ok && !isLeft && !isBefore ? [`off the record as ${result.failure.code}, and it stands`] : []),
    ...(isLeft && ending === 'undo' && !isBefore ? ['undone, and not as before'] : []),
    ...(isLeft || !wasEdited || stillEdited(world) ? [] : ['what a colleague wrote is gone, and nobody was told']),
  ];
}

const faultIn = (world: CreationWorld, { number, fault, company }: OpenOutcome) =>
  ((request, at) => {
    if (at !== number) return undefined;
    return company.colleague ? colleagueIn(world.twin, request, fault) : fault;
  }) satisfies NonNullable<Parameters<typeof openSession>[1]>['faultFor'];

const isOnRecord = async ({ creations }: Session): Promise<boolean> => worked(await creations.unfinished()).length > 0;

const end = ({ creations }: Session, { id }: CreationWorld, ending: Trial['ending']): Promise<Result<unknown>> =>
  ending === 'continue' ? creations.resume(id) : creations.undo(id);

const stillEdited = ({ twin }: CreationWorld): boolean => twin.applications.has(THEIRS) || theirEntryStands(twin);

const appsOf = ({ applications }: Trial['course']['before']) => ({ applications });

function withoutTheirs(world: CreationWorld): Trial['course']['before'] {
  const stands = standing(world);
  return { ...stands, applications: stands.applications - (world.twin.applications.has(THEIRS) ? 1 : 0) };
}

/** Losses and what comes late; a refusal leaves nothing open. */
const OPEN_FAULTS = WIRE_FAULTS.filter(({ name }) => !/status 4(?!04)/.test(name));

/** Has each write go wrong so that its outcome is open, in the ways that `chosen` takes, in every company. */
export async function leftOpen(trial: Trial, chosen: (fault: NamedFault) => boolean): Promise<Tally> {
  const tally: Tally = { combinations: 0, violations: [] };
  for (const number of trial.course.writes)
    for (const fault of OPEN_FAULTS.filter(chosen)) {
      for (const company of COMPANIES) {
        const found = await judgeOpen(trial, { number, fault, company });
        tally.combinations += 1;
        tally.violations.push(...found.map((each) => `${fault.name} at request ${number}, ${company.name}: ${each}`));
      }
    }
  return tally;
}
