import { existsSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDependency, anApplication, idOf } from '../../../../tests/support/builders.ts';
import { countedId } from '../../../../tests/support/counted-ids.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { ok } from '../../../core/domain/result.ts';
import { openLocalDirectory } from './local-directory.ts';
import { createNoticeBoard } from './notices.ts';

const profileId = countedId(1, 1);

function open(folder: string) {
  const notices = createNoticeBoard();
  return { notices, directory: openLocalDirectory({ folder, profileId, notices }) };
}

const idsIn = async (directory: ReturnType<typeof open>['directory']) => {
  const all = await directory.list();
  return all.ok ? all.value.map((each) => each.id).sort() : all;
};

async function filled(folder: string) {
  const { directory } = open(folder);
  await directory.create(anApplication(1));
  await directory.create(anApplication(2, { consumedApis: [aDependency(1)] }));
  return directory;
}

describe('the local directory over restarts', () => {
  it('lists the same after an orderly end, from the index alone', async () => {
    const folder = temporaryFolder();
    (await filled(folder)).close();
    expect(existsSync(join(folder, 'index.in-doubt'))).toBe(false);
    const again = open(folder);
    expect(await idsIn(again.directory)).toEqual([idOf(1), idOf(2)].sort());
    expect((await again.directory.dependentsOf(idOf(1))).ok).toBe(true);
    expect(again.directory.inspect()).toBe(false);
  });

  it('reads the records after a crash, since the mark was set before the first change', async () => {
    const folder = temporaryFolder();
    await filled(folder);
    expect(existsSync(join(folder, 'index.in-doubt'))).toBe(true);
    expect(await idsIn(open(folder).directory)).toEqual([idOf(1), idOf(2)].sort());
  });

  it('would show an old list after a crash without the mark (control)', async () => {
    const folder = temporaryFolder();
    (await filled(folder)).close();
    const { directory } = open(folder);
    await directory.create(anApplication(3));
    rmSync(join(folder, 'index.in-doubt'));
    expect(await idsIn(open(folder).directory)).not.toContain(idOf(3));
  });

  it('reads the records when the index is damaged', async () => {
    const folder = temporaryFolder();
    (await filled(folder)).close();
    for (const name of readdirSync(folder)) if (name.startsWith('index.')) truncateSync(join(folder, name), 40);
    const again = open(folder);
    expect(await idsIn(again.directory)).toEqual([idOf(1), idOf(2)].sort());
    again.directory.close();
    expect(await idsIn(open(folder).directory)).toEqual([idOf(1), idOf(2)].sort());
  });

  it('notices files that went by themselves, and says so', async () => {
    const folder = temporaryFolder();
    (await filled(folder)).close();
    for (const name of readdirSync(join(folder, 'applications'))) {
      if (name.startsWith(idOf(1))) rmSync(join(folder, 'applications', name));
    }
    const again = open(folder);
    expect(again.directory.inspect()).toBe(true);
    expect(await idsIn(again.directory)).toEqual([idOf(2)]);
    expect(again.notices.all().map((notice) => notice.kind)).toContain('index-rebuilt');
  });

  it('tells a first run from records that vanished', async () => {
    expect(open(temporaryFolder()).notices.all()).toEqual([]);
    const folder = temporaryFolder();
    (await filled(folder)).close();
    rmSync(join(folder, 'applications'), { recursive: true });
    const again = open(folder);
    again.directory.inspect();
    expect(again.notices.all()).toContainEqual({ kind: 'records-vanished', what: '2 applications' });
  });

  it('leaves a record it cannot read in its place, names it, and shows the others', async () => {
    const folder = temporaryFolder();
    await filled(folder);
    const broken = join(folder, 'applications', `${idOf(1)}.b.json`);
    truncateSync(broken, 30);
    const { directory, notices } = open(folder);
    expect(await idsIn(directory)).toEqual([idOf(2)]);
    expect(notices.all()).toEqual([{ kind: 'record-unreadable', what: idOf(1) }]);
    expect(await directory.change(idOf(1), (current) => ok(current))).toEqual({
      ok: false,
      failure: { code: 'store-damaged', what: idOf(1) },
    });
    expect(statSync(broken).size).toBe(30);
  });

  it('removes what a killed write left behind', async () => {
    const folder = temporaryFolder();
    await filled(folder);
    writeFileSync(join(folder, 'applications', `${idOf(1)}.a.json.tmp-12345678`), 'half');
    open(folder);
    expect(readdirSync(join(folder, 'applications')).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('keeps files and folders to this user alone', async () => {
    const folder = join(temporaryFolder(), 'profile');
    (await filled(folder)).close();
    const modes = (readdirSync(folder, { recursive: true }) as string[]).map((name) => {
      const found = statSync(join(folder, name));
      return [name, found.isDirectory(), found.mode & 0o777] as const;
    });
    expect(modes.filter(([, isFolder, mode]) => mode !== (isFolder ? 0o700 : 0o600))).toEqual([]);
  });
});
