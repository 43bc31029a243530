import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { describe, expect, it } from 'vitest';
import { bitFlips, SPECIAL_DAMAGES, truncations, UNREADABLE } from '../../../tests/support/damage.ts';
import {
  fileIn,
  FIRST,
  newestPath,
  SECOND,
  tryDamage,
  tryTotalDamage,
  twoGenerations,
} from '../../../tests/support/damage-trial.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';

const ordinary = process.getuid?.() !== 0 && process.platform !== 'win32';
const damages = [...SPECIAL_DAMAGES, ...(ordinary ? [UNREADABLE] : [])];

describe('a record in two generations', () => {
  it('is absent before it was written, and that is no failure', () => {
    expect(fileIn(temporaryFolder()).read()).toEqual({ ok: true, value: undefined });
  });

  it('gives back what was written last', () => {
    const read = twoGenerations(temporaryFolder()).read();
    expect(read).toEqual({ ok: true, value: { value: SECOND, revision: 2, damagedFile: null } });
  });

  it('writes to the older generation only', () => {
    const folder = temporaryFolder();
    const file = twoGenerations(folder);
    const newest = readFileSync(newestPath(folder));
    file.write({ text: 'third' }, 2);
    expect(readFileSync(newestPath(folder))).toEqual(newest);
  });

  it('refuses to write over a change made by somebody else', () => {
    const folder = temporaryFolder();
    const mine = twoGenerations(folder);
    const theirs = fileIn(folder);
    expect(theirs.write({ text: 'theirs' }, 2).ok).toBe(true);
    expect(mine.write({ text: 'mine' }, 2)).toEqual({
      ok: false,
      failure: { code: 'store-changed-outside', what: 'record' },
    });
    const read = mine.read();
    expect(read.ok && read.value?.value.text).toBe('theirs');
  });

  it('leaves a record of a newer version exactly as it is', () => {
    const folder = temporaryFolder();
    const file = twoGenerations(folder);
    const newer = '{"format":2,"revision":9,"sealed":"otherwise"}';
    writeFileSync(newestPath(folder), newer);
    const refusal = { ok: false, failure: { code: 'store-newer', format: 2 } };
    expect(file.read()).toEqual(refusal);
    expect(file.write(FIRST, 2)).toEqual(refusal);
    expect(file.remove()).toEqual(refusal);
    expect(readFileSync(newestPath(folder), 'utf8')).toBe(newer);
  });

  it('removes the older generation before the newer', () => {
    const folder = temporaryFolder();
    expect(twoGenerations(folder).remove().ok).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('is for this user alone', () => {
    const folder = temporaryFolder();
    twoGenerations(folder);
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600]);
  });
});

describe('damaged files', () => {
  it.each(damages)('use the generation before and keep the bytes: $what', (damage) => {
    expect(tryDamage(damage)).toBeUndefined();
  });

  it.each(damages)('are neither empty nor overwritten when both are: $what', (damage) => {
    expect(tryTotalDamage(damage)).toBeUndefined();
  });

  it('are noticed at every length and, sampled, at every bit', () => {
    const folder = temporaryFolder();
    twoGenerations(folder);
    const { size } = statSync(newestPath(folder));
    const trials = [...truncations(size, 1), ...bitFlips(size, 13)];
    expect(trials.map(tryDamage).filter((trouble) => trouble !== undefined)).toEqual([]);
  });

  it('are taken for an empty store by electron-store alone (control)', () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'plain.json'), 'null');
    const store = new ElectronStore<{ text: string }>({ cwd, name: 'plain', clearInvalidConfig: false });
    expect(store.size).toBe(0);
    store.set('text', 'over it');
    expect(readFileSync(join(cwd, 'plain.json'), 'utf8')).not.toBe('null');
  });
});
