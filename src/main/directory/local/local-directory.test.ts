import { cpSync, existsSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anApplication, idOf } from '../../../../tests/support/builders.ts';
import { idsIn, openStored, twoStored } from '../../../../tests/support/stored-applications.ts';
import { worked } from '../../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { fail } from '../../../core/domain/result.ts';

/** Takes an application's record away, as a person or a program might. */
function lose(folder: string, id: string): void {
  const records = join(folder, 'applications');
  for (const name of readdirSync(records)) if (name.startsWith(id)) rmSync(join(records, name));
}

describe('the local directory over restarts', () => {
  it('lists the same after an orderly end, from the index alone', async () => {
    const folder = temporaryFolder();
    (await twoStored(folder)).close();
    expect(existsSync(join(folder, 'index.in-doubt'))).toBe(false);
    const again = openStored(folder);
    expect(await idsIn(again.directory)).toEqual([idOf(1), idOf(2)].sort());
    expect((await again.directory.dependentsOf(idOf(1))).ok).toBe(true);
    expect(again.directory.inspect()).toBe(false);
  });

  it('lists by label after an orderly end, as the window wants it', async () => {
    const folder = temporaryFolder();
    const { directory } = openStored(folder);
    const labels = ['b', 'É', 'a', 'C'];
    for (const [index, displayName] of labels.entries())
      worked(await directory.create(anApplication(index + 1, { displayName })));
    directory.close();
    const listed = worked(await openStored(folder).directory.list());
    expect(listed.map(({ displayName }) => displayName)).toEqual(['a', 'b', 'C', 'É']);
  });

  it('reads the records after a crash, since the mark was set before the first change', async () => {
    const folder = temporaryFolder();
    await twoStored(folder);
    expect(existsSync(join(folder, 'index.in-doubt'))).toBe(true);
    expect(await idsIn(openStored(folder).directory)).toEqual([idOf(1), idOf(2)].sort());
  });

  it('would show an old list after a crash without the mark (control)', async () => {
    const folder = temporaryFolder();
    (await twoStored(folder)).close();
    const { directory } = openStored(folder);
    await directory.create(anApplication(3));
    rmSync(join(folder, 'index.in-doubt'));
    expect(await idsIn(openStored(folder).directory)).not.toContain(idOf(3));
  });

  it('names a record that went by itself, and does not say that nothing is missing', async () => {
    const folder = temporaryFolder();
    (await twoStored(folder)).close();
    lose(folder, idOf(1));
    const again = openStored(folder);
    expect(again.directory.inspect()).toBe(true);
    expect(await idsIn(again.directory)).toEqual([idOf(2)]);
    expect(again.notices.all()).toEqual([{ kind: 'records-vanished', what: 'Application 1', savedAs: null }]);
    expect(openStored(folder).directory.inspect()).toBe(false);
  });

  it('finds a record that came back, and says that nothing is missing', async () => {
    const folder = temporaryFolder();
    const complete = temporaryFolder();
    (await twoStored(folder)).close();
    cpSync(join(folder, 'applications'), complete, { recursive: true });
    lose(folder, idOf(1));
    openStored(folder).directory.inspect();
    cpSync(complete, join(folder, 'applications'), { recursive: true });
    const again = openStored(folder);
    expect(again.directory.inspect()).toBe(true);
    expect(await idsIn(again.directory)).toEqual([idOf(1), idOf(2)].sort());
    expect(again.notices.all()).toEqual([{ kind: 'index-rebuilt', what: '2', savedAs: null }]);
  });

  it('notices one that went while another came', async () => {
    const folder = temporaryFolder();
    (await twoStored(folder)).close();
    const elsewhere = temporaryFolder();
    await openStored(elsewhere).directory.create(anApplication(3));
    lose(folder, idOf(1));
    cpSync(join(elsewhere, 'applications'), join(folder, 'applications'), { recursive: true });
    const again = openStored(folder);
    expect(again.directory.inspect()).toBe(true);
    expect(await idsIn(again.directory)).toEqual([idOf(2), idOf(3)].sort());
    expect(again.notices.all().map(({ kind }) => kind)).toEqual(['records-vanished']);
  });

  it('says so when the record of a listed application is gone, and no longer lists it', async () => {
    const folder = temporaryFolder();
    const directory = await twoStored(folder);
    lose(folder, idOf(1));
    expect(await directory.read(idOf(1))).toEqual(fail({ code: 'application-unknown', id: idOf(1) }));
    expect(await idsIn(directory)).toEqual([idOf(2)]);
  });

  it('misses nothing that was removed on purpose before a crash', async () => {
    const folder = temporaryFolder();
    (await twoStored(folder)).close();
    await openStored(folder).directory.remove(idOf(1));
    const again = openStored(folder);
    expect(await idsIn(again.directory)).toEqual([idOf(2)]);
    expect(again.notices.all()).toEqual([]);
  });

  it('would miss it if the mark did not name what is being removed (control)', async () => {
    const folder = temporaryFolder();
    (await twoStored(folder)).close();
    await openStored(folder).directory.remove(idOf(1));
    truncateSync(join(folder, 'index.in-doubt'));
    expect(
      openStored(folder)
        .notices.all()
        .map(({ kind }) => kind),
    ).toEqual(['records-vanished']);
  });

  it('reads the records once after a crash, not at every start until an orderly end', async () => {
    const folder = temporaryFolder();
    await twoStored(folder);
    expect(openStored(folder).directory.inspect()).toBe(false);
    expect(existsSync(join(folder, 'index.in-doubt'))).toBe(false);
    expect(await idsIn(openStored(folder).directory)).toEqual([idOf(1), idOf(2)].sort());
  });

  it('tells a first run from records that vanished', async () => {
    expect(openStored(temporaryFolder()).notices.all()).toEqual([]);
    const folder = temporaryFolder();
    (await twoStored(folder)).close();
    rmSync(join(folder, 'applications'), { recursive: true });
    const again = openStored(folder);
    again.directory.inspect();
    expect(again.notices.all()).toContainEqual({ kind: 'records-vanished', what: '2 applications', savedAs: null });
  });

  it('removes what a killed write left behind', async () => {
    const folder = temporaryFolder();
    await twoStored(folder);
    writeFileSync(join(folder, 'applications', `${idOf(1)}.a.json.tmp-12345678`), 'half');
    openStored(folder);
    expect(readdirSync(join(folder, 'applications')).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('keeps files and folders to this user alone', async () => {
    const folder = join(temporaryFolder(), 'profile');
    (await twoStored(folder)).close();
    const modes = (readdirSync(folder, { recursive: true }) as string[]).map((name) => {
      const found = statSync(join(folder, name));
      return [name, found.isDirectory(), found.mode & 0o777] as const;
    });
    expect(modes.filter(([, isFolder, mode]) => mode !== (isFolder ? 0o700 : 0o600))).toEqual([]);
  });
});
