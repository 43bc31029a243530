import { isDeepStrictEqual } from 'node:util';
import { BrowserWindow, screen, type BrowserWindowConstructorOptions } from 'electron';
import { DEFAULT_SIZE, MINIMUM_SIZE, placeFor, type WindowBounds } from './window-place.ts';
import { lockedPreferences } from './window-preferences.ts';

/** Resizing and moving come in hundreds; only where they end is worth a write. */
const SETTLED_MS = 500;

export interface WindowWishes {
  readonly preload: string;
  readonly background: string;
  readonly developerTools: boolean;
}

/** The one window: hidden until there is something to see. */
export function createWindow({ preload, background, developerTools }: WindowWishes): BrowserWindow {
  const options: BrowserWindowConstructorOptions = {
    ...DEFAULT_SIZE,
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    paintWhenInitiallyHidden: false,
    title: 'Trust Desk',
    autoHideMenuBar: true,
    backgroundColor: background,
    webPreferences: { ...lockedPreferences(developerTools), preload },
  };
  return new BrowserWindow(options);
}

/** Puts the window where it was left, as far as today's displays allow. Still to be maximized, if it was: that would show it. */
export function restorePlace(window: BrowserWindow, left: WindowBounds): void {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  window.setBounds(placeFor(left, areas));
}

/** Hands over where the window is whenever that is for good another place than what is remembered, at the latest when it closes. */
export function rememberPlace(
  window: BrowserWindow,
  remembered: WindowBounds | undefined,
  remember: (bounds: WindowBounds) => void,
): void {
  let timer: NodeJS.Timeout | undefined;
  let last = remembered;

  const look = () => {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    const now = placeOf(window);
    if (isDeepStrictEqual(now, last)) return;
    last = now;
    remember(now);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLED_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', look);
}

function placeOf(window: BrowserWindow): WindowBounds {
  const { x, y, width, height } = window.getNormalBounds();
  return { x, y, width, height, maximized: window.isMaximized() };
}

/** A second start of the app brings the window of the first to the front; what it was started with is nobody's business. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
