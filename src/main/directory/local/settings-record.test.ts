import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { describe, expect, it } from 'vitest';
import { SPECIAL_DAMAGES } from '../../../../tests/support/damage.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { createNoticeBoard } from './notices.ts';
import { SettingsRecord } from './settings-record.ts';

function openIn(folder: string) {
  const notices = createNoticeBoard();
  return { notices, settings: new SettingsRecord(folder, notices) };
}

/** For settings, an object with nothing known in it is no damage. */
const isStillSettings = ['{}', '__proto__', 'duplicate keys', 'Latin-1'];

describe('the settings', () => {
  it('are none at first, without a file and without a notice', () => {
    const folder = temporaryFolder();
    const { settings, notices } = openIn(folder);
    expect(settings.get('theme')).toBeUndefined();
    expect(notices.all()).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are kept over a restart, each for itself', () => {
    const folder = temporaryFolder();
    const { settings } = openIn(folder);
    expect([settings.set('theme', 'dark'), settings.set('window', { x: 1 })]).toEqual([true, true]);
    const again = openIn(folder).settings;
    expect([again.get('theme'), again.get('window')]).toEqual(['dark', { x: 1 }]);
  });

  it.each(SPECIAL_DAMAGES.filter(({ what }) => !isStillSettings.includes(what)))(
    'are set aside with a notice, and begin anew: $what',
    ({ spoil }) => {
      const folder = temporaryFolder();
      openIn(folder).settings.set('theme', 'dark');
      spoil(join(folder, 'settings.json'));
      const { settings, notices } = openIn(folder);
      expect(settings.get('theme')).toBeUndefined();
      const [aside = ''] = readdirSync(folder);
      expect(aside).toMatch(/^settings\.json\.damaged-/);
      expect(notices.all()).toEqual([{ kind: 'record-unreadable', what: 'Settings', savedAs: aside }]);
      expect(settings.set('theme', 'light')).toBe(true);
      expect(openIn(folder).settings.get('theme')).toBe('light');
    },
  );

  it.each(['null', '[]', '7'])('would be overwritten by electron-store alone: %s (control)', (text) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'settings.json'), text);
    new ElectronStore<{ theme: string }>({ cwd, name: 'settings', clearInvalidConfig: false }).set('theme', 'dark');
    expect(readdirSync(cwd)).toEqual(['settings.json']);
    expect(readFileSync(join(cwd, 'settings.json'), 'utf8')).not.toBe(text);
  });

  it('take no prototype from a file', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'settings.json'), '{"__proto__":{"theme":"dark"}}');
    expect(openIn(folder).settings.get('theme')).toBeUndefined();
  });

  it('count for the session when they cannot be written', () => {
    const folder = join(temporaryFolder(), 'a-file');
    writeFileSync(folder, 'where the folder should be');
    const { settings } = openIn(folder);
    expect(settings.set('theme', 'dark')).toBe(false);
    expect(settings.get('theme')).toBe('dark');
  });

  it('are read once: what changes the file meanwhile does not count', () => {
    const folder = temporaryFolder();
    const { settings } = openIn(folder);
    mkdirSync(join(folder, 'settings.json'));
    expect(settings.set('theme', 'dark')).toBe(false);
    expect(existsSync(join(folder, 'settings.json'))).toBe(true);
  });

  it.runIf(process.platform !== 'win32')('are for this user alone', () => {
    const folder = temporaryFolder();
    openIn(folder).settings.set('theme', 'dark');
    expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
  });
});
