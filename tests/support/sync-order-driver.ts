// Goes every way on which the app writes to its profile, and says on standard output when each is acknowledged: a line "kept" for
// what must then survive a power loss, "taken" for what need not. Runs under strace.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { ok, type Result } from '../../src/core/domain/result.ts';
import { openIntentJournal } from '../../src/main/directory/local/intent-journal.ts';
import { openLocalDirectory } from '../../src/main/directory/local/local-directory.ts';
import { createNoticeBoard } from '../../src/main/directory/local/notices.ts';
import { openProfile } from '../../src/main/directory/local/profile-record.ts';
import { SettingsRecord } from '../../src/main/directory/local/settings-record.ts';
import { writePublicFile } from '../../src/main/tenant/public-file.ts';
import { anApplication, aSecret, idOf } from './builders.ts';
import { countedId } from './counted-ids.ts';

const [, , how, folder = ''] = process.argv;
const notices = createNoticeBoard();

/** In one call, at once: its place among the others is what is looked at. */
const say = (line: string) => writeSync(1, `${line}\n`);

function kept<T>(what: string, result: Result<T>): T {
  if (!result.ok) throw new Error(`${what}: ${result.failure.code}`);
  say(`kept ${what}`);
  return result.value;
}

async function everyWay(): Promise<void> {
  const profile = kept(
    'profile',
    openProfile(folder, () => countedId(1, 1), notices),
  );
  profile.rememberCanary();
  say('kept canary');
  const directory = kept('folders', openLocalDirectory({ folder, profileId: profile.profileId, notices }));
  const journal = openIntentJournal(folder, notices);
  const at = '2026-02-01T08:00:00.000Z';
  const intent = {
    kind: 'create-application',
    id: countedId(1, 2),
    at,
    applicationId: idOf(1),
    secretId: aSecret(1).id,
  } as const;
  kept('intent', await journal.add(intent));
  kept('creation', await directory.create(anApplication(1)));
  kept('settled intent', await journal.settle(intent.id));
  for (const description of ['one', 'two', 'three'])
    kept('change', await directory.change(idOf(1), (current) => ok({ ...current, description })));
  kept('second creation', await directory.create(anApplication(2)));
  kept('removal', await directory.remove(idOf(1)));
  writePublicFile(join(folder, 'certificate.pem'), 'certificate');
  say('kept certificate');
  directory.close();
  say('taken index');
  new SettingsRecord(folder, notices).set('theme', 'dark');
  say('taken settings');
}

function withStoreAlone(): void {
  new ElectronStore({ cwd: folder, name: 'alone', clearInvalidConfig: false }).set('text', 'kept');
  say('kept store');
}

if (how === 'alone') withStoreAlone();
else await everyWay();
