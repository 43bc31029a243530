import { mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../../../tests/support/builders.ts';
import { countedId } from '../../../../tests/support/counted-ids.ts';
import { createInMemoryJournal } from '../../../../tests/support/in-memory-journal.ts';
import { refusal, worked } from '../../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { secretId } from '../../../core/domain/identifiers.ts';
import type { CreationIntent, IntentJournal, IssueIntent, RemovalIntent } from '../../../core/use-cases/ports.ts';
import { openIntentJournal } from './intent-journal.ts';
import { createNoticeBoard } from './notices.ts';

const creation: CreationIntent = {
  kind: 'create-application',
  id: countedId(1),
  at: '2026-02-01T08:00:01.000Z',
  applicationId: idOf(1),
  secretId: secretId(countedId(1, 2)),
};
const removal: RemovalIntent = {
  kind: 'remove-application',
  id: countedId(2),
  at: '2026-02-01T08:00:00.000Z',
  applicationId: idOf(2),
  secretIds: [secretId(countedId(2, 2)), secretId(countedId(3, 2))],
};

function openIn(folder: string) {
  const notices = createNoticeBoard();
  return { notices, journal: openIntentJournal(folder, notices) };
}

const bothIn = async (journal: IntentJournal) => {
  for (const intent of [creation, removal]) worked(await journal.add(intent));
  return journal;
};

describe.each([
  ['its twin', () => createInMemoryJournal()],
  ['the journal', () => openIntentJournal(temporaryFolder(), createNoticeBoard())],
] as const)('the journal port: %s', (_, open) => {
  it('has nothing to do at first', async () => {
    expect(worked(await open().pending())).toEqual([]);
  });

  it('tells what is pending, oldest first, until it is settled', async () => {
    const journal = await bothIn(open());
    expect(worked(await journal.pending())).toEqual([removal, creation]);
    worked(await journal.settle(removal.id));
    expect(worked(await journal.pending())).toEqual([creation]);
  });

  it('takes what is not there for settled', async () => {
    expect((await open().settle(countedId(9))).ok).toBe(true);
  });
});

describe('the journal in files', () => {
  it('knows after a restart which secret a tenant was asked for', async () => {
    const folder = temporaryFolder();
    const asking: IssueIntent = {
      ...{ kind: 'issue-secret', id: countedId(3), at: '2026-02-01T08:00:02.000Z', applicationId: idOf(1) },
      ...{ terms: { description: 'made here', scopes: ['oAuth', 'newer'] }, before: [secretId('s1')], secretId: null },
    };
    const dated = { ...asking, id: countedId(4), terms: { ...asking.terms, validTo: '2027-02-01T08:00:02Z' } };
    const told = { ...dated, id: countedId(5), secretId: secretId('s2') };
    for (const each of [asking, dated, told]) worked(await openIn(folder).journal.add(each));
    const known = worked(await openIn(folder).journal.pending());
    expect(known).toHaveLength(3);
    expect(known).toEqual(expect.arrayContaining([asking, dated, told]));
  });

  it('knows after a restart what was pending', async () => {
    const folder = temporaryFolder();
    await bothIn(openIn(folder).journal);
    expect(worked(await openIn(folder).journal.pending())).toEqual([removal, creation]);
  });

  it('leaves no file of what is settled', async () => {
    const folder = temporaryFolder();
    const journal = await bothIn(openIn(folder).journal);
    for (const { id } of [creation, removal]) worked(await journal.settle(id));
    expect(readdirSync(join(folder, 'intents'))).toEqual([]);
  });

  it('keeps an intent that cannot be read, says so, and does not hold up the others', async () => {
    const folder = temporaryFolder();
    await bothIn(openIn(folder).journal);
    const file = join(folder, 'intents', `${creation.id}.b.json`);
    truncateSync(file, 40);
    const { journal, notices } = openIn(folder);
    expect(worked(await journal.pending())).toEqual([removal]);
    const savedAs = `intents/${creation.id}.b.json`;
    expect(notices.all()).toEqual([{ kind: 'record-unreadable', what: 'Unfinished change', savedAs }]);
    expect(statSync(file).size).toBe(40);
  });

  it('leaves an intent of a newer version alone', async () => {
    const folder = temporaryFolder();
    await bothIn(openIn(folder).journal);
    const file = join(folder, 'intents', `${creation.id}.b.json`);
    writeFileSync(file, '{"format":2,"all":"different"}');
    const { journal, notices } = openIn(folder);
    expect(worked(await journal.pending())).toEqual([removal]);
    expect(notices.all().map(({ kind }) => kind)).toEqual(['newer-format']);
    expect(refusal(await journal.settle(creation.id))).toEqual({ code: 'store-newer', format: 2 });
    expect(readFileSync(file, 'utf8')).toBe('{"format":2,"all":"different"}');
  });

  it('clears what a killed write left', async () => {
    const folder = temporaryFolder();
    const { journal } = openIn(folder);
    await bothIn(journal);
    writeFileSync(join(folder, 'intents', `${countedId(5)}.a.json.tmp-12345678`), 'half');
    await journal.pending();
    expect(readdirSync(join(folder, 'intents')).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('refuses when there can be no folder, and never says that nothing is pending', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'intents'), 'a file in its place');
    const { journal } = openIn(folder);
    expect(refusal(await journal.add(creation)).code).toBe('store-write-failed');
    expect(refusal(await journal.pending())).toEqual({ code: 'store-damaged', what: 'intents' });
  });

  it.runIf(process.platform !== 'win32')('is for this user alone, also when its folder went away', async () => {
    const folder = temporaryFolder();
    const { journal } = openIn(folder);
    mkdirSync(join(folder, 'intents'));
    rmdirSync(join(folder, 'intents'));
    await journal.add(creation);
    expect(statSync(join(folder, 'intents')).mode & 0o777).toBe(0o700);
  });
});
