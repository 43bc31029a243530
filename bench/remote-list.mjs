// @ts-check
/* global document, MutationObserver, requestAnimationFrame, window -- in the functions that run in the page */
// 20,000 applications of a tenant elsewhere, over 200 pages: the first rows, the window while it fills, keys, memory.
import { join } from 'node:path';
import { blankApp, repository, start, wait, withFolder } from './app.mjs';
import { ms } from './figures.mjs';
import { expectSettled, measureKeys, plainInput } from './list.mjs';
import { pssMiBOf } from './processes.mjs';
import { withProduct } from './product.mjs';

const AIM_FIRST_ROWS_MS = 300;
/** Of a task and of a frame. */
const AIM_LONGEST_MS = 50;
const QUIET_MS = 4_000;
const PAGES = 200;
const PAGE_EVERY_MS = 50;

/** @typedef {Awaited<ReturnType<import('./product.mjs').Product['openLargeTenant']>>} Tenant */

/** Runs in the page: when the first rows were painted, in milliseconds since 1970. */
function watchRows() {
  const painted = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[role=grid] tbody tr')) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // Delivered after this frame's layout and paint.
        port2.onmessage = () => resolve(Date.now());
        port1.postMessage(null);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true });
  });
  Object.assign(window, { painted });
}

/** @typedef {{ task: number, frame: number }} Longest in milliseconds; task: 0 when none took 50 */

