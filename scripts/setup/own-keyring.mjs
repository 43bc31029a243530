// @ts-check
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { firstLine, startDaemon } from './daemon.mjs';
import { run } from './run.mjs';

const SERVICE = 'org.freedesktop.secrets';
const POLL_MS = 40;

/**
 * Starts a message bus and an unlocked keyring that nobody else knows of. The keyring's files lie in the folder, under a
 * random password that exists only in the daemon's memory: it goes there through a pipe and is then forgotten.
 *
 * @param {string} folder owned by us, mode 0700, gone at the end
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ DBUS_SESSION_BUS_ADDRESS: string }>}
 */
export async function startOwnKeyring(folder, env) {
  await mkdir(join(folder, 'data'), { mode: 0o700 });
  /** @type {NodeJS.ProcessEnv} */
  const own = { ...env, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: join(folder, 'data') };
  // No display for them: a locked keyring then says so, instead of opening a prompt that nobody sees and waiting for ever.
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'GNOME_KEYRING_CONTROL']) delete own[name];
  const busArgs = ['--session', '--nofork', '--nopidfile', '--nosyslog', '--print-address=3'];
  const address = await startDaemon('dbus-daemon', [...busArgs, `--address=unix:path=${join(folder, 'bus')}`], {
    env: own,
    ready: firstLine,
  });
  const bus = { DBUS_SESSION_BUS_ADDRESS: address };
  const keyringEnv = { ...own, ...bus };
  await startDaemon('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: keyringEnv,
    input: randomBytes(24).toString('base64url'),
    ready: () => serviceAppears(keyringEnv),
  });
  return bus;
}

/** Polls, as the daemon gives no sign. It asks the bus only: a call to the service would start a second daemon. */
async function serviceAppears(/** @type {NodeJS.ProcessEnv} */ env) {
  const question = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/'];
  const args = [...question, 'org.freedesktop.DBus.NameHasOwner', `string:${SERVICE}`];
  while (!(await run('dbus-send', args, { env })).output.includes('boolean true')) await pause(POLL_MS);
}
