import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Errand, StopAt } from './errand.ts';
import { incoherent } from './ledger.ts';
import { inventoryOf, runDriver } from './run-driver.ts';
import type { Inventory } from './said.ts';

export interface KillPoints {
  /** The bundled driver. */
  readonly driver: string;
  /** The name of the scenario. */
  readonly scenario: string;
  /** Which of the kills while recovering to try as well; all of them unless said. */
  readonly recoveryKills?: (kill: { readonly first: number; readonly second: number }) => boolean;
}

export interface KillPointReport {
  readonly scenario: string;
  /** Points of the scenario, before and after each port call, times points of the recovery. */
  readonly combinations: number;
  readonly violations: readonly string[];
}

const folders = () => mkdtempSync(join(tmpdir(), 'trust-desk-points-'));

/** Kills before and after each port call of a scenario, and again before and after each port call of each recovery. */
export async function killAtPoints({ driver, scenario, recoveryKills }: KillPoints): Promise<KillPointReport> {
  const violations: string[] = [];
  let combinations = 0;
  const complete = await courseOf(driver, scenario);
  const judge = (words: string, before: Inventory, after: Inventory) => {
    combinations += 1;
    violations.push(...judged(complete, before, after).map((wrong) => `${words}: ${wrong}`));
  };
  await inLanes([...stopsIn(complete.calls.length).entries()], ([first, stop]) =>
    inFolder(async (folder) => {
      const acted = await runDriver(driver, errand(folder, { kind: 'act', scenario, stop }));
      if (!acted.killed) throw new Error(`Not killed at ${wordsOf(stop, complete.calls)}.`);
      const before = inventoryOf(acted);
      const copies = folders();
      cpSync(folder, copies, { recursive: true });
      const recovered = await runDriver(driver, errand(folder, { kind: 'recover', stop: null }));
      judge(wordsOf(stop, complete.calls), before, inventoryOf(recovered));
      const calls = callsOf(recovered.said);
      for (const [second, again] of stopsIn(calls.length).entries()) {
        if (recoveryKills && !recoveryKills({ first, second })) continue;
        const words = `${wordsOf(stop, complete.calls)}, recovering ${wordsOf(again, calls)}`;
        await inFolder(async (copy) => {
          cpSync(copies, copy, { recursive: true });
          await runDriver(driver, errand(copy, { kind: 'recover', stop: again }));
          const last = await runDriver(driver, errand(copy, { kind: 'recover', stop: null }));
          judge(words, before, inventoryOf(last));
        });
      }
      rmSync(copies, { recursive: true, force: true });
    }),
  );
  return { scenario, combinations, violations };
}

interface Course {
  readonly calls: readonly string[];
  /** What the whole of it adds (or takes away). */
  readonly applications: number;
  readonly secrets: number;
}

const courseOf = (driver: string, scenario: string): Promise<Course> =>
  inFolder(async (folder) => {
    const whole = await runDriver(driver, errand(folder, { kind: 'act', scenario, stop: null }));
    const taken = whole.said.flatMap((each) => (each.say === 'inventory' ? [each.inventory] : []));
    return { calls: callsOf(whole.said), ...difference(taken[0]!, taken[1]!) };
  });

/** Everything or nothing, and what stands agrees with itself. */
function judged(complete: Course, before: Inventory, after: Inventory): readonly string[] {
  const { applications, secrets } = difference(before, after);
  const nothing = applications === 0 && secrets === 0;
  const everything = applications === complete.applications && secrets === complete.secrets;
  const half = nothing || everything ? [] : [`by halves: ${applications} applications, ${secrets} secrets`];
  return [...half, ...incoherent(after)];
}

const difference = (before: Inventory, after: Inventory) => ({
  applications: after.applications.length - before.applications.length,
  secrets: secretsIn(after) - secretsIn(before),
});

const secretsIn = ({ applications }: Inventory) => applications.flatMap(({ secrets }) => secrets).length;

const stopsIn = (calls: number): readonly StopAt[] =>
  Array.from({ length: calls }, (_, index) => index + 1).flatMap((number) => [
    { number, effect: 'none' as const },
    { number, effect: 'carried-out' as const },
  ]);

const wordsOf = ({ number, effect }: StopAt, calls: readonly string[]) =>
  `killed ${effect === 'none' ? 'before' : 'after'} call ${number} (${calls[number - 1] ?? '?'})`;

const callsOf = (said: Awaited<ReturnType<typeof runDriver>>['said']): readonly string[] =>
  said.flatMap((each) => (each.say === 'calls' ? each.calls : []));

const errand = (folder: string, task: Errand['task']): Errand => ({ folder, keychain: { kind: 'file' }, task });

/** Two at a time: most of a trial is waiting for a process to start. */
async function inLanes<T>(items: readonly T[], use: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await use(item);
  };
  await Promise.all([lane(), lane()]);
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = folders();
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
