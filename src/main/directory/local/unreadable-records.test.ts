import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anApplication, idOf } from '../../../../tests/support/builders.ts';
import { countedId } from '../../../../tests/support/counted-ids.ts';
import { refusal } from '../../../../tests/support/outcome.ts';
import { idsIn, openStored, twoStored } from '../../../../tests/support/stored-applications.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { fail, ok } from '../../../core/domain/result.ts';
import { openLocalDirectory } from './local-directory.ts';
import { createNoticeBoard } from './notices.ts';

describe('records the local directory cannot read', () => {
  it('reads the records when the index is damaged', async () => {
    const folder = temporaryFolder();
    (await twoStored(folder)).close();
    for (const name of readdirSync(folder)) if (name.startsWith('index.')) truncateSync(join(folder, name), 40);
    const again = openStored(folder);
    expect(await idsIn(again.directory)).toEqual([idOf(1), idOf(2)].sort());
    again.directory.close();
    expect(await idsIn(openStored(folder).directory)).toEqual([idOf(1), idOf(2)].sort());
  });

  it('leaves a record it cannot read in its place, names it, and shows the others', async () => {
    const folder = temporaryFolder();
    await twoStored(folder);
    const broken = join(folder, 'applications', `${idOf(1)}.b.json`);
    truncateSync(broken, 30);
    const { directory, notices } = openStored(folder);
    expect(await idsIn(directory)).toEqual([idOf(2)]);
    const savedAs = `applications/${idOf(1)}.b.json`;
    expect(notices.all()).toEqual([{ kind: 'record-unreadable', what: idOf(1), savedAs }]);
    expect(await directory.change(idOf(1), (current) => ok(current))).toEqual({
      ok: false,
      failure: { code: 'store-damaged', what: idOf(1) },
    });
    expect(statSync(broken).size).toBe(30);
  });

  it('says at every start that a record cannot be read, also when the index is true, until it can', async () => {
    const folder = temporaryFolder();
    await twoStored(folder);
    const broken = join(folder, 'applications', `${idOf(1)}.b.json`);
    const whole = readFileSync(broken);
    truncateSync(broken, 30);
    openStored(folder).directory.close();
    const again = openStored(folder);
    expect(again.notices.all().map(({ kind }) => kind)).toEqual(['record-unreadable']);
    expect(again.directory.inspect()).toBe(false);
    writeFileSync(broken, whole);
    const mended = openStored(folder);
    expect(await idsIn(mended.directory)).toEqual([idOf(1), idOf(2)].sort());
    expect(mended.notices.all()).toEqual([]);
  });

  it('takes no other application for this one when a file was copied', async () => {
    const folder = temporaryFolder();
    const directory = await twoStored(folder);
    const records = join(folder, 'applications');
    cpSync(join(records, `${idOf(1)}.b.json`), join(records, `${idOf(2)}.a.json`));
    rmSync(join(records, `${idOf(2)}.b.json`));
    expect(await directory.read(idOf(2))).toEqual(fail({ code: 'store-damaged', what: idOf(2) }));
  });

  it('leaves the record of a newer version alone, and says so', async () => {
    const folder = temporaryFolder();
    await twoStored(folder);
    const newer = '{"format":2,"all":"different"}';
    const path = join(folder, 'applications', `${idOf(1)}.a.json`);
    writeFileSync(path, newer);
    const { directory, notices } = openStored(folder);
    const refused = fail({ code: 'store-newer', format: 2 });
    expect(await idsIn(directory)).toEqual([idOf(2)]);
    expect(notices.all().map(({ kind }) => kind)).toEqual(['newer-format']);
    expect(await directory.change(idOf(1), (current) => ok(current))).toEqual(refused);
    expect(await directory.remove(idOf(1))).toEqual(refused);
    expect(await directory.create(anApplication(1))).toEqual(refused);
    expect(readFileSync(path, 'utf8')).toBe(newer);
  });

  it('leaves the index of a newer version alone, and reads the records', async () => {
    const folder = temporaryFolder();
    (await twoStored(folder)).close();
    const path = join(folder, 'index.a.json');
    writeFileSync(path, '{"format":2,"all":"different"}');
    const { directory } = openStored(folder);
    expect(await idsIn(directory)).toEqual([idOf(1), idOf(2)].sort());
    directory.close();
    expect(readFileSync(path, 'utf8')).toBe('{"format":2,"all":"different"}');
  });

  it('refuses a folder it cannot use instead of throwing', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'applications'), 'a file');
    const parts = { folder, profileId: countedId(1, 1), notices: createNoticeBoard() };
    expect(refusal(openLocalDirectory(parts)).code).toBe('store-write-failed');
  });
});
