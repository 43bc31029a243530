import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../../tests/port-suites/vault.suite.ts';
import { FakeKeychain, OBSERVED_TEXTS, type Fault } from '../../../tests/support/fake-keychain.ts';
import { createNaiveVault } from '../../../tests/support/naive-vault.ts';
import { openVault, SERVICE } from '../../../tests/support/open-vault.ts';
import type { SecretId } from '../../core/domain/identifiers.ts';
import type { Result } from '../../core/domain/result.ts';
import type { VaultState } from '../../core/domain/vault-state.ts';
import type { SecretVault } from '../../core/use-cases/ports.ts';
import { CANARY_ACCOUNT, conditionOf } from './canary.ts';

const FAULTS: Record<string, Fault> = {
  ...Object.fromEntries(OBSERVED_TEXTS.map((text) => [`throws "${text}"`, { kind: 'throws', what: new Error(text) }])),
  'throws undefined': { kind: 'throws', what: undefined },
  'says nothing is there': { kind: 'says-nothing-there' },
  'answers a little later': { kind: 'takes', ms: 0 },
  'answers after 3 s': { kind: 'takes', ms: 3000 },
  'answers after 30 s': { kind: 'takes', ms: 30_000 },
  'never answers': { kind: 'never-answers' },
  'stops with the whole daemon': { kind: 'daemon-stops' },
  'stores something else': { kind: 'alters' },
  'loses what it stored': { kind: 'loses' },
  'kills its process': { kind: 'kills-helper' },
};

const [KEPT, OTHER, NEW] = [newId(), newId(), newId()];

type Operation = (vault: SecretVault) => Promise<Result<string | undefined | void>>;

/** Each operation, and whether its answer is true, given what the keychain holds afterwards. */
interface Trial {
  readonly operate: Operation;
  readonly isTrue: (answer: Result<unknown>, holds: (id: SecretId) => string | undefined) => boolean;
}

const is = (answer: Result<unknown>, value: unknown) => answer.ok && answer.value === value;

const TRIALS: Record<string, Trial> = {
  'keep a new value': {
    operate: (vault) => vault.keep(NEW, 'new'),
    isTrue: (answer, holds) => !answer.ok || holds(NEW) === 'new',
  },
  'keep over an old value': {
    operate: (vault) => vault.keep(KEPT, 'newer'),
    isTrue: (answer, holds) => !answer.ok || holds(KEPT) === 'newer',
  },
  'read a value': { operate: (vault) => vault.read(KEPT), isTrue: (answer) => !answer.ok || is(answer, 'kept') },
  'read where nothing is': {
    operate: (vault) => vault.read(NEW),
    isTrue: (answer) => !answer.ok || is(answer, undefined),
  },
  'forget a value': {
    operate: (vault) => vault.forget(KEPT),
    isTrue: (answer, holds) => !answer.ok || holds(KEPT) === undefined,
  },
  'forget where nothing is': {
    operate: (vault) => vault.forget(NEW),
    isTrue: (answer, holds) => !answer.ok || holds(NEW) === undefined,
  },
};

/** The vault, in surroundings where one call went wrong. */
interface Subject {
  readonly vault: SecretVault;
  readonly state?: () => VaultState;
  readonly check?: () => Promise<VaultState>;
}

const careful = (keychain: FakeKeychain): Subject => {
  const { vault, health } = openVault(keychain.spawn, { canaryKnown: true });
  return { vault, state: health.state, check: health.check };
};
/** As if nobody remembered that there is a canary, and there is none. */
const carefulAtFirst = (keychain: FakeKeychain): Subject => {
  keychain.values.delete(`${SERVICE}/${CANARY_ACCOUNT}`);
  const { vault, health } = openVault(keychain.spawn, { canaryKnown: false });
  return { vault, state: health.state, check: health.check };
};
const naive = (keychain: FakeKeychain): Subject => createNaiveVault(SERVICE, keychain.spawn);

/** Lets the frozen time pass until an answer is there. Every call is bounded by a minute, and no operation has more than twelve. */
async function settled<T>(asked: Promise<T>): Promise<T> {
  let answer: { readonly value: T } | undefined;
  void asked.then((value) => (answer = { value }));
  for (let seconds = 0; answer === undefined && seconds < 12 * 60; seconds += 1)
    await vi.advanceTimersByTimeAsync(1000);
  if (!answer) throw new Error('No answer within twelve minutes.');
  return answer.value;
}

