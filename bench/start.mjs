// @ts-check
// From the start of the process to content on screen, and what the app costs while it stands there, against a blank window.
import { blankApp, repository, start, wait, withFolder } from './app.mjs';
import { interleave } from './figures.mjs';
import { cpuSecondsOf, pssMiBOf } from './processes.mjs';

const ROUNDS = 7;
const QUIET_MS = 4_000;

/** Milliseconds from spawn to the paint of the largest text or picture: the list or the first-run page, or the blank's line.
 * @param {string} app @param {string} profile */
async function timeToContent(app, profile) {
  const running = start({ app, profile, inspect: true });
  try {
    const page = await running.page();
    await page.waitForLoadState('load');
    await wait(1_500);
    const painted = await page.evaluate(
      () =>
        new Promise((resolve) => {
          new PerformanceObserver((list) => {
            const last = list.getEntries().at(-1);
            resolve(performance.timeOrigin + (last?.startTime ?? Number.NaN));
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    return Number(painted) - running.startedAt;
  } finally {
    await running.stop();
  }
}

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
export async function startRows() {
  const content = await interleave(ROUNDS, {
    blank: () => withFolder((profile) => timeToContent(blankApp, profile)),
    desk: () => withFolder((profile) => timeToContent(repository, profile)),
  });
  /** @type {Record<string, number>} */
  const pss = {};
  const cpu = await interleave(3, {
    blank: () => withFolder(async (profile) => note('blank', await costs(blankApp, profile))),
    desk: () => withFolder(async (profile) => note('desk', await costs(repository, profile))),
  });
  /** @param {string} name @param {{ cpu: number, pss: number }} taken */
  function note(name, taken) {
    pss[name] = taken.pss;
    return taken.cpu;
  }
  /** @param {string} what @param {Record<string, number>} taken @param {{ aim: number, unit: string }} how */
  const row = (what, taken, { aim, unit }) => ({
    what,
    value: `${(taken['desk'] ?? Number.NaN).toFixed(2)} ${unit}`,
    floor: `${(taken['blank'] ?? Number.NaN).toFixed(2)} ${unit}, blank window`,
    ratio: (taken['desk'] ?? Number.NaN) / (taken['blank'] ?? Number.NaN),
    aim,
  });
  return [
    row('start to content, empty store', content, { aim: 1.3, unit: 'ms' }),
    row(`CPU in the first ${QUIET_MS / 1000} s`, cpu, { aim: 1.6, unit: 's' }),
    row('idle PSS with keychain helper', pss, { aim: 1.25, unit: 'MiB' }),
  ];
}
