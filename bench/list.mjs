// @ts-check
/* global document, requestAnimationFrame, window -- in the functions that run in the page */
// From a key in the search field to the frame that shows what it found, and frames lost while scrolling.
import { blankApp, repository, start, usableAt, wait, withFolder } from './app.mjs';
import { median } from './figures.mjs';
import { withProduct } from './product.mjs';

/** Typed and taken back three times: 30 keys, each of which changes what is found. */
const TYPED = '12345';
const TIMES = 3;

/** Runs in the page: notes for each key the time until its frame is done, and whether what it shows stays as it is. */
function watchKeys() {
  const taken = { frames: /** @type {number[]} */ ([]), unsettled: 0 };
  Object.assign(window, { taken });
  const shown = () => document.querySelector('h1, output')?.textContent ?? '';
  window.addEventListener(
    'keydown',
    () => {
      const before = performance.now();
      const was = shown();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // Delivered after this frame's layout and paint.
        port2.onmessage = () => {
          taken.frames.push((performance.now() - before) / (1000 / 60));
          const then = shown();
          setTimeout(() => {
            if (then === was || shown() !== then) taken.unsettled += 1;
          }, 60);
        };
        port1.postMessage(null);
      });
    },
    { capture: true },
  );
}

/** Runs in the page: moves a scroll area by 150 px a frame and answers the share of frames that came late. */
function lateFrames() {
  const area = document.querySelector('.scroller') ?? document.scrollingElement;
  return new Promise((resolve) => {
    /** @type {number[]} */
    const gaps = [];
    let last = performance.now();
    requestAnimationFrame(function step(now) {
      gaps.push(now - last);
      last = now;
      if (area) area.scrollTop += 150;
      if (gaps.length < 300) requestAnimationFrame(step);
      else
        resolve({
          late: gaps.slice(1).filter((gap) => gap > 25).length / (gaps.length - 1),
          longest: Math.max(...gaps.slice(1)),
        });
    });
  });
}

/** @param {import('playwright-core').Page} page */
export async function measureKeys(page) {
  await page.evaluate(watchKeys);
  await page.locator('input').first().click();
  // The first key after a click also starts what is only needed once.
  await page.keyboard.press('9');
  await wait(300);
  await page.keyboard.press('Backspace');
  await wait(300);
  await page.evaluate(() => Reflect.get(window, 'taken').frames.splice(0));
  await page.evaluate(() => Object.assign(Reflect.get(window, 'taken'), { unsettled: 0 }));
  for (let time = 0; time < TIMES; time += 1) {
    for (const key of [...TYPED, ...[...TYPED].map(() => 'Backspace')]) {
      await page.keyboard.press(key);
      // Not in step with the frames.
      await wait(130 + Math.random() * 40);
    }
  }
  const { frames, unsettled } = await page.evaluate(() => Reflect.get(window, 'taken'));
  return { median: median(frames), worst: Math.max(...frames), keys: frames.length, unsettled };
}

/** @param {{ readonly unsettled: number, readonly keys: number }} taken */
export function expectSettled({ unsettled, keys }) {
  if (unsettled > 0) throw new Error(`${unsettled} of ${keys} keys were not on screen in the frame after.`);
}

/** @param {import('playwright-core').Page} page */
async function measure(page) {
  await wait(1_500);
  const taken = await measureKeys(page);
  const scrolled = /** @type {{ late: number, longest: number }} */ (await page.evaluate(lateFrames));
  return { ...taken, ...scrolled };
}

/** @param {string} app @param {string} profile @param {(page: import('playwright-core').Page) => Promise<unknown>} ready */
async function inApp(app, profile, ready) {
  const running = start({ app, profile, inspect: true });
  try {
    const page = await running.page();
    await ready(page);
    return await measure(page);
  } finally {
    await running.stop();
  }
}

const plainPage = `<!doctype html><input><output></output><div style="height: 3200000px"></div><script>
  document.querySelector('input').addEventListener('input', (event) => {
    document.querySelector('output').textContent = event.target.value;
  });</script>`;

/** The floor of every key: an input of a page that does nothing else. */
export const plainInput = () => withFolder((profile) => inApp(blankApp, profile, (page) => page.setContent(plainPage)));

/** @param {import('./product.mjs').Product} product @param {number} count */
const withApplications = (product, count) =>
  withFolder(async (profile) => {
    product.seed(profile, count);
    return inApp(repository, profile, usableAt);
  });

const frames = (/** @type {number} */ value) => `${value.toFixed(2)} frames`;
const share = (/** @type {number} */ value) => `${(value * 100).toFixed(1)} %`;

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export const listRows = () =>
  withProduct(async (product) => {
    const floor = await plainInput();
    /** @type {import('./figures.mjs').Row[]} */
    const rows = [];
    for (const { count, aim, worst } of [
      { count: 10_000, aim: 1, worst: 1.5 },
      { count: 100_000, aim: 1.2, worst: 2 },
    ]) {
      const taken = await withApplications(product, count);
      expectSettled(taken);
      const at = count.toLocaleString('en');
      const one = { unit: ' frames', why: 'two cores without a GPU: the frame itself is drawn by the processor.' };
      rows.push(
        {
          what: `key to paint, ${at}, median`,
          value: frames(taken.median),
          floor: `${frames(floor.median)}, plain input`,
          ratio: taken.median,
          aim,
          ...one,
        },
        {
          what: `key to paint, ${at}, worst of ${taken.keys}`,
          value: frames(taken.worst),
          floor: `${frames(floor.worst)}, plain input`,
          ratio: taken.worst,
          aim: worst,
          ...one,
        },
        {
          what: `late frames while scrolling, ${at}`,
          value: share(taken.late),
          floor: `${share(floor.late)}, plain page`,
          ratio: taken.late * 100,
          aim: 1,
          unit: ' %',
          why: one.why,
        },
        {
          what: `worst frame while scrolling, ${at}`,
          value: `${taken.longest.toFixed(0)} ms`,
          floor: `${floor.longest.toFixed(0)} ms, plain page`,
          ratio: null,
          aim: null,
        },
      );
    }
    return rows;
  });
