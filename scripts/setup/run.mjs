// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { basename } from 'node:path';
import { SetupFailure } from './words.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [limit] milliseconds, after which the process is killed
 * @property {boolean} [show] pass the output on to stderr as it comes
 *
 * @typedef {object} Ended
 * @property {number} code exit code; 128 + n after signal n, 127 if it could not be started
 * @property {string} output stdout and stderr together
 * @property {boolean} late it was killed for the time limit
 */

/**
 * Runs a program to its end, with no standard input. If we are told to end meanwhile, so is it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ended>}
 * @throws {SetupFailure} when we were interrupted
 */
export function run(command, args, { cwd, env = process.env, limit, show = false } = {}) {
  return new Promise((settle, refuse) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let late = false;
    const hear = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      if (show) process.stderr.write(chunk);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const clock =
      limit &&
      setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
      }, limit);
    let interrupted = false;
    const interrupt = (/** @type {NodeJS.Signals} */ signal) => {
      interrupted = true;
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, interrupt);
    const end = (/** @type {number} */ code) => {
      clearTimeout(clock || undefined);
      for (const signal of SIGNALS) process.off(signal, interrupt);
      if (interrupted) refuse(new SetupFailure('Interrupted.'));
      else settle({ code, output, late });
    };
    child.on('error', (error) => {
      output += error.message;
      end(127);
    });
    child.on('close', (code, signal) => end(exitCode(code, signal)));
  });
}

/**
 * The exit code a shell would report.
 *
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 1);
}

/**
 * Runs npm: the one that runs us if there is one, so that nothing depends on the search path (or on npm.cmd).
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options) {
  const own = process.env['npm_execpath'];
  return own && basename(own) === 'npm-cli.js'
    ? run(process.execPath, [own, ...args], options)
    : run('npm', args, options);
}