/** Runs in the page: notes the longest task and the longest time from frame to frame from now on. */
function watchLongest() {
  const longest = { task: 0, frame: 0 };
  new PerformanceObserver((list) => {
    longest.task = Math.max(longest.task, ...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
  let last = Infinity;
  const next = (/** @type {number} */ now) => {
    longest.frame = Math.max(longest.frame, now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  Object.assign(window, { longest });
}

/** Until now. Then takes a long one, and throws when that goes unnoticed. */
async function longestOf(/** @type {import('playwright-core').Page} */ page) {
  const noticed = () => page.evaluate(() => /** @type {Longest} */ ({ ...Reflect.get(window, 'longest') }));
  const longest = await noticed();
  await page.evaluate(() => Object.assign(Reflect.get(window, 'longest'), { task: 0, frame: 0 }));
  await page.evaluate((busyMs) => {
    setTimeout(() => {
      for (const began = performance.now(); performance.now() - began < busyMs;);
    });
  }, 2 * AIM_LONGEST_MS);
  await wait(500);
  const { task, frame } = await noticed();
  if (Math.min(task, frame) < AIM_LONGEST_MS) throw new Error('Long tasks and frames of the window are not noticed.');
  return longest;
}

/**
 * The app in a tenant of which no page has been answered.
 * @template T
 * @param {import('./product.mjs').Product} product
 * @param {(at: { running: ReturnType<typeof start>, page: import('playwright-core').Page, tenant: Tenant }) => Promise<T>} run
 */
const inTenant = (product, run) =>
  withFolder(async (profile) => {
    const tenant = await product.openLargeTenant(profile);
    const forget = await product.connectTo(profile, tenant, join(repository, 'out/main/keychain-helper.js'));
    tenant.hold(0);
    const running = start({ app: repository, profile, inspect: true });
    try {
      const page = await running.page();
      await page.getByText(/^Reading the applications of the tenant: 0/).waitFor();
      while (tenant.asked() === 0) await wait(20);
      await wait(1_000);
      return await run({ running, page, tenant });
    } finally {
      await running.stop();
      await forget();
      await tenant.close();
    }
  });

/** @param {import('./product.mjs').Product} product */
const filledAtOnce = (product) =>
  inTenant(product, async ({ running, page, tenant }) => {
    await page.evaluate(watchRows);
    const sentAt = await tenant.letOneThrough();
    const firstRows = Number(await page.evaluate(() => Reflect.get(window, 'painted'))) - sentAt;
    await page.evaluate(watchLongest);
    tenant.letThrough();
    await allRead(page);
    const longest = await longestOf(page);
    await wait(QUIET_MS);
    const memory = pssMiBOf(running.pid);
    const keys = await measureKeys(page);
    expectSettled(keys);
    return { firstRows, longest, memory, keys };
  });

/** Keys while pages come in, one every 50 ms. The list changes by itself then, so that what is on screen never rests. */
const filledWhileTyping = (/** @type {import('./product.mjs').Product} */ product) =>
  inTenant(product, async ({ page, tenant }) => {
    await tenant.letOneThrough();
    await page.locator('[role=grid] tbody tr').first().waitFor();
    await page.evaluate(watchLongest);
    let typing = true;
    const filling = (async () => {
      for (; typing; await wait(PAGE_EVERY_MS)) await tenant.letOneThrough();
    })();
    const keys = await measureKeys(page);
    const pages = tenant.asked();
    typing = false;
    await filling;
    if (pages >= PAGES) throw new Error('All pages were there before the last key.');
    const longest = await longestOf(page);
    tenant.letThrough();
    await allRead(page);
    return { keys, pages, longest };
  });

const allRead = (/** @type {import('playwright-core').Page} */ page) =>
  page
    .getByText(/^All applications read/)
    .waitFor({ timeout: 120_000 })
    .then(() => wait(200));

const idleMemory = (/** @type {string} */ app) =>
  withFolder(async (profile) => {
    const running = start({ app, profile, inspect: true });
    try {
      await running.page();
      await wait(QUIET_MS);
      return pssMiBOf(running.pid);
    } finally {
      await running.stop();
    }
  });

const frames = (/** @type {number} */ value) => `${value.toFixed(2)} frames`;
const WHY_LONGEST = 'by the clock: on two cores main and the tenant run beside it.';

/** @param {string} what @param {Longest} longest @returns {import('./figures.mjs').Row[]} */
function longestRows(what, { task, frame }) {
  const common = { floor: `${AIM_LONGEST_MS} ms`, aim: 1, why: WHY_LONGEST };
  const value = task === 0 ? 'none' : ms(task);
  return [
    { ...common, what: `longest task of 50 ms and more while ${what}`, value, ratio: task / AIM_LONGEST_MS },
    { ...common, what: `longest frame while ${what}`, value: ms(frame), ratio: frame / AIM_LONGEST_MS },
  ];
}

/** @param {string} when @param {{ median: number, worst: number, keys: number }} taken @param {{ median: number, worst: number }} plain */
function keyRows(when, taken, plain) {
  const unit = ' frames';
  return [
    {
      ...{ what: `key to paint, ${when}, median`, value: frames(taken.median), ratio: taken.median, aim: 1, unit },
      floor: `${frames(plain.median)}, plain input`,
    },
    {
      ...{ what: `the same, worst of ${taken.keys}`, value: frames(taken.worst), ratio: taken.worst, aim: 1.5, unit },
      floor: `${frames(plain.worst)}, plain input`,
    },
  ];
}

/** @param {string} than @param {number} memory @param {number} floor */
const memoryRow = (than, memory, floor) => ({
  ...{ what: `idle memory (PSS) with the list, against ${than}`, value: `${memory.toFixed(0)} MiB` },
  ...{ floor: `${floor.toFixed(0)} MiB`, ratio: memory / floor, aim: null },
});

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export const remoteListRows = () =>
  withProduct(async (product) => {
    const [blank, empty] = [await idleMemory(blankApp), await idleMemory(repository)];
    const plain = await plainInput();
    const atOnce = await filledAtOnce(product);
    const whileTyping = await filledWhileTyping(product);
    const { firstRows, memory } = atOnce;
    return [
      {
        ...{ what: 'first page sent to its rows painted', value: ms(firstRows), floor: `${AIM_FIRST_ROWS_MS} ms` },
        ...{ ratio: firstRows / AIM_FIRST_ROWS_MS, aim: 1 },
      },
      ...longestRows(`${PAGES} pages come in at once`, atOnce.longest),
      ...longestRows(`one types and ${whileTyping.pages} pages come in`, whileTyping.longest),
      ...keyRows('20,000', atOnce.keys, plain),
      ...keyRows('while they come in', whileTyping.keys, plain),
      memoryRow('a blank window', memory, blank),
      memoryRow('the app without a tenant', memory, empty),
    ];
  });
