import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it } from 'vitest';
import type { Log } from './logging/log.ts';
import { recoverWindow } from './window-recovery.ts';

function fakeWindow(answer = 0) {
  const told: string[] = [];
  const webContents = Object.assign(new EventEmitter(), { reload: () => told.push('reload') });
  const window = Object.assign(new EventEmitter(), { webContents, isDestroyed: () => false });
  const log: Log = { note: (entry) => void told.push(entry), fault: () => '' };
  recoverWindow(window as unknown as BrowserWindow, {
    log,
    quit: () => told.push('quit'),
    ask: (_window, { message }) => {
      told.push(message);
      return Promise.resolve({ response: answer });
    },
  });
  return { told, window, die: (reason: string) => webContents.emit('render-process-gone', {}, { reason }) };
}

describe('a window whose page died', () => {
  it('is loaded again, and the person is told', () => {
    const { told, die } = fakeWindow();
    die('crashed');
    expect(told).toEqual(['window-gone', 'reload', 'The window stopped working and was loaded again.']);
  });

  it('is not loaded again for ever', async () => {
    const { told, die } = fakeWindow();
    for (let n = 0; n < 4; n++) die('oom');
    await Promise.resolve();
    expect(told.filter((each) => each === 'reload')).toHaveLength(3);
    expect(told.slice(-2)).toEqual(['The window keeps stopping.', 'quit']);
  });

  it('is left alone when it ended as it should', () => {
    const { told, die } = fakeWindow();
    die('clean-exit');
    expect(told).toEqual(['window-gone']);
  });
});

describe('a window that hangs', () => {
  it.each([
    [0, ['window-unresponsive', 'The window does not respond.']],
    [1, ['window-unresponsive', 'The window does not respond.', 'reload']],
  ])('is loaded again only if the person says so (button %i)', async (button, expected) => {
    const { told, window } = fakeWindow(button);
    window.emit('unresponsive');
    await Promise.resolve();
    expect(told).toEqual(expected);
  });
});
