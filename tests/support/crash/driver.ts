/**
 * A process to be killed: the real directory and journal with a real or a file keychain, in a folder of its own. It says on its
 * standard output what it tries and what was acknowledged; what it says last before a kill is what a person would have seen.
 */
import { recover } from '../../../src/core/use-cases/recover.ts';
import type { Desk } from '../../../src/core/use-cases/desk.ts';
import { interferedDesk } from '../interfered-desk.ts';
import { naiveScenarios, secretScenarios } from '../protocol-scenarios.ts';
import { chanceFrom } from './chance.ts';
import { openCrashDesk, type CrashDesk } from './crash-desk.ts';
import type { Errand, StopAt } from './errand.ts';
import { takeInventory } from './inventory.ts';
import { ensureProvider, naiveVerbs, ourVerbs, workAtRandom } from './random-work.ts';
import { say } from './said.ts';

const { folder, keychain, task } = JSON.parse(process.argv[2] ?? '') as Errand;

async function run(open: CrashDesk): Promise<void> {
  const { desk } = open;
  switch (task.kind) {
    case 'set-up':
      await ensureProvider(desk);
      break;
    case 'work':
      say({ say: 'ready' });
      await workAtRandom(desk, task.order === 'ours' ? ourVerbs : naiveVerbs, chanceFrom(task.seed));
      break;
    case 'act': {
      const scenario = [...secretScenarios, ...naiveScenarios].find(({ name }) => name === task.scenario);
      const act = await scenario!.prepare(desk);
      say({ say: 'inventory', inventory: await takeInventory(open) });
      await watched(desk, task.stop, act);
      break;
    }
    case 'recover':
      say({ say: 'ready' });
      await watched(desk, task.stop, recover);
  }
  say({ say: 'inventory', inventory: await takeInventory(open) });
}

async function watched(
  desk: Desk,
  stop: StopAt | null,
  act: (desk: Desk) => ReturnType<typeof recover> | Promise<unknown>,
) {
  const calls: string[] = [];
  await act(
    interferedDesk(desk, async ({ port, verb, number }, carryOut) => {
      calls.push(`${port}.${verb}`);
      if (number !== stop?.number) return carryOut();
      if (stop.effect === 'carried-out') await carryOut();
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    }),
  );
  say({ say: 'calls', calls });
}

const open = await openCrashDesk(folder, keychain);
await run(open);
await open.close();
