// @ts-check
// The process that holds a session: `node session-host.mjs [display] [keyring]`. It starts what it is told, answers with one line
// of JSON on stdout (see session.mjs), and ends everything, the programs that were run in the session included, as soon as its
// standard input closes. So nothing is left behind even when whoever started it was killed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startOwnKeyring } from './own-keyring.mjs';
import { MARK, sessionProcesses } from './process-tree.mjs';
import { SESSION_PREFIX, SESSION_RECORD } from './session-record.mjs';
import { startVirtualDisplay } from './virtual-display.mjs';

const GRACE_MS = 3_000;
const POLL_MS = 25;
// A socket's path may have 107 bytes; temporary folders of some systems are longer than that leaves room for.
const MAX_FOLDER_LENGTH = 60;

const wanted = process.argv.slice(2);
const base = tmpdir().length > MAX_FOLDER_LENGTH ? '/tmp' : tmpdir();
const folder = mkdtempSync(join(base, SESSION_PREFIX));

let ending = false;
process.stdin.on('close', endSession).resume();
process.stdin.on('error', () => undefined);
process.stdout.on('error', () => undefined);
process.on('SIGTERM', endSession);
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

try {
  process.stdout.write(`${JSON.stringify({ env: await startSession() })}\n`);
} catch (error) {
  if (!ending)
    process.stdout.write(`${JSON.stringify({ failure: String(error instanceof Error ? error.message : error) })}\n`);
}

/** @returns {Promise<Record<string, string>>} variables for the programs of the session */
async function startSession() {
  const env = { ...process.env, [MARK]: folder };
  const [display, keyring] = await Promise.all([
    wanted.includes('display') ? startVirtualDisplay(folder, env) : undefined,
    wanted.includes('keyring') ? startOwnKeyring(folder, env) : undefined,
  ]);
  if (display)
    writeFileSync(join(folder, SESSION_RECORD), JSON.stringify({ host: process.pid, ...display }), { mode: 0o600 });
  return { [MARK]: folder, XDG_RUNTIME_DIR: folder, ...display, ...keyring };
}

async function endSession() {
  if (ending) return;
  ending = true;
  signalAll('SIGTERM');
  for (const end = Date.now() + GRACE_MS; Date.now() < end && sessionProcesses(folder).length > 0;)
    await pause(POLL_MS);
  while (signalAll('SIGKILL') > 0) await pause(POLL_MS);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: POLL_MS });
  process.exit(0);
}

/**
 * @param {NodeJS.Signals} signal
 * @returns {number} how many processes there were
 */
function signalAll(signal) {
  const pids = sessionProcesses(folder);
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended in between.
    }
  }
  return pids.length;
}