async function aKeychain(): Promise<FakeKeychain> {
  const keychain = new FakeKeychain();
  const { vault } = openVault(keychain.spawn);
  await settled(vault.keep(KEPT, 'kept'));
  await settled(vault.keep(OTHER, 'other'));
  return keychain;
}

interface Case {
  readonly trial: Trial;
  readonly fault: Fault;
  readonly at: number;
  readonly lasting: boolean;
  readonly open: (keychain: FakeKeychain) => Subject;
}

interface Outcome {
  readonly answer: Result<unknown>;
  readonly violations: readonly string[];
  /** The fault came to pass: the operation had that many calls. */
  readonly hit: boolean;
}

async function suffer({ trial, fault, at, lasting, open }: Case): Promise<Outcome> {
  const keychain = await aKeychain();
  const holds = (id: SecretId) => keychain.values.get(`${SERVICE}/${id}`);
  const { vault, state, check } = open(keychain);
  const before = keychain.calls.length;
  keychain.failAt(at, fault, lasting);
  const answer = await settled(trial.operate(vault));
  const stateThen = state?.();
  const hit = keychain.calls.length - before >= at;
  const violations: string[] = [];
  const demand = (holdsTrue: boolean, what: string) => holdsTrue || violations.push(what);

  demand(trial.isTrue(answer, holds), 'the answer is true');
  if (!answer.ok && stateThen && answer.failure.code !== 'keychain-altered-value')
    demand(stateThen === conditionOf(answer.failure.code), 'the state goes with the failure');
  if (answer.ok && stateThen) demand(stateThen === 'ready', 'the state goes with the success');
  demand(holds(OTHER) === 'other', 'other values are untouched');

  keychain.clear();
  await vi.advanceTimersByTimeAsync(100);
  if (check) demand((await settled(check())) === 'ready', 'it is ready once the fault is over');
  demand(is(await settled(vault.read(KEPT)), holds(KEPT)), 'what is there reads afterwards');
  demand((await settled(vault.keep(NEW, 'again'))).ok && holds(NEW) === 'again', 'it keeps afterwards');
  demand((await settled(vault.forget(NEW))).ok && holds(NEW) === undefined, 'it forgets afterwards');
  return { answer, violations, hit };
}

async function* allCases(open: Case['open'], lasting: boolean): AsyncGenerator<readonly [string, Outcome]> {
  for (const [what, trial] of Object.entries(TRIALS)) {
    for (const [how, fault] of Object.entries(FAULTS)) {
      for (let at = 1; ; at += 1) {
        const outcome = await suffer({ trial, fault, at, lasting, open });
        if (!outcome.hit) break;
        yield [`${what}: call ${at} ${how}`, outcome];
      }
    }
  }
}

describe('a fault at any call of any operation', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const profiles = { 'that knows its canary': careful, 'that has no canary yet': carefulAtFirst };
  for (const [profile, open] of Object.entries(profiles)) {
    for (const lasting of [false, true]) {
      const name = `${lasting ? 'from one call on' : 'at one call'}, for a profile ${profile}`;
      it(`leaves every answer true and everything working once it is over: ${name}`, async () => {
        const violations: string[] = [];
        let cases = 0;
        for await (const [what, outcome] of allCases(open, lasting)) {
          cases += 1;
          violations.push(...outcome.violations.map((violation) => `${what}: not ${violation}`));
        }
        expect(violations).toEqual([]);
        expect(cases).toBeGreaterThan(200);
      });
    }
  }

  it('control: believed at its word, a keychain makes false answers of them', async () => {
    const broken = new Set<string>();
    for await (const [name, outcome] of allCases(naive, false)) {
      if (outcome.violations.includes('the answer is true')) broken.add(name.replace(/^.*: /, ''));
    }
    expect([...broken].sort()).toEqual([
      'call 1 loses what it stored',
      'call 1 says nothing is there',
      'call 1 stores something else',
    ]);
  });

  it('is judged the same whatever its text says', async () => {
    for (const trial of Object.values(TRIALS)) {
      for (let at = 1; at <= 4; at += 1) {
        const answers = new Set<string>();
        for (const what of [...OBSERVED_TEXTS.map((text) => new Error(text)), undefined, 'a string', 7]) {
          const { answer } = await suffer({
            trial,
            fault: { kind: 'throws', what },
            at,
            lasting: false,
            open: careful,
          });
          answers.add(JSON.stringify(answer));
        }
        expect(answers.size).toBe(1);
      }
    }
  });
});
