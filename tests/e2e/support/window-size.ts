import type { Locator } from 'playwright-core';
import type { Launched } from './launch.ts';

/** CSS pixels without zoom. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

export async function resize(desk: Launched, { width, height, zoom }: WindowSize): Promise<void> {
  await desk.app.evaluate(
    ({ BrowserWindow }, to) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMinimumSize(300, 300);
      window?.setContentSize(to.width, to.height);
      if (window) window.webContents.zoomFactor = to.zoom;
    },
    { width, height, zoom },
  );
  await desk.page.waitForFunction((wanted) => Math.abs(window.innerWidth - wanted) < 2, width / zoom);
  // The tables are measured, and laid out anew, in the frames after.
  await desk.page.evaluate(
    () => new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(() => settle(undefined)))),
  );
}

/** Whether it can be brought into the window, and nothing lies over it there; of a text in a high cell, the text. */
export const canBeReached = (locator: Locator): Promise<boolean> => locator.evaluate(isWithinReach);

// A code that is printed scrolls by itself.
const PARTS =
  'h1, h2, h3, h4, p, dt, dd, th, td, li, code:not(pre code), .popped-in, ui5-label, ui5-button, ui5-input, ui5-textarea, ui5-switch, ui5-checkbox, ui5-radio-button, ui5-link, ui5-select';

/** What is to be read or pressed in it and cannot be brought into the window; at least `fewest` parts must be there. */
export async function outOfReach(place: Locator, fewest: number): Promise<readonly string[]> {
  const parts = await place.locator(`css:light=${PARTS}`).elementHandles();
  const shown: typeof parts = [];
  for (const part of parts) if (await part.evaluate(isPartOnScreen, PARTS)) shown.push(part);
  if (shown.length < fewest) throw new Error(`Only ${shown.length} parts are there.`);
  const missed: string[] = [];
  for (const part of shown) {
    // A list gives its rows other places in the frames after it was scrolled: those are looked at twice.
    if (
      (await part.evaluate(isWithinReach)) ||
      (await part.evaluate((element) => !element.isConnected)) ||
      (await part.evaluate(isWithinReach))
    )
      continue;
    missed.push(await part.evaluate((element) => `${element.nodeName} ${element.textContent?.trim() ?? ''}`));
  }
  return missed;
}

/** Nothing that only a screen reader gets, and no cell that has parts of its own. */
function isPartOnScreen(element: Element, parts: string): boolean {
  const { width, height } = element.getBoundingClientRect();
  const seen = width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
  return seen && !element.closest('.visually-hidden') && element.querySelector(parts) === null;
}

function isWithinReach(element: Element): boolean {
  element.scrollIntoView({ block: 'center' });
  const inside = document.createRange();
  inside.selectNodeContents(element);
  const whole = element.getBoundingClientRect();
  const text = inside.getBoundingClientRect();
  const { top, bottom } = text.height > 0 ? text : whole;
  const { left } = whole;
  const right = text.width > 0 ? Math.min(text.right, whole.right) : whole.right;
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return left >= 0 && right <= window.innerWidth && hit !== null && (element.contains(hit) || hit.contains(element));
}
