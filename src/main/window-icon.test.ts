import { EventEmitter } from 'node:events';
import type { BrowserWindow, NativeImage } from 'electron';
import { expect, it } from 'vitest';
import { giveIcon } from './window-icon.ts';

function shownOn(platform: NodeJS.Platform, found = true) {
  const given: unknown[] = [];
  const asked: string[] = [];
  const image = { isEmpty: () => !found } as unknown as NativeImage;
  const window = Object.assign(new EventEmitter(), { setIcon: (icon: unknown) => void given.push(icon) });
  const read = (file: string) => {
    asked.push(file);
    return image;
  };
  giveIcon(window as unknown as BrowserWindow, { file: '/icon.png', platform, read });
  const before = asked.length;
  window.emit('show');
  return { before, asked, icons: given.map((each) => each === image) };
}

it('is read and given to the window when that shows, and not before', () => {
  expect(shownOn('linux')).toEqual({ before: 0, asked: ['/icon.png'], icons: [true] });
  expect(shownOn('win32').icons).toEqual([true]);
});

it('is left to the bundle on macOS', () => {
  expect(shownOn('darwin')).toEqual({ before: 0, asked: [], icons: [] });
});

it('leaves the window as it is when the file is missing', () => {
  expect(shownOn('linux', false).icons).toEqual([]);
});
