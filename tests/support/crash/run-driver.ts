import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Errand } from './errand.ts';
import { parseSaid, type Inventory, type Said } from './said.ts';

export interface DriverRun {
  readonly said: readonly Said[];
  readonly killed: boolean;
}

interface Surroundings {
  /** Kills the whole process group so many milliseconds after it said that it begins. */
  readonly killAfterMs?: number;
  /** Where its keychain is. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs one driver process to its end, or until it is killed. */
export async function runDriver(driver: string, errand: Errand, surroundings: Surroundings = {}): Promise<DriverRun> {
  const child = spawn(process.execPath, [driver, JSON.stringify(errand)], {
    detached: true,
    env: { ...process.env, ...surroundings.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endGroup = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  let output = '';
  let errors = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    const { killAfterMs } = surroundings;
    if (killAfterMs !== undefined && !timer && output.includes('"ready"')) timer = setTimeout(endGroup, killAfterMs);
  });
  child.on('exit', endGroup);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The driver failed (${String(code)}): ${errors}`);
  return { said: parseSaid(output), killed: signal === 'SIGKILL' };
}

/** The last inventory a run took. */
export function inventoryOf({ said }: DriverRun): Inventory {
  const taken = said.findLast((each) => each.say === 'inventory');
  if (!taken) throw new Error('The driver took no inventory.');
  return taken.inventory;
}
