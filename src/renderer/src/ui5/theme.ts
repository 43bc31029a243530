import { attachBoot } from '@ui5/webcomponents-base/dist/Boot.js';
import { getTheme, setTheme } from '@ui5/webcomponents-base/dist/config/Theme.js';
import type { AppliedTheme } from '../../../shared/ipc/views.ts';

/** Changes the look of the whole window; the theme's variables are a chunk of the bundle, nothing is fetched from outside. */
export function applyTheme(theme: AppliedTheme): void {
  if (getTheme() !== theme) void setTheme(theme);
}

/** Resolves once UI5 has its theme, so that nothing is painted without it. */
export const themeReady = (): Promise<void> => new Promise((resolve) => attachBoot(() => resolve()));
