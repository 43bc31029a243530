// @ts-check
// Starts an Electron app as a person would, without a test driver in it, and ends it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const repository = join(import.meta.dirname, '..');
export const blankApp = join(import.meta.dirname, 'blank-app');

/** @param {{ app: string, profile: string, inspect: boolean }} options */
export function start({ app, profile, inspect }) {
  const electron = process.env['ELECTRON_EXEC_PATH'];
  if (!electron) throw new Error('ELECTRON_EXEC_PATH is not set: run this through `npm run bench`.');
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  if (inspect) flags.push('--remote-debugging-port=0');
  const startedAt = Date.now();
  const child = spawn(electron, [...flags, `--user-data-dir=${profile}`, app], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error('Electron did not start.');
  const address = new Promise((resolve, reject) => {
    let seen = '';
    child.stderr.on('data', (chunk) => {
      seen += String(chunk);
      const found = /DevTools listening on (ws:\S+)/.exec(seen);
      if (found) resolve(found[1]);
    });
    child.once('exit', () => reject(new Error(`Electron ended early: ${seen.slice(-500)}`)));
  });
  address.catch(() => undefined);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    pid,
    startedAt,
    /** The first page, over the DevTools protocol. */
    async page() {
      const browser = await chromium.connectOverCDP(String(await address));
      const context = browser.contexts()[0];
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
      if (!page) throw new Error('The app has no page.');
      return page;
    },
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => process.kill(-pid, 'SIGKILL'), 5000);
      await ended;
      clearTimeout(late);
    },
  };
}

/**
 * When the page first painted anything.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<number>} milliseconds since 1970
 */
export const paintedAt = (page) => entryAt(page, 'first-contentful-paint');

/**
 * When the page's first list, or its first-run page, was on screen; waits for it. Not before the first paint, which is when the
 * screen has it and not when the page has handed it over.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<number>} milliseconds since 1970
 */
export const usableAt = async (page) => Math.max(await entryAt(page, 'usable'), await paintedAt(page));

/** @param {import('playwright-core').Page} page @param {string} name */
async function entryAt(page, name) {
  await page.waitForFunction((wanted) => performance.getEntriesByName(wanted).length > 0, name, { polling: 100 });
  const at = await page.evaluate((wanted) => {
    const [entry] = performance.getEntriesByName(wanted);
    return performance.timeOrigin + (entry?.startTime ?? Number.NaN);
  }, name);
  return at;
}

/** @template T @param {(folder: string) => Promise<T>} run @returns {Promise<T>} */
export async function withFolder(run) {
  const folder = mkdtempSync(join(tmpdir(), 'trust-desk-bench-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {number} ms */
export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
