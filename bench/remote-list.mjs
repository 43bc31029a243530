// @ts-check
/* global document, MutationObserver, requestAnimationFrame, window -- in the functions that run in the page */
// 20,000 applications of a tenant elsewhere, over 200 pages: the first rows, the window while it fills, keys, memory.
import { join } from 'node:path';
import { blankApp, repository, start, wait, withFolder } from './app.mjs';
import { ms } from './figures.mjs';
import { measure } from './list.mjs';
import { pssMiBOf } from './processes.mjs';
import { withProduct } from './product.mjs';

const AIM_FIRST_ROWS_MS = 300;
const AIM_TASK_MS = 50;
const QUIET_MS = 4_000;

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

/** Runs in the page: notes how long each long task takes from now on. */
function watchTasks() {
  const tasks = /** @type {number[]} */ ([]);
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  Object.assign(window, { tasks });
}

/** @param {import('./product.mjs').Product} product @param {string} profile */
async function filled(product, profile) {
  const tenant = await product.openLargeTenant(profile);
  const forget = await product.connectTo(profile, tenant, join(repository, 'out/main/keychain-helper.js'));
  tenant.hold(0);
  const running = start({ app: repository, profile, inspect: true });
  try {
    const page = await running.page();
    await page.getByText(/^Reading the applications of the tenant: 0/).waitFor();
    while (tenant.asked() === 0) await wait(20);
    await wait(1_000);
    await page.evaluate(watchRows);
    const sentAt = await tenant.letOneThrough();
    const firstRows = Number(await page.evaluate(() => Reflect.get(window, 'painted'))) - sentAt;
    await page.evaluate(watchTasks);
    tenant.letThrough();
    await page.getByText(/^All applications read/).waitFor({ timeout: 120_000 });
    await wait(200);
    const tasks = /** @type {number[]} */ (await page.evaluate(() => Reflect.get(window, 'tasks')));
    await wait(QUIET_MS);
    const memory = pssMiBOf(running.pid);
    return { firstRows, longest: Math.max(0, ...tasks), memory, keys: await measure(page) };
  } finally {
    await running.stop();
    await forget();
    await tenant.close();
  }
}

const blankMemory = () =>
  withFolder(async (profile) => {
    const running = start({ app: blankApp, profile, inspect: true });
    try {
      await running.page();
      await wait(QUIET_MS);
      return pssMiBOf(running.pid);
    } finally {
      await running.stop();
    }
  });

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export const remoteListRows = () =>
  withProduct(async (product) => {
    const blank = await blankMemory();
    const { firstRows, longest, memory, keys } = await withFolder((profile) => filled(product, profile));
    const frames = (/** @type {number} */ value) => `${value.toFixed(2)} frames`;
    const key = { floor: 'one frame', unit: ' frames' };
    return [
      {
        ...{ what: 'first page sent to its rows painted', value: ms(firstRows), floor: `${AIM_FIRST_ROWS_MS} ms` },
        ...{ ratio: firstRows / AIM_FIRST_ROWS_MS, aim: 1 },
      },
      {
        ...{
          what: 'longest task of the window while 200 pages come in',
          value: ms(longest),
          floor: `${AIM_TASK_MS} ms`,
        },
        ...{
          ratio: longest / AIM_TASK_MS,
          aim: 1,
          why: 'by the clock: on two cores main and the tenant run beside it.',
        },
      },
      { ...key, what: 'key to paint, 20,000, median', value: frames(keys.median), ratio: keys.median, aim: 1 },
      { ...key, what: `the same, worst of ${keys.keys}`, value: frames(keys.worst), ratio: keys.worst, aim: 1.5 },
      {
        ...{ what: 'idle memory (PSS) with the list', value: `${memory.toFixed(0)} MiB` },
        ...{ floor: `${blank.toFixed(0)} MiB, blank window`, ratio: memory / blank, aim: null },
      },
    ];
  });
