import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chanceFrom } from '../../../tests/support/crash/chance.ts';
import { crashStates, stepsIn, type CrashState, type Step } from '../../../tests/support/crash-states.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { watchFiles } from '../../../tests/support/watched-files.ts';

const files = watchFiles();
// Only now, so that electron-store's writer finds the watched calls.
const { default: ElectronStore } = await import('electron-store');
const { RecordFile } = await import('./record-file.ts');

const recordIn = (folder: string) =>
  new RecordFile<string>({ folder, name: 'record' }, (body) => (typeof body === 'string' ? body : undefined));

/** Writes and removals in turn; null stands for a removal. */
function work(count: number): readonly Step[] {
  const folder = temporaryFolder();
  const chance = chanceFrom(7);
  const steps: Step[] = [];
  for (let number = 1; number <= count; number += 1) {
    const value = chance.below(5) === 0 ? null : `value ${number} ${'.'.repeat(chance.below(200))}`;
    steps.push({ verb: 'try', value });
    files.calls.length = 0;
    const read = recordIn(folder).read();
    const revision = read.ok ? (read.value?.revision ?? 0) : -1;
    expect((value === null ? recordIn(folder).remove() : recordIn(folder).write(value, revision)).ok).toBe(true);
    steps.push(...stepsIn(folder, files.calls), { verb: 'acknowledge', value });
  }
  return steps;
}

let trials: string;
beforeAll(() => {
  trials = mkdtempSync(join(tmpdir(), 'trust-desk-power-'));
});
afterAll(() => rmSync(trials, { recursive: true, force: true }));

/** In words, when something else is found than what was acknowledged or being tried. */
function troubleIn({ files: left, allowed }: CrashState, read: (folder: string) => string | null): string | undefined {
  for (const name of readdirSync(trials)) rmSync(join(trials, name));
  for (const [name, text] of left) writeFileSync(join(trials, name), text);
  const found = read(trials);
  return allowed.includes(found) ? undefined : `"${found}" instead of ${JSON.stringify(allowed)}`;
}

const ourRead = (folder: string): string | null => {
  const read = recordIn(folder).read();
  return read.ok ? (read.value?.value ?? null) : read.failure.code;
};

const troublesOf = (steps: readonly Step[]) =>
  crashStates(steps)
    .map((state) => troubleIn(state, ourRead))
    .filter((trouble) => trouble !== undefined);

describe('a power loss at any moment (T07)', () => {
  it('leaves what was acknowledged or what was being written, in each of a thousand states and more', () => {
    const steps = work(250);
    expect(troublesOf(steps)).toEqual([]);
    expect(crashStates(steps).length).toBeGreaterThan(1_000);
  });

  it('would lose what was acknowledged if folders were not synced (control)', () => {
    const isFolder = (step: Step) => step.verb === 'sync' && !step.path.includes('.json');
    expect(troublesOf(work(3).filter((step) => !isFolder(step)))).not.toEqual([]);
  });

  it('would lose what was acknowledged if files were not synced (control)', () => {
    const isFile = (step: Step) => step.verb === 'sync' && step.path.includes('.json');
    expect(troublesOf(work(10).filter((step) => !isFile(step)))).not.toEqual([]);
  });

  it('loses what electron-store alone has acknowledged (control)', () => {
    const cwd = temporaryFolder();
    const store = new ElectronStore<{ text: string }>({ cwd, name: 'alone', clearInvalidConfig: false });
    files.calls.length = 0;
    store.set('text', 'kept');
    const steps: readonly Step[] = [
      { verb: 'try', value: 'kept' },
      ...stepsIn(cwd, files.calls),
      { verb: 'acknowledge', value: 'kept' },
    ];
    const readAlone = (folder: string) =>
      new ElectronStore<{ text?: string }>({ cwd: folder, name: 'alone', clearInvalidConfig: false }).get('text') ??
      null;
    const troubles = crashStates(steps).map((state) => troubleIn(state, readAlone));
    expect(troubles.filter((trouble) => trouble !== undefined)).not.toEqual([]);
  });
});
