// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './places.mjs';
import { run } from './run.mjs';

// A locked keyring waits for an answer to a prompt that nobody can see here.
const LIMIT_MS = 5_000;
// Reading may work where writing fails, so it writes. In a process of its own: a keyring that hangs takes it along.
const PROBE = `
  const keytar = require('keytar');
  const entry = ['Trust Desk (is there a keyring?)', 'probe ' + process.pid];
  keytar.setPassword(...entry, 'probe')
    .then(() => keytar.getPassword(...entry))
    .then(async (value) => { await keytar.deletePassword(...entry); process.exit(value === 'probe' ? 0 : 1); })
    .catch(() => process.exit(1));`;

/**
 * Whether a message bus of the person's own can be reached from here.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
export function hasBus(env = process.env) {
  const runtime = env['XDG_RUNTIME_DIR'];
  return Boolean(env['DBUS_SESSION_BUS_ADDRESS']) || Boolean(runtime && existsSync(join(runtime, 'bus')));
}

/** @returns {Promise<boolean>} whether the person's keyring takes a secret without asking anything */
export async function hasUsableKeyring() {
  const { code } = await run(process.execPath, ['-e', PROBE], { cwd: REPOSITORY, limit: LIMIT_MS });
  return code === 0;
}
