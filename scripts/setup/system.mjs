// @ts-check
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FONT_PACKAGE, PACKAGES } from './packages.mjs';
import { REPOSITORY } from './places.mjs';
import { run } from './run.mjs';
import { SetupFailure, say } from './words.mjs';

const LIMIT_MS = 15 * 60_000;
// Another apt may be at work: wait for it, but not for ever.
const APT = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
const SETUID = 0o4000;
const INSTALL = ['install', '-y', '--no-install-recommends'];

/**
 * @typedef {object} SystemNeeds
 * @property {string} electron path of the binary
 * @property {boolean} display a virtual display will be started
 * @property {boolean} keyring a throw-away keyring will be started
 * @property {boolean} tests
 */

/**
 * Sees to it that the libraries and programs of the system are there. Installs what is missing as root on Debian; tells
 * anybody else what to do.
 *
 * @param {SystemNeeds} needs
 * @throws {SetupFailure}
 */
export async function ensureSystem(needs) {
  if (process.platform !== 'linux') return;
  const missing = await missingPackages(needs);
  if (missing.length > 0 && !(await has('apt-get'))) {
    throw new SetupFailure(
      `This system lacks what Debian has in these packages: ${missing.join(' ')}. Install them and try again.`,
    );
  }
  if (process.getuid?.() !== 0) return askForHelp(missing, await sandboxHelper(needs.electron));
  if (missing.length === 0) return;
  await install(missing);
  const still = await missingPackages(needs);
  if (still.length > 0) throw new SetupFailure(`Still missing after the installation: ${still.join(' ')}.`);
}

/**
 * What only root may do is told in one command, so that nobody is sent twice.
 *
 * @param {readonly string[]} packages
 * @param {string | undefined} helper
 */
function askForHelp(packages, helper) {
  const commands = [
    ...(packages.length > 0 ? ['apt-get update', `apt-get ${[...INSTALL, ...packages].join(' ')}`] : []),
    ...(helper ? [`chown root:root "${helper}"`, `chmod 4755 "${helper}"`] : []),
  ];
  if (commands.length === 0) return;
  const why = packages.length > 0 ? 'Some system packages are missing.' : 'Electron may not build its sandbox here.';
  throw new SetupFailure(`${why} Run this one command, then try again:\n\n  sudo sh -c '${commands.join(' && ')}'\n`);
}

/**
 * Where an ordinary user may not make user namespaces (in some containers), Chromium needs a helper that root owns.
 *
 * @param {string} electron
 * @returns {Promise<string | undefined>} path of the helper, if it still has to be given to root
 */
async function sandboxHelper(electron) {
  const helper = join(dirname(electron), 'chrome-sandbox');
  const { uid, mode } = statSync(helper, { throwIfNoEntry: false }) ?? { uid: 0, mode: SETUID };
  if (uid === 0 && mode & SETUID) return undefined;
  const { code } = await run('unshare', ['--user', '--map-root-user', 'true']);
  // 127: there is no such tool to ask with.
  return code === 0 || code === 127 ? undefined : helper;
}

/**
 * @param {SystemNeeds} needs
 * @returns {Promise<string[]>} names of Debian packages
 */
async function missingPackages({ electron, display, keyring, tests }) {
  const groups = [display && PACKAGES.display, keyring && PACKAGES.keyring, tests && PACKAGES.tests];
  const tools = groups.flatMap((group) => group || []);
  const absent = await Promise.all(tools.map(async ({ name, tool }) => ((await has(tool ?? name)) ? [] : [name])));
  return [
    ...((await lacksLibrary(electron)) ? await notInstalled(PACKAGES.electron) : []),
    ...((await lacksLibrary(keytarBinary())) ? await notInstalled(PACKAGES.keychain) : []),
    ...absent.flat(),
    ...(tests && !(await hasFont(FONT_PACKAGE.language)) ? [FONT_PACKAGE.name] : []),
  ];
}

/**
 * Which library belongs to which package is left to the packages' own dependencies: of a group, what is not installed.
 *
 * @param {ReadonlyArray<{ name: string }>} group
 */
async function notInstalled(group) {
  const states = await Promise.all(
    group.map(({ name }) => run('dpkg-query', ['-W', '-f', '${db:Status-Status}', name])),
  );
  const names = group.filter((_, index) => states[index]?.output !== 'installed').map(({ name }) => name);
  // All there and a library missing all the same: apt has the last word on what is broken.
  return names.length > 0 ? names : group.map(({ name }) => name);
}

/** @param {string | undefined} binary */
async function lacksLibrary(binary) {
  return binary !== undefined && (await run('ldd', [binary])).output.includes('not found');
}

/** @returns {string | undefined} */
function keytarBinary() {
  const folder = join(REPOSITORY, 'node_modules/keytar/prebuilds', `linux-${process.arch}`);
  try {
    const name = readdirSync(folder).find((file) => file.endsWith('.node') && !file.includes('musl'));
    return name && join(folder, name);
  } catch {
    return undefined;
  }
}

/** @param {string} tool */
async function has(tool) {
  return (await run('sh', ['-c', 'command -v "$0"', tool])).code === 0;
}

/** @param {string} language */
async function hasFont(language) {
  const { code, output } = await run('fc-list', [`:lang=${language}`, 'file']);
  return code === 0 && output.trim() !== '';
}

/** @param {readonly string[]} packages */
async function install(packages) {
  say(`Installing system packages: ${packages.join(' ')} ...`);
  // What the lists say may be missing or too old: then once more with new ones.
  const first = await aptGet([...INSTALL, ...packages]);
  if (first.code === 0) return;
  await aptGet(['update']);
  const second = await aptGet([...INSTALL, ...packages]);
  if (second.code === 0) return;
  throw new SetupFailure(`${second.output.trim()}\nThe system packages could not be installed: ${packages.join(' ')}.`);
}

/** @param {readonly string[]} args */
function aptGet(args) {
  return run('apt-get', [...APT, '-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    limit: LIMIT_MS,
  });
}
