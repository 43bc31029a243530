// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { exitCode } from './run.mjs';
import { say } from './words.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const GRACE_MS = 8_000;
// A Ctrl-C reaches us from the terminal and once more from npm.
const SAME_SIGNAL_MS = 1_000;
const LAST_LINES_MS = 500;

/**
 * @typedef {object} Supervised
 * @property {NodeJS.ProcessEnv} env
 * @property {string} [cwd]
 * @property {boolean} [terminal] it may read from our terminal (and gets its Ctrl-C itself)
 * @property {(line: string) => boolean} [keep] which lines of its stderr are shown; all without it
 */

/**
 * Runs a program in the foreground until it ends. The first signal we get is passed on to it, once: Electron ends at once on
 * a second one and loses what it was about to clear. A later signal, or its taking too long over the first, kills it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Supervised} options
 * @returns {Promise<number>} its exit code as a shell would report it
 */
export async function supervise(command, args, { env, cwd, terminal = false, keep }) {
  // A process group of its own, else a Ctrl-C in the terminal would reach it from there as well.
  const detached = !terminal && process.platform !== 'win32';
  const stderr = keep ? 'pipe' : 'inherit';
  const child = spawn(command, args, {
    env,
    cwd,
    detached,
    stdio: [terminal ? 'inherit' : 'ignore', 'inherit', stderr],
  });
  const shown = keep && child.stderr ? showLines(child.stderr, keep) : undefined;
  const stop = stopper(child, { detached, terminal });
  for (const signal of SIGNALS) process.on(signal, stop);
  const code = await new Promise((settle) => {
    child.on('error', (error) => {
      say(`${command} could not be started: ${error.message}`);
      settle(127);
    });
    child.on('exit', (status, signal) => settle(exitCode(status, signal)));
  });
  for (const signal of SIGNALS) process.off(signal, stop);
  // Not longer: a program left behind may hold the pipe open.
  await Promise.race([shown, pause(LAST_LINES_MS, undefined, { ref: false })]);
  child.stderr?.destroy();
  return code;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ detached: boolean, terminal: boolean }} how
 * @returns {(signal: NodeJS.Signals) => void}
 */
function stopper(child, { detached, terminal }) {
  let asked = 0;
  const kill = () => {
    if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
    process.kill(detached ? -child.pid : child.pid, 'SIGKILL');
  };
  return (signal) => {
    if (asked && Date.now() - asked > SAME_SIGNAL_MS) kill();
    if (asked) return;
    asked = Date.now();
    if (!(terminal && signal === 'SIGINT')) child.kill(signal);
    setTimeout(kill, GRACE_MS).unref();
  };
}

/**
 * @param {import('node:stream').Readable} stream
 * @param {(line: string) => boolean} keep
 * @returns {Promise<void>} when all of it was shown
 */
async function showLines(stream, keep) {
  for await (const line of createInterface({ input: stream })) if (keep(line)) say(line);
}
