import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anApplication } from '../../../../tests/support/builders.ts';
import { countedId } from '../../../../tests/support/counted-ids.ts';
import { worked } from '../../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { openLocalDirectory } from './local-directory.ts';
import { createNoticeBoard } from './notices.ts';
import { openProfile } from './profile-record.ts';

const first = countedId(1, 1);
const other = countedId(2, 1);

function profileIn(folder: string, newId: string) {
  const opened = openProfile(folder, () => newId, createNoticeBoard());
  return opened.ok ? opened.value.profileId : opened.failure.code;
}

async function withApplication(folder: string): Promise<void> {
  const directory = worked(openLocalDirectory({ folder, profileId: first, notices: createNoticeBoard() }));
  await directory.create(anApplication(1));
}

const lose = (folder: string, start: string) => {
  for (const name of readdirSync(folder)) if (name.startsWith(start)) rmSync(join(folder, name));
};

describe('the profile', () => {
  it('is made once and the same ever after', () => {
    const folder = temporaryFolder();
    expect(profileIn(folder, first)).toBe(first);
    expect(profileIn(folder, other)).toBe(first);
  });

  it('clears what a killed write left beside it, and nothing else', () => {
    const folder = temporaryFolder();
    const halves = ['index.a', 'profile.b', 'settings'].map((name) => `${name}.json.tmp-12345678`);
    for (const name of [...halves, 'Cookies.tmp-1', 'index.json']) writeFileSync(join(folder, name), 'half');
    profileIn(folder, first);
    expect(readdirSync(folder).toSorted()).toEqual(['Cookies.tmp-1', 'index.json', 'profile.b.json']);
  });

  it('remembers that the keychain has its canary', () => {
    const folder = temporaryFolder();
    const opened = openProfile(folder, () => first, createNoticeBoard());
    expect(opened.ok && opened.value.canaryKnown).toBe(false);
    if (opened.ok) opened.value.rememberCanary();
    const again = openProfile(folder, () => other, createNoticeBoard());
    expect(again.ok && again.value.canaryKnown).toBe(true);
  });

  it('is found again in an application when its own record is lost: secrets hang on it', async () => {
    const folder = temporaryFolder();
    profileIn(folder, first);
    await withApplication(folder);
    lose(folder, 'profile');
    expect(profileIn(folder, other)).toBe(first);
    const again = openProfile(folder, () => other, createNoticeBoard());
    expect(again.ok && again.value.canaryKnown).toBe(true);
  });

  it('is not made anew while there are records nobody can read', async () => {
    const folder = temporaryFolder();
    profileIn(folder, first);
    await withApplication(folder);
    lose(folder, 'profile');
    const records = join(folder, 'applications');
    for (const name of readdirSync(records)) truncateSync(join(records, name), 20);
    expect(profileIn(folder, other)).toBe('store-damaged');
    expect(readdirSync(folder).filter((name) => name.startsWith('profile'))).toEqual([]);
  });

  it('believes in its canary when the copy that may have said so is damaged, and says so', () => {
    const folder = temporaryFolder();
    worked(openProfile(folder, () => first, createNoticeBoard())).rememberCanary();
    truncateSync(join(folder, 'profile.a.json'), 20);
    const notices = createNoticeBoard();
    const opened = worked(openProfile(folder, () => other, notices));
    expect([opened.profileId, opened.canaryKnown]).toEqual([first, true]);
    expect(notices.all()).toEqual([{ kind: 'older-copy-used', what: 'Profile', savedAs: 'profile.a.json' }]);
  });

  it('keeps the damaged bytes when it is found again', async () => {
    const folder = temporaryFolder();
    profileIn(folder, first);
    await withApplication(folder);
    writeFileSync(join(folder, 'profile.b.json'), 'damaged');
    expect(profileIn(folder, other)).toBe(first);
    const aside = readdirSync(folder).filter((name) => name.startsWith('profile.b.json.damaged-'));
    expect(aside.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['damaged']);
  });

  it('is left alone when a newer version wrote it', () => {
    const folder = temporaryFolder();
    const newer = '{"format":2,"all":"different"}';
    writeFileSync(join(folder, 'profile.a.json'), newer);
    expect(profileIn(folder, first)).toBe('store-newer');
    expect(readdirSync(folder)).toEqual(['profile.a.json']);
    expect(readFileSync(join(folder, 'profile.a.json'), 'utf8')).toBe(newer);
  });

  it('is refused, and not thrown, where there can be no folder', () => {
    const folder = join(temporaryFolder(), 'a-file');
    writeFileSync(folder, 'in its place');
    expect(profileIn(folder, first)).toBe('store-write-failed');
  });
});
