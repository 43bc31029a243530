// @ts-check
import { spawn } from 'node:child_process';

const START_LIMIT_MS = 20_000;

/**
 * @template T
 * @typedef {object} DaemonOptions
 * @property {NodeJS.ProcessEnv} env
 * @property {string} [input] given on standard input, which is then closed
 * @property {(channel: import('node:stream').Readable) => Promise<T>} ready how one knows that it is ready; `channel`
 *   is what it writes on descriptor 3
 */

/**
 * Starts a program that stays, and waits until it is ready.
 *
 * @template T
 * @param {string} command
 * @param {readonly string[]} args
 * @param {DaemonOptions<T>} options
 * @returns {Promise<T>}
 * @throws {Error} with the program's own words when it ends or stays silent instead
 */
export async function startDaemon(command, args, { env, input = '', ready }) {
  const child = spawn(command, args, { env, stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr?.on('data', (chunk) => (complaints = (complaints + chunk).slice(-4000)));
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  /** @type {NodeJS.Timeout | undefined} */
  let clock;
  /** @type {Promise<never>} */
  const failed = new Promise((_, refuse) => {
    const fail = (/** @type {string} */ why) => refuse(new Error(`${command} ${why}\n${complaints}`.trim()));
    child.on('error', (error) => fail(`could not be started: ${error.message}`));
    child.on('exit', (code, signal) => fail(`ended with ${signal ?? `exit code ${code}`}.`));
    clock = setTimeout(() => fail(`was not ready after ${START_LIMIT_MS / 1000} s.`), START_LIMIT_MS);
  });
  // Its later end is looked after by whoever ends the session.
  failed.catch(() => undefined);
  const channel = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  return Promise.race([ready(channel), failed]).finally(() => clearTimeout(clock));
}

/**
 * @param {import('node:stream').Readable} channel
 * @returns {Promise<string>} what comes before the first line end; never settles if there is none
 */
export function firstLine(channel) {
  return new Promise((settle) => {
    let text = '';
    channel.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) settle(text.slice(0, text.indexOf('\n')));
    });
  });
}
