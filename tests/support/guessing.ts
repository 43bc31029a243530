import { randomBytes } from 'node:crypto';
import { afterFailedLogon, UNLOCKED } from '../../src/core/domain/client-id-lock.ts';
import { judgeCredentials } from '../../src/main/tenant-server/client-authentication.ts';
import { TenantState } from '../../src/main/tenant-server/tenant-state.ts';
import { countedId } from './counted-ids.ts';
import { aConsumer, SECRET } from './token-applications.ts';

/** What a guess may differ in (T42). */
const GUESSES = {
  'an unknown id': { clientId: countedId(1, 9999), secret: SECRET },
  'a wrong first character': { clientId: aConsumer().clientId, secret: `#${SECRET.slice(1)}` },
  'a wrong last character': { clientId: aConsumer().clientId, secret: `${SECRET.slice(0, -1)}#` },
  'a wrong length': { clientId: aConsumer().clientId, secret: SECRET.slice(0, -1) },
} as const;

export interface Compared {
  readonly pair: string;
  /** Welch's t. */
  readonly t: number;
  /** Nanoseconds between the two means. */
  readonly difference: number;
}

/** How long each kind of guess takes to judge, in so many interleaved samples of each, compared pair by pair. */
export function compareGuesses(samples: number): readonly Compared[] {
  const state = new TenantState();
  state.put(aConsumer());
  state.setLock({ applicationId: aConsumer().id, ...afterFailedLogon(UNLOCKED, new Date(0)) });
  const kinds = Object.entries(GUESSES);
  const taken = new Map(kinds.map(([name]) => [name, [] as number[]]));
  for (let round = 0; round < samples + 500; round += 1) {
    // In another order each time: what came before leaves traces in the processor.
    for (const { name, guess } of shuffled(kinds)) {
      const begun = process.hrtime.bigint();
      judgeCredentials(state, guess, new Date(0));
      const ns = Number(process.hrtime.bigint() - begun);
      // The first ones are compiled while they run.
      if (round >= 500) taken.get(name)!.push(ns);
    }
  }
  const names = kinds.map(([name]) => name);
  return names.flatMap((a, index) =>
    names.slice(index + 1).map((b) => ({ pair: `${a}, ${b}`, ...welch(taken.get(a)!, taken.get(b)!) })),
  );
}

const shuffled = (kinds: readonly (readonly [string, (typeof GUESSES)[keyof typeof GUESSES]])[]) => {
  const order = randomBytes(kinds.length);
  return kinds.map(([name, guess], index) => ({ name, guess, at: order[index] ?? 0 })).toSorted((a, b) => a.at - b.at);
};

/** Without the slowest twentieth of both, which says what else the machine did. */
function welch(a: readonly number[], b: readonly number[]): Omit<Compared, 'pair'> {
  const limit = [...a, ...b].toSorted((x, y) => x - y)[Math.floor((a.length + b.length) * 0.95)] ?? 0;
  const [x, y] = [momentsOf(a.filter((ns) => ns <= limit)), momentsOf(b.filter((ns) => ns <= limit))];
  const difference = x.mean - y.mean;
  return { difference, t: difference / Math.sqrt(x.variance / x.count + y.variance / y.count) };
}

function momentsOf(values: readonly number[]) {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1);
  return { mean, variance, count: values.length };
}
