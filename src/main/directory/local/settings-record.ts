import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { ensureFolder, moveAside, readText } from '../../records/durable-files.ts';
import type { NoticeBoard } from './notices.ts';

type Settings = Record<string, unknown>;

const NAME = 'settings';
const MAXIMUM_SIZE = 1024 * 1024;

/**
 * Window place, theme and last selection: worth keeping, not worth a question. An unreadable file is set aside and the defaults
 * count; a write that fails is forgotten at the next start. Values are handed out as unknown: who asks knows the shape.
 */
export class SettingsRecord {
  readonly #folder: string;
  #values: Settings;

  constructor(folder: string, notices: NoticeBoard) {
    this.#folder = folder;
    const path = join(folder, `${NAME}.json`);
    const read = readText(path, MAXIMUM_SIZE);
    const values = read.kind === 'text' ? settingsIn(read.text) : undefined;
    this.#values = values ?? {};
    if (read.kind === 'absent' || values) return;
    notices.post({ kind: 'record-unreadable', what: 'Settings', savedAs: asideIfPossible(path) });
  }

  get(key: string): unknown {
    return this.#values[key];
  }

  /** False when it could not be written; it counts until the app ends all the same. */
  set(key: string, value: unknown): boolean {
    this.#values = { ...this.#values, [key]: value };
    try {
      ensureFolder(this.#folder);
      this.#open().store = this.#values;
      return true;
    } catch {
      return false;
    }
  }

  /** Opened for each of the few writes: what it found at the start may have been set aside since. */
  #open(): ElectronStore<Settings> {
    return new ElectronStore<Settings>({
      cwd: this.#folder,
      name: NAME,
      clearInvalidConfig: false,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
    });
  }
}

/** electron-store alone would take a list or null for no settings and write over them. */
function settingsIn(text: string): Settings | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

function asideIfPossible(path: string): string | null {
  try {
    return moveAside(path);
  } catch {
    return null;
  }
}
