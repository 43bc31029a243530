import { describe, expect, it } from 'vitest';
import { done } from '../../src/core/domain/result.ts';
import type { PortCall } from '../support/interfered-desk.ts';
import { courseOf, judge, type Course, type FaultFor, type Trouble, type Verdict } from '../support/fault-trial.ts';
import { faultsOf, STOPS, type Fault } from '../support/port-faults.ts';
import { naiveScenarios, recordScenarios, secretScenarios, type Scenario } from '../support/protocol-scenarios.ts';

/** One fault of one call. */
interface Mishap {
  readonly words: string;
  readonly call: PortCall;
  readonly faultFor: FaultFor;
}

const wordsOf = ({ port, verb, number }: PortCall, { failure, effect }: Fault) =>
  `call ${number} (${port}.${verb}) ${failure === 'stopped' ? 'stopped' : failure.code}, effect ${effect}`;

const once = (call: PortCall, fault: Fault): Mishap => ({
  words: wordsOf(call, fault),
  call,
  faultFor: ({ number }) => (number === call.number ? fault : undefined),
});

/** A keychain that stays locked, a disk that stays full. */
const fromHereOn = (call: PortCall, fault: Fault): Mishap => ({
  words: `${wordsOf(call, fault)}, and all of its port from there on`,
  call,
  faultFor: (asked) => {
    if (asked.port !== call.port || asked.number < call.number) return undefined;
    return asked.number === call.number ? fault : { failure: fault.failure, effect: 'none' };
  },
});

const both =
  (one: Mishap, other: Mishap): FaultFor =>
  (asked) =>
    one.faultFor(asked) ?? other.faultFor(asked);

const failuresOf = (call: PortCall) => faultsOf(call).map((fault) => once(call, fault));
const stopsOf = (call: PortCall) => STOPS.map((fault) => once(call, fault));

type Run = (words: string, trouble: Trouble) => Promise<Verdict>;

async function tryAll(scenario: Scenario, casesOf: (course: Course, run: Run) => Promise<void>, what: string) {
  const course = await courseOf(scenario);
  const violations: string[] = [];
  let cases = 0;
  await casesOf(course, async (words, trouble) => {
    const verdict = await judge(scenario, course, trouble);
    cases += 1;
    violations.push(...verdict.violations.map((violation) => `${words} -> ${violation}`));
    return verdict;
  });
  console.info(`${scenario.name}: ${cases} ${what}, ${violations.length} violations`);
  return { violations, cases };
}

/** Each call fails in each of its ways: once, for good, with each later call failing too, and with each call of recovery. */
async function failures({ calls }: Course, run: Run) {
  for (const first of calls.flatMap(failuresOf)) {
    const { acting, recovering } = await run(first.words, { acting: first.faultFor });
    for (const later of acting.filter(({ number }) => number > first.call.number).flatMap(failuresOf))
      await run(`${first.words}; then ${later.words}`, { acting: both(first, later) });
    for (const second of recovering.flatMap(failuresOf))
      await run(`${first.words}; recovering ${second.words}`, { acting: first.faultFor, recovering: second.faultFor });
  }
  for (const lasting of calls.flatMap((call) => faultsOf(call).map((fault) => fromHereOn(call, fault))))
    await run(lasting.words, { acting: lasting.faultFor });
}

/** Killed before and after each call, and again before and after each call of the recovery. */
async function stops({ calls }: Course, run: Run) {
  for (const first of calls.flatMap(stopsOf)) {
    const { recovering } = await run(first.words, { acting: first.faultFor });
    for (const second of recovering.flatMap(stopsOf))
      await run(`${first.words}; recovering ${second.words}`, { acting: first.faultFor, recovering: second.faultFor });
  }
}

// A refused change of one record is one write: the directory itself has to say truly whether it happened.
async function singleFailures({ calls }: Course, run: Run) {
  for (const call of calls) {
    const own = faultsOf(call).filter(({ effect }) => call.verb !== 'change' || effect !== 'carried-out');
    for (const fault of own) await run(wordsOf(call, fault), { acting: once(call, fault).faultFor });
  }
}

describe('values and records agree, the answer is true, and another try works', () => {
  it.each(secretScenarios)('$name: whichever calls fail, in whatever ways', async (scenario) => {
    const { violations, cases } = await tryAll(scenario, failures, 'faults');
    expect(violations.slice(0, 10)).toEqual([]);
    expect(cases).toBeGreaterThan(250);
  });

  it.each(secretScenarios)(
    '$name: wherever the process is killed, and killed again while it recovers',
    async (scenario) => {
      const { violations, cases } = await tryAll(scenario, stops, 'kills');
      expect(violations.slice(0, 10)).toEqual([]);
      expect(cases).toBeGreaterThan(40);
    },
  );

  it.each(recordScenarios)('$name: whichever call fails, in whatever way', async (scenario) => {
    const { violations, cases } = await tryAll(scenario, singleFailures, 'faults');
    expect(violations.slice(0, 10)).toEqual([]);
    expect(cases).toBeGreaterThan(3);
  });
});

/** The protocol with a journal that keeps nothing. */
const withoutJournal = ({ name, prepare }: Scenario): Scenario => ({
  name: `${name}, without a journal`,
  prepare: async (desk) => {
    const act = await prepare(desk);
    const kept = () => Promise.resolve(done);
    return (on) => act({ ...on, journal: { ...on.journal, add: kept, settle: kept } });
  },
});

describe('the naive order, and the protocol without its journal, fail the same trials', () => {
  it.each(naiveScenarios)('$name', async (scenario) => {
    expect((await tryAll(scenario, failures, 'faults')).violations).not.toEqual([]);
    expect((await tryAll(scenario, stops, 'kills')).violations).not.toEqual([]);
  });

  it.each(secretScenarios.map(withoutJournal))('$name', async (scenario) => {
    expect((await tryAll(scenario, stops, 'kills')).violations).not.toEqual([]);
  });
});
