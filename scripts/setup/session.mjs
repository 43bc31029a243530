// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { firstLine } from './daemon.mjs';
import { SetupFailure } from './words.mjs';

/**
 * @typedef {object} Session
 * @property {NodeJS.ProcessEnv} env the environment for programs in it
 * @property {() => Promise<void>} close ends every program in it and removes its files; answers when that is done
 */

/**
 * Opens a session of our own: a virtual display, a message bus with an unlocked throw-away keyring, or both.
 *
 * @param {{ display: boolean, keyring: boolean }} needs
 * @param {NodeJS.ProcessEnv} [env] what the programs get besides
 * @returns {Promise<Session>}
 * @throws {SetupFailure} when a part of it does not start
 */
export async function openSession({ display, keyring }, env = process.env) {
  const base = plain(env);
  if (!display && !keyring) return { env: base, close: async () => undefined };
  const args = [
    join(import.meta.dirname, 'session-host.mjs'),
    ...(display ? ['display'] : []),
    ...(keyring ? ['keyring'] : []),
  ];
  // Detached: a Ctrl-C in the terminal must not reach it before the app has ended.
  const host = spawn(process.execPath, args, { env: base, detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((settle) => host.on('exit', settle));
  const close = async () => {
    host.stdin.end();
    await ended;
  };
  const line = await Promise.race([firstLine(host.stdout), ended.then(() => '{"failure":"It ended at once."}')]);
  const answer = JSON.parse(line);
  if (answer.env) return { env: { ...inSession(base, { display, keyring }), ...answer.env }, close };
  await close();
  throw new SetupFailure(`The session for the app could not be started. ${answer.failure}`);
}

/** @param {NodeJS.ProcessEnv} env */
function plain(env) {
  const rest = { ...env };
  // Set by editors that are Electron apps themselves; it would make Electron a mere Node.
  delete rest['ELECTRON_RUN_AS_NODE'];
  return rest;
}

/** @type {(env: NodeJS.ProcessEnv, own: { display: boolean, keyring: boolean }) => NodeJS.ProcessEnv} */
function inSession(env, own) {
  const rest = { ...env };
  if (own.display) {
    for (const name of ['WAYLAND_DISPLAY', 'WAYLAND_SOCKET', 'ELECTRON_OZONE_PLATFORM_HINT']) delete rest[name];
    rest['XDG_SESSION_TYPE'] = 'x11';
  }
  // The window tells people that such secrets end with the session.
  if (own.keyring) rest['TRUST_DESK_KEYRING'] = 'throw-away';
  return rest;
}
