import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDependency, idOf } from '../../../tests/support/builders.ts';
import { countedId } from '../../../tests/support/counted-ids.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { secretId } from '../../core/domain/identifiers.ts';
import type { CreationRecord } from '../../core/use-cases/remote-creation/creation-record.ts';
import { createNoticeBoard } from '../directory/local/notices.ts';
import { openCreationJournal } from './creation-journal.ts';

const made: CreationRecord = {
  ...{ id: countedId(1), at: '2026-02-01T08:00:01.000Z', dependency: aDependency(2), provider: 'Provider' },
  consumer: {
    ...{ kind: 'new', chosenId: idOf(1), displayName: 'Consumer', description: '' },
    ...{ terms: { description: '', validTo: '2027-02-01T08:00:01Z', scopes: ['oAuth'] }, namedBefore: [idOf(3)] },
  },
  ...{ applicationId: idOf(1), finished: ['application', 'dependency'], begun: 'unknown', secretsBefore: [] },
  ...{
    secret: { id: secretId('s1'), hint: 'a=Z]' },
    forgetting: [secretId('s0')],
    undoing: false,
    ...{ sentAt: null, told: false },
  },
};
const given: CreationRecord = {
  ...{ ...made, id: countedId(2), at: '2026-02-01T08:00:00.000Z' },
  consumer: { kind: 'existing', id: idOf(3), label: 'Existing', addsGrant: true },
  ...{
    applicationId: null,
    finished: [],
    begun: null,
    secretsBefore: null,
    secret: null,
    forgetting: [],
    undoing: true,
  },
};

const openIn = (folder: string, notices = createNoticeBoard()) => openCreationJournal(folder, notices);

describe('the journal of creations', () => {
  it('has nothing at first, and drops what is not there', async () => {
    const journal = openIn(temporaryFolder());
    expect(worked(await journal.all())).toEqual([]);
    worked(await journal.drop(countedId(9)));
    worked(await journal.drop('../settings'));
  });

  it('knows after a restart what is unfinished, oldest first, and each as it was written last', async () => {
    const folder = temporaryFolder();
    const journal = openIn(folder);
    for (const each of [{ ...made, finished: [] }, given, made]) worked(await journal.write(each));
    expect(worked(await openIn(folder).all())).toEqual([given, made]);
    worked(await openIn(folder).drop(given.id));
    expect(worked(await openIn(folder).all())).toEqual([made]);
    worked(await openIn(folder).drop(made.id));
    expect(readdirSync(join(folder, 'creations'))).toEqual([]);
  });

  it('leaves one that cannot be read, tells the others, and says so', async () => {
    const [folder, notices] = [temporaryFolder(), createNoticeBoard()];
    worked(await openIn(folder).write(made));
    writeFileSync(join(folder, 'creations', `${given.id}.a.json`), '{');
    expect(worked(await openIn(folder, notices).all())).toEqual([made]);
    expect(worked(await openIn(folder).found())).toEqual({ entries: [made], unreadable: [given.id] });
    expect(notices.all()).toMatchObject([{ kind: 'record-unreadable', what: 'Unfinished creation' }]);
    expect(readdirSync(join(folder, 'creations'))).toContain(`${given.id}.a.json`);
  });

  it('says when it cannot write', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'creations'), 'in the way');
    expect(refusal(await openIn(folder).write(made))).toMatchObject({ code: 'store-write-failed' });
    mkdirSync(join(folder, 'tenant'));
    worked(await openIn(join(folder, 'tenant')).write(made));
  });
});
