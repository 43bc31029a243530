import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { ThemeChoice } from '../../../src/shared/ipc/views.ts';

const WCAG: readonly string[] = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What a theme can change; the rest of a page is the same in all of them. */
const COLOUR_RULES: readonly string[] = ['color-contrast', 'link-in-text-block', 'target-size'];

const FADED_IN_MS = 600;

/** The themes, by the colour of the page behind everything. */
const BACKGROUNDS = {
  light: '#f5f6f7',
  dark: '#12171c',
  'high-contrast-black': '#000',
  'high-contrast-white': '#fff',
} as const;
export type Theme = keyof typeof BACKGROUNDS & ThemeChoice;

/** Looks at states of the main window in one theme, and keeps what is wrong. */
export class Scanner {
  /** By state; only those with violations. */
  readonly found: Record<string, readonly string[]> = {};
  /** Names of the states looked at. */
  readonly seen: string[] = [];
  readonly #page: Page;
  readonly #rules: readonly string[];

  constructor(page: Page, theme: Theme) {
    this.#page = page;
    this.#rules = theme === 'light' || theme === 'dark' ? WCAG : COLOUR_RULES;
  }

  /** The window as it is now. Light and dark with every rule of WCAG 2.2 A and AA, high contrast with those about colour. */
  async see(state: string): Promise<void> {
    this.seen.push(state);
    await settled(this.#page);
    if ((await violationsOf(this.#page, this.#rules)).length === 0) return;
    // A dialog that fades in has been caught half way; what is wrong with it is still wrong when it is there.
    await this.#page.waitForTimeout(FADED_IN_MS);
    const wrong = await violationsOf(this.#page, this.#rules);
    if (wrong.length > 0) this.found[state] = wrong;
  }
}

/** Puts the theme on and waits until it is on screen. Nothing moves from then on: what moves is measured half way. */
export async function wear(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate((choice) => window.trustDesk.settings.chooseTheme({ theme: choice }), theme);
  await page.waitForFunction(
    (colour) => getComputedStyle(document.documentElement).getPropertyValue('--sapBackgroundColor').trim() === colour,
    BACKGROUNDS[theme],
  );
}

/** Two frames for UI5 to render, and then what moves all the same. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise((settle) => requestAnimationFrame(settle));
    await frame();
    await frame();
    const moving = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });

/** The part of axe-core that is used within the page. */
interface Axe {
  run(options: {
    readonly runOnly: readonly string[];
    readonly resultTypes: readonly string[];
  }): Promise<
    Record<'violations' | 'passes', readonly { id: string; nodes: readonly { target: readonly unknown[] }[] }[]>
  >;
}

/** In words; a page on which no text's contrast could be measured is wrong as well. */
export async function violationsOf(page: Page, rules = WCAG): Promise<readonly string[]> {
  // Put into the page once and left there.
  if (!(await page.evaluate(() => 'axe' in window)))
    await new AxeBuilder({ page }).setLegacyMode(true).withRules(['document-title']).analyze();
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations, passes } = await axe.run({ runOnly, resultTypes: ['violations'] });
    const wrong = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    return passes.some(({ id }) => id === 'color-contrast') ? wrong : [...wrong, 'no contrast was measured'];
  }, rules);
}
