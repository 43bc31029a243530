import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import type { AppliedTheme } from '../../shared/ipc/views.ts';
import { backgroundOf } from '../appearance.ts';
import { lockedPreferences } from '../window-preferences.ts';

const WIDTH = 600;
const HEIGHT = 350;
/** A window larger than this times its size would not fit beside anything; the page scrolls instead. */
const GROWTH_MAXIMUM = 1.5;

interface Surroundings {
  readonly parent: BrowserWindow | undefined;
  readonly theme: AppliedTheme;
  /** At the usual zoom, in pixels. */
  readonly height?: number;
}

/** Locked like the main window, and more: no script at all, no preload, no developer tools. */
export function secretWindowOptions({
  parent,
  theme,
  height: usual = HEIGHT,
}: Surroundings): BrowserWindowConstructorOptions {
  const zoomFactor = parent?.webContents.getZoomFactor() ?? 1;
  const growth = Math.min(Math.max(zoomFactor, 1), GROWTH_MAXIMUM);
  const width = Math.round(WIDTH * growth);
  const height = Math.round(usual * growth);
  return {
    ...{ width, height, useContentSize: true, show: false, title: 'Client Secret' },
    ...{ resizable: false, minimizable: false, maximizable: false, fullscreenable: false, skipTaskbar: true },
    autoHideMenuBar: true,
    backgroundColor: backgroundOf(theme),
    ...(parent && { parent, ...centredOn(parent, width, height) }),
    webPreferences: { ...lockedPreferences(false), javascript: false, images: false, zoomFactor },
  };
}

function centredOn(parent: BrowserWindow, width: number, height: number): { x: number; y: number } {
  const area = parent.getBounds();
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
  };
}
