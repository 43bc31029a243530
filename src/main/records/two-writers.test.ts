import ElectronStore from 'electron-store';
import { describe, expect, it } from 'vitest';
import { aDependency, anApplication, idOf } from '../../../tests/support/builders.ts';
import { chanceFrom } from '../../../tests/support/crash/chance.ts';
import { worked } from '../../../tests/support/outcome.ts';
import { openStored } from '../../../tests/support/stored-applications.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { RecordFile } from './record-file.ts';

interface Writer {
  /** Looks at what is stored now. */
  read(): void;
  /** Adds to what it saw last; false when it was told of a conflict. */
  add(entry: string): boolean;
}

const recordIn = (folder: string) =>
  new RecordFile<string[]>({ folder, name: 'record' }, (body) =>
    Array.isArray(body) ? (body as string[]) : undefined,
  );

function ourWriter(folder: string): Writer {
  const file = recordIn(folder);
  let seen = { value: [] as string[], revision: 0 };
  return {
    read: () => (seen = worked(file.read()) ?? { value: [], revision: 0 }),
    add: (entry) => file.write([...seen.value, entry], seen.revision).ok,
  };
}

function naiveWriter(cwd: string): Writer {
  const store = new ElectronStore<{ list: string[] }>({ cwd, name: 'alone', clearInvalidConfig: false });
  let seen: string[] = [];
  return {
    read: () => (seen = store.get('list', [])),
    add: (entry) => {
      store.set('list', [...seen, entry]);
      return true;
    },
  };
}

/** Both writers, turn by turn as chance will have it; answers what was acknowledged and how many conflicts were told. */
function interleave(writers: readonly [Writer, Writer], turns: number) {
  const chance = chanceFrom(11);
  const acknowledged: string[] = [];
  const states = writers.map((writer) => ({ writer, hasRead: false }));
  let conflicts = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const state = chance.oneOf(states)!;
    if (!state.hasRead) {
      state.writer.read();
      state.hasRead = true;
      continue;
    }
    if (state.writer.add(`entry ${turn}`)) acknowledged.push(`entry ${turn}`);
    else conflicts += 1;
    state.hasRead = false;
  }
  return { acknowledged, conflicts };
}

describe('two writers (T08)', () => {
  it('lose nothing in 400 turns, and are told of every conflict', () => {
    const folder = temporaryFolder();
    const { acknowledged, conflicts } = interleave([ourWriter(folder), ourWriter(folder)], 400);
    expect(worked(recordIn(folder).read())?.value).toEqual(acknowledged);
    expect(conflicts).toBeGreaterThan(20);
  });

  it('lose entries with electron-store alone (control)', () => {
    const cwd = temporaryFolder();
    const { acknowledged } = interleave([naiveWriter(cwd), naiveWriter(cwd)], 400);
    const kept = new ElectronStore<{ list: string[] }>({ cwd, name: 'alone' }).get('list');
    expect(kept.length).toBeLessThan(acknowledged.length);
  });

  it('conflict also in the middle of a change of an application', async () => {
    const folder = temporaryFolder();
    const mine = openStored(folder).directory;
    await mine.create(anApplication(1));
    const theirs = openStored(folder).directory;
    let theirAnswer: ReturnType<typeof theirs.change> | undefined;
    const answer = await mine.change(idOf(1), (current) => {
      theirAnswer = theirs.change(idOf(1), (seen) => ok({ ...seen, description: 'theirs' }));
      return ok({ ...current, description: 'mine' });
    });
    expect((await theirAnswer)?.ok).toBe(true);
    expect(answer).toEqual(fail({ code: 'store-changed-outside', what: idOf(1) }));
    expect(worked(await mine.read(idOf(1))).description).toBe('theirs');
  });

  it('keep the index true to what the other one wrote, after a conflict', async () => {
    const folder = temporaryFolder();
    const mine = openStored(folder).directory;
    await mine.create(anApplication(1));
    const theirs = openStored(folder).directory;
    await mine.change(idOf(1), (current) => {
      void theirs.change(idOf(1), (seen) => ok({ ...seen, consumedApis: [aDependency(2)] }));
      return ok({ ...current, description: 'mine' });
    });
    expect(worked(await mine.dependentsOf(idOf(2))).map(({ id }) => id)).toEqual([idOf(1)]);
  });
});
