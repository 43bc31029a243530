/** Runs as Electron's main process: .p12 files read in utility processes, and what became of it as JSON. */
import { app } from 'electron';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createP12Reader } from '../../src/main/client-certificate/p12-reader.ts';
import { spawnUtilityProcess } from '../../src/main/helper/utility-process-helper.ts';

const HELPER_NAME = 'Trust Desk certificate';

interface Given {
  readonly file: string;
  readonly passphrase: string;
}

const helperPids = () =>
  app
    .getAppMetrics()
    .filter((metric) => metric.name === HELPER_NAME)
    .map((metric) => metric.pid);

async function main(helperPath: string, given: readonly Given[]): Promise<Record<string, unknown>> {
  const clock = { now: () => new Date(process.env['NOW'] ?? '') };
  const reader = createP12Reader({ spawn: spawnUtilityProcess(helperPath, HELPER_NAME), clock });
  const answers: string[] = [];
  const delay = monitorEventLoopDelay({ resolution: 10 });
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 10);
  delay.enable();
  for (const { file, passphrase } of given) {
    const read = await reader.read(Buffer.from(file, 'base64'), passphrase);
    answers.push(read.ok ? read.value.facts.subject : read.failure.code);
  }
  delay.disable();
  clearInterval(ticking);
  // Electron asks a process to end and makes sure of it two seconds later.
  for (let waits = 0; waits < 50 && helperPids().length > 0; waits += 1) await sleep(100);
  // Three seconds at least were spent waiting, so a process that was held up by them has next to none.
  return { answers, heldUp: ticks < 50, ticks, lagMs: delay.percentile(99) / 1e6, left: helperPids().length };
}

void app.whenReady().then(async () => {
  const given = JSON.parse(process.env['P12_FILES'] ?? '[]') as readonly Given[];
  process.stdout.write(`${JSON.stringify(await main(process.env['HELPER_PATH'] ?? '', given))}\n`);
  app.quit();
});
