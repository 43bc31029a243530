// @ts-check
// From the start of the process to usable content, and what the app costs while it stands there, against a blank window.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blankApp, paintedAt, repository, start, usableAt, wait, withFolder } from './app.mjs';
import { interleave, median, ms } from './figures.mjs';
import { cpuSecondsOf, pssMiBOf } from './processes.mjs';
import { withProduct } from './product.mjs';

const ROUNDS = 7;
const QUIET_MS = 4_000;
const APPLICATIONS = 10_000;

/** How long nobody attaches to the app, so that the attaching is not measured. */
const UNDISTURBED_MS = 2_000;

/**
 * Milliseconds from spawn to content: the first paint of the blank window, or the list (or first-run page) on screen.
 *
 * @param {string} app
 * @param {string} profile
 */
async function timeToContent(app, profile) {
  const running = start({ app, profile, inspect: true });
  try {
    await wait(UNDISTURBED_MS);
    const page = await running.page();
    return (await (app === blankApp ? paintedAt(page) : usableAt(page))) - running.startedAt;
  } finally {
    await running.stop();
  }
}

/** Whether the kernel let go of all cached files; only root may ask for it. */
function dropFileCache() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  execFileSync('sync');
  writeFileSync('/proc/sys/vm/drop_caches', '3');
  return true;
}

/** @param {string} app @param {string} profile */
function coldTimeToContent(app, profile) {
  dropFileCache();
  return timeToContent(app, profile);
}

/** @param {string} what @param {number} value @param {{ blank: number, aim: number, why?: string }} against */
const row = (what, value, { blank, aim, ...rest }) => ({
  what,
  value: ms(value),
  floor: `${ms(blank)}, blank window`,
  ratio: value / blank,
  aim,
  ...rest,
});

const WHY_START =
  'UI5: 600 KB of script are read, and its shell is rendered, before the paint (docs/adr/0008 has what was gained and what was not).';

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export const startRows = () =>
  withProduct((product) =>
    withFolder((full) =>
      withFolder(async (plain) => {
        product.seed(full, APPLICATIONS);
        const variants = {
          blank: () => withFolder((profile) => timeToContent(blankApp, profile)),
          empty: () => withFolder((profile) => timeToContent(repository, profile)),
          blankAgain: () => timeToContent(blankApp, plain),
          full: () => timeToContent(repository, full),
        };
        // The first start with a folder fills Chromium's part of it; every later one, and those are measured, finds it there.
        await variants.blankAgain();
        await variants.full();
        const { blank = NaN, empty = NaN, blankAgain = NaN, full: warm = NaN } = await interleave(ROUNDS, variants);
        const rows = [
          row('empty store, new profile', empty, { blank, aim: 1.3, why: WHY_START }),
          row('10,000 applications, warm', warm, { blank: blankAgain, aim: 1.4, why: WHY_START }),
        ];
        if (!dropFileCache()) return rows;
        const cold = await interleave(ROUNDS, {
          blank: () => coldTimeToContent(blankApp, plain),
          full: () => coldTimeToContent(repository, full),
        });
        const { blank: coldBlank = NaN, full: coldFull = NaN } = cold;
        return [
          ...rows,
          row('10,000 applications, file cache dropped', coldFull, { blank: coldBlank, aim: 1.5, why: WHY_START }),
        ];
      }),
    ),
  );

/** @param {string} app @param {string} profile */
async function costs(app, profile) {
  const running = start({ app, profile, inspect: false });
  try {
    await wait(QUIET_MS);
    return { cpu: cpuSecondsOf(running.pid), pss: pssMiBOf(running.pid) };
  } finally {
    await running.stop();
  }
}

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export async function idleRows() {
  /** @type {Record<string, number[]>} */
  const memory = { blank: [], desk: [], serving: [] };
  /** @param {string} name @param {string} app @param {boolean} serves whether the local tenant's server runs, too */
  const one = (name, app, serves) => () =>
    withFolder(async (profile) => {
      writeFileSync(join(profile, 'settings.json'), JSON.stringify({ localTenantEnabled: serves }), { mode: 0o600 });
      const { cpu, pss } = await costs(app, profile);
      memory[name]?.push(pss);
      return cpu;
    });
  const cpu = await interleave(ROUNDS, {
    blank: one('blank', blankApp, false),
    desk: one('desk', repository, false),
    serving: one('serving', repository, true),
  });
  const { blank = NaN, desk = NaN } = cpu;
  const pssOf = (/** @type {string} */ name) => median(memory[name] ?? []);
  /** @param {string} what @param {string} name @param {number} aim */
  const idle = (what, name, aim) => ({
    ...{ what, value: `${pssOf(name).toFixed(0)} MiB`, floor: `${pssOf('blank').toFixed(0)} MiB, blank window` },
    ...{ ratio: pssOf(name) / pssOf('blank'), aim, why: 'each helper process costs some 40 MiB, UI5 as much.' },
  });
  return [
    {
      what: `processor time in the first ${QUIET_MS / 1000} s`,
      value: `${desk.toFixed(2)} s`,
      floor: `${blank.toFixed(2)} s, blank window`,
      ratio: desk / blank,
      aim: 1.6,
      why: 'UI5 in the page costs about as much as the keychain helper, one more process of Electron started in these seconds.',
    },
    idle('idle memory (PSS), keychain helper', 'desk', 1.25),
    idle('the same, token server running too', 'serving', 1.35),
  ];
}
