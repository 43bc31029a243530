import type { ClipboardPort } from './clipboard-port.ts';
import { confidentialMarkers } from './confidential-markers.ts';

/** Up to Electron 43. It cannot write a text and a marker together: the second write wipes the first (seen). */
interface SynchronousElectron {
  readonly clipboard: { writeText(text: string): void; readText(): string; clear(type?: 'selection'): void };
}

/** From Electron 44. */
interface PromisingElectron {
  readonly clipboard: {
    write(items: readonly unknown[]): Promise<void>;
    writeText(text: string): Promise<void>;
    readText(): Promise<string>;
    /** Typed as `void` so far, documented as asynchronous like the rest. */
    clear(): unknown;
    readonly selection?: { clear(): unknown } | undefined;
  };
  readonly ClipboardItem: new (items: Readonly<Record<string, string | Blob>>) => unknown;
}

export interface ClipboardParts {
  /** The module `electron`; which of the two it is shows by what is in it. */
  readonly electron: object;
  readonly platform: NodeJS.Platform;
  /** The platform did not take the marker; the text was written without. */
  readonly markerRefused: () => void;
}

export function createClipboardPort(parts: ClipboardParts): ClipboardPort {
  // The typings of the installed Electron know one of the two only.
  return 'ClipboardItem' in parts.electron
    ? promisingPort(parts.electron as PromisingElectron, parts)
    : synchronousPort(parts.electron as SynchronousElectron, parts);
}

// Chromium copies every text to X11's selection as well (seen), which every program may read and clearing the clipboard does
// not reach: a secret is taken out of it in the same breath.
const synchronousPort = ({ clipboard }: SynchronousElectron, { platform }: ClipboardParts): ClipboardPort => ({
  write: (text, kind) =>
    promised(() => {
      clipboard.writeText(text);
      if (kind === 'confidential' && platform === 'linux') clipboard.clear('selection');
    }),
  read: () => promised(() => clipboard.readText()),
  clear: () => promised(() => clipboard.clear()),
});

/** What the module throws arrives as a refused promise, too. */
const promised = <T>(run: () => T): Promise<T> => new Promise((settle) => settle(run()));

function promisingPort(
  { clipboard, ClipboardItem }: PromisingElectron,
  { platform, markerRefused }: ClipboardParts,
): ClipboardPort {
  return {
    write: async (text, kind) => {
      if (kind === 'plain') return clipboard.writeText(text);
      try {
        await clipboard.write([new ClipboardItem({ 'text/plain': text, ...confidentialMarkers(platform) })]);
      } catch {
        markerRefused();
        await clipboard.writeText(text);
      }
      await clipboard.selection?.clear();
    },
    read: () => clipboard.readText(),
    clear: async () => {
      await clipboard.clear();
    },
  };
}
