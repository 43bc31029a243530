import { describe, expect, it } from 'vitest';
import { createClipboardPort } from './electron-clipboard.ts';

/** Electron's module up to 43. */
function synchronous() {
  const board = { text: '', selection: '' };
  const clipboard = {
    writeText: (text: string) => void Object.assign(board, { text, selection: text }),
    readText: () => board.text,
    clear: (type?: 'selection') => void (board[type ?? 'text'] = ''),
  };
  return { board, electron: { clipboard } };
}

/** Electron's module from 44; `picky` takes no format of the platform's own. */
function promising({ picky = false } = {}) {
  const board = { text: '', selection: '', formats: [] as string[], contents: [] as string[] };
  class ClipboardItem {
    readonly items: Record<string, string | Blob>;
    constructor(items: Record<string, string | Blob>) {
      this.items = items;
    }
  }
  const clipboard = {
    write: async ([item]: readonly ClipboardItem[]) => {
      if (picky) throw new Error('format not supported');
      const { 'text/plain': text, ...more } = item?.items ?? {};
      board.text = board.selection = text instanceof Blob ? await text.text() : (text ?? '');
      board.formats = Object.keys(more);
      board.contents = await Promise.all(
        Object.values(more).map(async (each) => Buffer.from(await new Blob([each]).arrayBuffer()).toString('hex')),
      );
    },
    writeText: (text: string) => Promise.resolve(void Object.assign(board, { text, formats: [], contents: [] })),
    readText: () => Promise.resolve(board.text),
    clear: () => void Object.assign(board, { text: '', formats: [] }),
    selection: { clear: () => Promise.resolve(void (board.selection = '')) },
  };
  return { board, electron: { clipboard, ClipboardItem } };
}

const failing = () => {
  throw new Error('no clipboard');
};

describe('the clipboard of Electron up to 43', () => {
  it('takes a text, secret or not, and gives it back', async () => {
    const { board, electron } = synchronous();
    const port = createClipboardPort({ electron, platform: 'linux', markerRefused: failing });
    await port.write('a secret', 'confidential');
    expect(board.text).toBe('a secret');
    await port.write('an id', 'plain');
    expect(await port.read()).toBe('an id');
    await port.clear();
    expect(board.text).toBe('');
  });

  it('leaves no secret in the selection of X11, where Chromium puts every copied text', async () => {
    const { board, electron } = synchronous();
    const port = createClipboardPort({ electron, platform: 'linux', markerRefused: failing });
    await port.write('a secret', 'confidential');
    expect(board).toEqual({ text: 'a secret', selection: '' });
    await port.write('an id', 'plain');
    expect(board).toEqual({ text: 'an id', selection: 'an id' });
  });

  it('refuses with a promise, never by throwing at once', async () => {
    const electron = { clipboard: { writeText: failing, readText: failing, clear: failing } };
    const port = createClipboardPort({ electron, platform: 'linux', markerRefused: failing });
    const refusals = [port.write('x', 'plain'), port.read(), port.clear()];
    for (const refusal of refusals) await expect(refusal).rejects.toThrow('no clipboard');
  });
});

describe('the clipboard of Electron from 44', () => {
  const own = (format: string) => `electron application/osclipboard;format="${format}"`;
  const expected = {
    linux: [[own('x-kde-passwordManagerHint')], [Buffer.from('secret').toString('hex')]],
    darwin: [
      [own('org.nspasteboard.ConcealedType'), own('org.nspasteboard.TransientType')],
      ['31', '31'],
    ],
    win32: [
      [
        own('ExcludeClipboardContentFromMonitorProcessing'),
        own('CanIncludeInClipboardHistory'),
        own('CanUploadToCloudClipboard'),
      ],
      ['00000000', '00000000', '00000000'],
    ],
  } as const;

  it.each(['linux', 'darwin', 'win32'] as const)('marks a secret in the same write, on %s', async (platform) => {
    const { board, electron } = promising();
    await createClipboardPort({ electron, platform, markerRefused: failing }).write('a secret', 'confidential');
    expect(board).toMatchObject({ text: 'a secret', selection: '' });
    expect([board.formats, board.contents]).toEqual(expected[platform]);
  });

  it('does not mark an id, and gives back and clears what is there', async () => {
    const { board, electron } = promising();
    const port = createClipboardPort({ electron, platform: 'linux', markerRefused: failing });
    await port.write('an id', 'plain');
    expect(board).toMatchObject({ text: 'an id', formats: [] });
    expect(await port.read()).toBe('an id');
    await port.clear();
    expect(board.text).toBe('');
  });

  it('writes the secret without marker, and says so, where the marker is not taken', async () => {
    const { board, electron } = promising({ picky: true });
    let refused = 0;
    const port = createClipboardPort({ electron, platform: 'linux', markerRefused: () => void (refused += 1) });
    await port.write('a secret', 'confidential');
    expect(board.text).toBe('a secret');
    expect(refused).toBe(1);
  });
});
