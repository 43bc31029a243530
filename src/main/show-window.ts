import type { BrowserWindow } from 'electron';
import type { Composition } from './host.ts';
import { rememberPlace, restorePlace } from './window.ts';

/** The place of the window comes with the settings; a disk that hangs may not keep the window from showing. */
const PLACE_LIMIT_MS = 1_500;
/** What is done after the paint would compete with it; the first list is on screen well within this, on slow machines too. */
const QUIET_AFTER_LOAD_MS = 400;

/**
 * Shows the window when its page is there and its place known, and lets the slow things begin when it is quiet again. Not as late as
 * `ready-to-show`: a window that paints while hidden waits for the graphics process before it reads its first script. For the
 * moment until the page is painted it has the theme's background.
 */
export async function showWhenReady(window: BrowserWindow, composed: Promise<Composition>): Promise<void> {
  const ready = new Promise<void>((settle) => window.webContents.once('dom-ready', () => settle()));
  const loaded = new Promise<void>((settle) => window.webContents.once('did-finish-load', () => settle()));
  const placed = composed.then(({ windowState }) => {
    const left = windowState.read();
    if (left && !window.isDestroyed()) restorePlace(window, left);
    return left;
  });
  // Without its parts the app still has a window, which says what is wrong.
  const placedInTime = Promise.race([placed.catch(() => undefined), after(PLACE_LIMIT_MS)]);
  const [left] = await Promise.all([placedInTime, ready]);
  if (window.isDestroyed()) return;
  window.show();
  if (left?.maximized) window.maximize();
  const [composition] = await Promise.all([composed, loaded]);
  if (!window.isDestroyed()) rememberPlace(window, left, (bounds) => composition.windowState.remember(bounds));
  await after(QUIET_AFTER_LOAD_MS);
  composition.afterFirstPaint();
}

const after = (ms: number) => new Promise<undefined>((settle) => setTimeout(() => settle(undefined), ms));
