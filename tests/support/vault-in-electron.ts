/** Runs as Electron's main process: the keychain vault with utility processes for helpers, and what became of it as JSON. */
import { app } from 'electron';
import { setTimeout as sleep } from 'node:timers/promises';
import { secretId } from '../../src/core/domain/identifiers.ts';
import { createKeychainVault } from '../../src/main/vault/keychain-vault.ts';
import { spawnUtilityProcess } from '../../src/main/helper/utility-process-helper.ts';

const HELPER_NAME = 'Trust Desk keychain';
const id = secretId('5e0b2f0a-6f0e-4a5e-9f43-0b1f6f3f0c11');

const helperPids = () =>
  app
    .getAppMetrics()
    .filter((metric) => metric.name === HELPER_NAME)
    .map((metric) => metric.pid);

async function main(helperPath: string): Promise<Record<string, unknown>> {
  const states: string[] = [];
  const keychain = createKeychainVault({
    service: 'Trust Desk electron-test',
    spawn: spawnUtilityProcess(helperPath, HELPER_NAME),
    canaryKnown: false,
    onCanaryWritten: () => undefined,
    onState: (state) => states.push(state),
    timing: { probeAfterMs: 500, silentAfterMs: 1500, respawnWindowMs: 0 },
  });
  const { vault, health } = keychain;
  const beforeFirstCall = helperPids().length;
  const checked = await health.check();
  const kept = await vault.keep(id, 'Aa1=');

  const afterDeaths: unknown[] = [];
  for (let death = 0; death < 5; death += 1) {
    const asked = Promise.all([vault.read(id), vault.keep(id, `after death ${death}`), vault.read(id)]);
    for (const pid of helperPids()) process.kill(pid, 'SIGKILL');
    afterDeaths.push((await asked).map((answer) => (answer.ok ? (answer.value ?? 'done') : answer.failure.code)));
  }

  const stopped = helperPids();
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
  const whileStopped = await vault.read(id);
  const afterwards = await vault.read(id);
  // Electron asks a process to end and makes sure of it two seconds later.
  await sleep(4000);
  const leftOfStopped = stopped.filter(isRunning).length;
  await keychain.close();
  await sleep(500);
  const leftAtEnd = helperPids().length;
  const outcome = { beforeFirstCall, checked, kept, afterDeaths, whileStopped, afterwards };
  return { ...outcome, helpersStopped: stopped.length, leftOfStopped, leftAtEnd, states };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

void app.whenReady().then(async () => {
  process.stdout.write(`${JSON.stringify(await main(process.env['HELPER_PATH'] ?? ''))}\n`);
  app.quit();
});
