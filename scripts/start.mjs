// @ts-check
import './setup/node-version.mjs';
import { mkdirSync } from 'node:fs';
import { ensureBuilt } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { hasBus, hasUsableKeyring } from './setup/keyring-probe.mjs';
import { REPOSITORY } from './setup/places.mjs';
import { openSession } from './setup/session.mjs';
import { USAGE, parseStartArguments } from './setup/start-arguments.mjs';
import { supervise } from './setup/supervise.mjs';
import { ensureSystem } from './setup/system.mjs';
import { SetupFailure, endWith, say } from './setup/words.mjs';

// What Electron says on a machine without a system bus, a GPU or a screen. It is harmless, and it hides what is not.
const NOISE = [
  'Failed to connect to the bus',
  'Exiting GPU process due to errors',
  'Failed to shutdown',
  'shared_image_interface_proxy.cc',
  'one_copy_raster_buffer_provider.cc',
];

await endWith(async () => {
  // npm runs us in the folder of package.json; a relative path is meant from where it was typed.
  const typedIn = process.env['npm_lifecycle_event'] === 'start' ? process.env['INIT_CWD'] : undefined;
  const { help, profile } = parseStartArguments(process.argv.slice(2), typedIn ?? process.cwd());
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (profile) makeProfile(profile);
  await ensureDependencies();
  const electron = await ensureElectron();
  const own = await ownSession(electron);
  await ensureBuilt();
  return open(electron, own, profile);
});

/** @param {string} folder */
function makeProfile(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new SetupFailure(`The profile folder cannot be made: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * What the machine does not give and we start ourselves. With a display the person has a desktop, and a keyring that
 * may have to be unlocked first: there only a missing bus is made up for.
 *
 * @param {string} electron
 * @returns {Promise<{ display: boolean, keyring: boolean }>}
 */
async function ownSession(electron) {
  if (process.platform !== 'linux') return { display: false, keyring: false };
  const display = !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  const needs = { electron, display, tests: false };
  // All that is sure to be needed at once: an ordinary user is to be sent for it only once. The probe has to come after, as
  // the keychain's library may be among it.
  await ensureSystem({ ...needs, keyring: !hasBus() });
  const keyring = !hasBus() || (display && !(await hasUsableKeyring()));
  if (keyring) await ensureSystem({ ...needs, keyring });
  return { display, keyring };
}

/**
 * @param {string} electron
 * @param {{ display: boolean, keyring: boolean }} own
 * @param {string | undefined} profile
 * @returns {Promise<number>} the app's exit code
 */
async function open(electron, own, profile) {
  const args = [
    // As root Chromium refuses to start with its sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(profile ? [`--user-data-dir=${profile}`] : []),
    REPOSITORY,
  ];
  const session = await openSession(own);
  try {
    if (own.display)
      say('No display here: Trust Desk runs on a virtual one. To see it: npm run screenshot -- picture.png');
    if (own.keyring) say('No usable keyring here: Trust Desk started one of its own. Its secrets end with this start.');
    say('Trust Desk is running. Ctrl-C ends it.');
    return await supervise(electron, args, {
      env: session.env,
      keep: (line) => !NOISE.some((noise) => line.includes(noise)),
    });
  } finally {
    await session.close();
  }
}
