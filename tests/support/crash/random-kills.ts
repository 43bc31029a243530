import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceFrom } from './chance.ts';
import type { Errand, KeychainChoice } from './errand.ts';
import { Ledger } from './ledger.ts';
import { inventoryOf, runDriver, type DriverRun } from './run-driver.ts';

/** A new one for each run, printed with the report; a given one repeats the same work (the moments of the kills vary). */
export const seedOfRun = (): number => Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);

export interface RandomKills {
  /** The bundled driver. */
  readonly driver: string;
  readonly kills: number;
  /** Goes on with more kills until so many operations were acknowledged. */
  readonly acknowledged?: number;
  readonly seed: number;
  readonly order?: 'ours' | 'naive';
  readonly keychain?: KeychainChoice;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends as soon as a violation is found: enough for a control. */
  readonly untilViolated?: boolean;
}

export interface KillReport {
  readonly kills: number;
  readonly killedRecoveries: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly violations: readonly string[];
}

/** The kill comes at a random moment of the first so many milliseconds of work, or of recovery; of more work while too little of it gets done on a busy machine. */
const WORK_MS = 60;
const RECOVERY_MS = 12;
/** One recovery in so many is killed too. */
const RECOVERY_KILLED_EVERY = 3;

/** Works, is killed at random, recovers in a new process and is looked at: again and again in the same folder. */
export async function killAtRandom(options: RandomKills): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'trust-desk-crash-'));
  const { driver, order = 'ours', keychain = { kind: 'file' }, seed } = options;
  const chance = chanceFrom(seed);
  const ledger = new Ledger();
  // What is wrong stays wrong: each is counted once, with the kill after which it was seen first.
  const violations = new Map<string, number>();
  let kills = 0;
  let killedRecoveries = 0;
  const run = (task: Errand['task'], killAfterMs?: number): Promise<DriverRun> =>
    runDriver(
      driver,
      { folder, keychain, task },
      {
        ...(killAfterMs === undefined ? {} : { killAfterMs }),
        ...(options.env ? { env: options.env } : {}),
      },
    );
  try {
    ledger.takeOver(inventoryOf(await run({ kind: 'set-up' })));
    const enough = () =>
      (kills >= options.kills && ledger.acknowledged >= (options.acknowledged ?? 0)) ||
      (options.untilViolated === true && violations.size > 0);
    let idle = 0;
    while (!enough()) {
      const killAfterMs = chance.below(WORK_MS * (1 + idle) * 10) / 10;
      const work = await run({ kind: 'work', order, seed: chance.below(2 ** 31) }, killAfterMs);
      kills += 1;
      const before = ledger.acknowledged;
      ledger.hear(work.said);
      idle = ledger.acknowledged > before ? 0 : idle + 1;
      if (kills % RECOVERY_KILLED_EVERY === 0) {
        const { killed } = await run({ kind: 'recover', stop: null }, chance.below(RECOVERY_MS * 10) / 10);
        if (killed) killedRecoveries += 1;
      }
      const inventory = inventoryOf(await run({ kind: 'recover', stop: null }));
      for (const wrong of ledger.judge(inventory)) if (!violations.has(wrong)) violations.set(wrong, kills);
      ledger.takeOver(inventory);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { acknowledged, refused } = ledger;
  return {
    kills,
    killedRecoveries,
    acknowledged,
    refused,
    violations: [...violations].map(([wrong, kill]) => `kill ${kill}: ${wrong}`),
  };
}
