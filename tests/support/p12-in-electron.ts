/** Runs as Electron's main process: .p12 files read in utility processes, and what became of it as JSON. */
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openP12 } from '../../src/main/client-certificate/open-p12.ts';
import { createP12Reader } from '../../src/main/client-certificate/p12-reader.ts';
import { spawnUtilityProcess } from '../../src/main/helper/utility-process-helper.ts';

const HELPER_NAME = 'Trust Desk certificate';

interface Given {
  readonly file: string;
  readonly passphrase: string;
}

/** In Base64 all files. */
export interface P12Trials {
  readonly now: string;
  readonly helperPath: string;
  readonly files: readonly Given[];
  /** Read in main itself, at every length that is not whole. */
  readonly cut: Given;
  /** Read in main itself, which it holds up. */
  readonly slow: Given;
}

const helperPids = () =>
  app
    .getAppMetrics()
    .filter((metric) => metric.name === HELPER_NAME)
    .map((metric) => metric.pid);

/** Of the thread that all JavaScript of main runs in; other programs on the machine take nothing of it. */
const processorMs = (): number => Number(/^\d+/.exec(readFileSync('/proc/self/schedstat', 'latin1'))?.[0]) / 1e6;

/** Watches the event loop while work is done: how long it has been busy, and how long it came not round, at most. */
async function watching<T>(work: () => Promise<T>) {
  let [busyMs, lateMs] = [0, 0];
  let last = { processor: processorMs(), clock: performance.now() };
  const look = () => {
    const now = { processor: processorMs(), clock: performance.now() };
    busyMs = Math.max(busyMs, now.processor - last.processor);
    lateMs = Math.max(lateMs, now.clock - last.clock);
    last = now;
  };
  const ticking = setInterval(look, 5);
  const done = await work();
  look();
  clearInterval(ticking);
  return { done, busyMs, lateMs };
}

async function main({ now, helperPath, files, cut, slow }: P12Trials) {
  const reader = createP12Reader({
    spawn: spawnUtilityProcess(helperPath, HELPER_NAME),
    clock: { now: () => new Date(now) },
  });
  const read = async ({ file, passphrase }: Given) => {
    const begun = performance.now();
    const answer = await reader.read(Buffer.from(file, 'base64'), passphrase);
    const code = answer.ok ? answer.value.facts.subject : answer.failure.code;
    return { code, ms: performance.now() - begun };
  };
  const { done: answers, ...loop } = await watching(async () => {
    const all = [];
    for (const each of files) all.push(await read(each));
    return all;
  });
  const heldUp = await watching(async () => {
    await sleep(20);
    openP12(Buffer.from(slow.file, 'base64'), slow.passphrase);
  });
  // Electron asks a process to end and makes sure of it two seconds later.
  for (let waits = 0; waits < 50 && helperPids().length > 0; waits += 1) await sleep(100);
  const slowestMs = Math.max(...answers.map(({ ms }) => ms));
  return {
    answers: answers.map(({ code }) => code),
    ...{ loop, slowestMs, heldUpMs: heldUp.busyMs, cuts: cutsOf(cut), left: helperPids().length },
  };
}

function cutsOf({ file, passphrase }: Given) {
  const whole = Buffer.from(file, 'base64');
  const answers = Array.from({ length: whole.length }, (_, length) => openP12(whole.subarray(0, length), passphrase));
  return answers.map((answer) => ('problem' in answer ? answer.problem : 'read'));
}

void app.whenReady().then(async () => {
  const trials = JSON.parse(process.env['P12_TRIALS'] ?? '') as P12Trials;
  process.stdout.write(`${JSON.stringify(await main(trials))}\n`);
  app.quit();
});
