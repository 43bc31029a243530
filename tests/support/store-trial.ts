import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretId } from '../../src/core/domain/identifiers.ts';
import { ok } from '../../src/core/domain/result.ts';
import { openIntentJournal } from '../../src/main/directory/local/intent-journal.ts';
import { openLocalDirectory } from '../../src/main/directory/local/local-directory.ts';
import { createNoticeBoard } from '../../src/main/directory/local/notices.ts';
import { openProfile } from '../../src/main/directory/local/profile-record.ts';
import { SettingsRecord } from '../../src/main/directory/local/settings-record.ts';
import { aDependency, anApplication, idOf } from './builders.ts';
import { countedId } from './counted-ids.ts';
import type { Damage } from './damage.ts';
import { worked } from './outcome.ts';

const PROFILE_ID = countedId(1, 1);
const INTENT_ID = countedId(1, 3);

/** A profile's files, each of a kind or a generation of its own. The settings are no record: see their own tests. */
export const STORE_FILES = [
  'profile.a.json',
  'profile.b.json',
  'index.b.json',
  `intents/${INTENT_ID}.b.json`,
  `applications/${idOf(1)}.a.json`,
  `applications/${idOf(1)}.b.json`,
  `applications/${idOf(2)}.b.json`,
];

function open(folder: string, newId = () => PROFILE_ID) {
  const notices = createNoticeBoard();
  const settings = new SettingsRecord(folder, notices);
  const profile = worked(openProfile(folder, newId, notices));
  const directory = worked(openLocalDirectory({ folder, profileId: profile.profileId, notices }));
  return { notices, settings, profile, directory, journal: openIntentJournal(folder, notices) };
}

/** A profile after an orderly end: a changed application, one that depends on it, something pending, settings. */
async function fill(folder: string): Promise<void> {
  const { settings, profile, directory, journal } = open(folder);
  settings.set('theme', 'dark');
  profile.rememberCanary();
  worked(await directory.create(anApplication(1)));
  worked(await directory.change(idOf(1), (current) => ok({ ...current, description: 'changed' })));
  worked(await directory.create(anApplication(2, { consumedApis: [aDependency(1)] })));
  const about = { id: INTENT_ID, at: '2026-02-01T08:00:00.000Z', applicationId: idOf(1) };
  worked(await journal.add({ ...about, kind: 'create-secret', secretId: secretId(countedId(1, 2)) }));
  directory.close();
}

/** A start and some work with one file of the profile damaged: what should not have happened, in words. */
export async function tryStore(file: string, { what, spoil }: Damage): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trust-desk-store-'));
  try {
    await fill(folder);
    spoil(join(folder, file));
    const found = bytesAt(join(folder, file));
    const troubles = await work(folder);
    if (found !== undefined && !everyBytes(folder).includes(found)) troubles.push('the damaged bytes are gone');
    return troubles.map((trouble) => `${file}, ${what}: ${trouble}`);
  } catch (error) {
    return [`${file}, ${what}: threw ${String(error)}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function work(folder: string): Promise<string[]> {
  const troubles: string[] = [];
  const { settings, profile, directory, journal, notices } = open(folder, () => countedId(99, 1));
  if (profile.profileId !== PROFILE_ID) troubles.push('the profile is another one');
  directory.inspect();
  const listed = worked(await directory.list()).length;
  const pending = worked(await journal.pending()).length;
  const told = notices.all().length > 0;
  if (listed < 2 && !told) troubles.push(`${2 - listed} applications are missing, and nobody is told`);
  if (pending < 1 && !told) troubles.push('what was pending is forgotten, and nobody is told');
  if (settings.get('theme') !== 'dark' && !told) troubles.push('the settings are gone, and nobody is told');
  const changed = await directory.change(idOf(1), (current) => ok({ ...current, displayName: 'again' }));
  if (!changed.ok && !told) troubles.push(`not to be changed (${changed.failure.code}), and nobody is told`);
  profile.rememberCanary();
  settings.set('theme', 'light');
  directory.close();
  return troubles;
}

function bytesAt(path: string): string | undefined {
  return lstatSync(path).isFile() ? readFileSync(path, 'base64') : undefined;
}

function everyBytes(folder: string): readonly (string | undefined)[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => bytesAt(join(folder, name)));
}
