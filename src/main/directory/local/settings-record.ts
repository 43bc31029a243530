import { renameSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { ensureFolder } from '../../records/durable-files.ts';

/**
 * Window place, theme and last selection: worth keeping, not worth a question. An unreadable file is set aside and the defaults
 * count; a write that fails is forgotten. Values are handed out as unknown: who asks knows the shape.
 */
export class SettingsRecord {
  readonly #folder: string;
  #store: ElectronStore;

  constructor(folder: string) {
    ensureFolder(folder);
    this.#folder = folder;
    this.#store = this.#open() ?? this.#afterSettingAside();
  }

  get(key: string): unknown {
    try {
      return this.#store.get(key);
    } catch {
      return undefined;
    }
  }

  /** False when it could not be written. */
  set(key: string, value: unknown): boolean {
    try {
      this.#store.set(key, value);
      return true;
    } catch {
      return false;
    }
  }

  #open(): ElectronStore | undefined {
    try {
      return new ElectronStore({
        cwd: this.#folder,
        name: 'settings',
        clearInvalidConfig: false,
        configFileMode: 0o600,
        accessPropertiesByDotNotation: false,
      });
    } catch {
      return undefined;
    }
  }

  #afterSettingAside(): ElectronStore {
    const path = join(this.#folder, 'settings.json');
    renameSync(path, `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
    const opened = this.#open();
    if (!opened) throw new Error('The settings file can be neither read nor set aside.');
    return opened;
  }
}
