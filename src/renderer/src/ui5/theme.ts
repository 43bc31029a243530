import { attachBoot } from '@ui5/webcomponents-base/dist/Boot.js';
import { getTheme, setTheme } from '@ui5/webcomponents-base/dist/config/Theme.js';
import type { AppliedTheme } from '../../../shared/ipc/views.ts';

/** Resolves once UI5 has applied the theme it starts with, so that nothing is painted without one. */
export const themeReady = (): Promise<void> => new Promise((resolve) => attachBoot(() => resolve()));

/**
 * Changes the look of the whole window; the theme's variables are a chunk of the bundle, nothing is fetched from outside.
 * Resolves when they are there. UI5 forgets a theme that is set while it is starting, so that is waited for first.
 */
export async function applyTheme(theme: AppliedTheme): Promise<void> {
  await themeReady();
  if (getTheme() !== theme) await setTheme(theme);
}
