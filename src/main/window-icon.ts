import { nativeImage, type BrowserWindow, type NativeImage } from 'electron';

interface Icon {
  /** Path of a PNG. */
  readonly file: string;
  readonly platform?: NodeJS.Platform;
  readonly read?: (file: string) => NativeImage;
}

/**
 * Gives the window its picture for task bar and window switcher; without it, they show Electron's. Not before the window shows,
 * since reading it would hold up the first paint. On macOS the picture comes with the bundle of the app.
 */
export function giveIcon(
  window: Pick<BrowserWindow, 'once' | 'setIcon'>,
  { file, platform = process.platform, read = (path) => nativeImage.createFromPath(path) }: Icon,
): void {
  if (platform === 'darwin') return;
  window.once('show', () => {
    const icon = read(file);
    if (!icon.isEmpty()) window.setIcon(icon);
  });
}
