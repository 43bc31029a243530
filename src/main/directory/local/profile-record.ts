import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { isUuid } from '../../../core/domain/identifiers.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { ensureFolder, troubleOf } from '../../records/durable-files.ts';
import { RecordFile, type ParseBody } from '../../records/record-file.ts';
import { profileIdInRecords } from './application-records.ts';
import { IndexFile } from './index-file.ts';
import type { NoticeBoard } from './notices.ts';
import { removeHalf } from './record-names.ts';

/** Who this profile is in the keychain. Losing it would orphan every secret. */
interface Profile {
  readonly profileId: string;
  /** Whether the keychain has ever held this profile's canary. */
  readonly canaryKnown: boolean;
}

const profile: v.GenericSchema<unknown, Profile> = v.object({
  profileId: v.pipe(v.string(), v.check(isUuid)),
  canaryKnown: v.boolean(),
});

const parseProfile: ParseBody<Profile> = (body) => {
  const parsed = v.safeParse(profile, body);
  return parsed.success ? parsed.output : undefined;
};

export interface OpenProfile extends Profile {
  /** Durable; a failure only means that the next start writes the canary again. */
  rememberCanary(): void;
}

/**
 * This profile's identity, made on the first run. A lost one is found again in the index or in any application's record; with
 * records there but unreadable, a new identity would hide every secret, so it fails with store-damaged instead. Other
 * failures: store-newer, store-write-failed.
 */
export function openProfile(folder: string, newId: () => string, notices: NoticeBoard): Result<OpenProfile> {
  try {
    ensureFolder(folder);
    removeHalves(folder);
    const file = new RecordFile({ folder, name: 'profile' }, parseProfile);
    const read = file.read();
    if (!read.ok) return read.failure.code === 'store-newer' ? read : makeAgain(file, { folder, newId });
    if (!read.value) return makeAgain(file, { folder, newId });
    const { value, damagedFile } = read.value;
    if (damagedFile === null) return ok(withCanary(file, value));
    notices.post({ kind: 'older-copy-used', what: 'Profile', savedAs: damagedFile });
    // The only change a profile ever sees is that it got its canary.
    return ok(withCanary(file, { ...value, canaryKnown: true }));
  } catch (error) {
    return fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'nothing' });
  }
}

interface Making {
  readonly folder: string;
  readonly newId: () => string;
}

function makeAgain(file: RecordFile<Profile>, { folder, newId }: Making): Result<OpenProfile> {
  const found = findAgain(folder);
  if (!found.ok) return found;
  // A found profile had secrets, so its canary is believed to exist: an empty keychain must count as locked, not as new.
  const made = { profileId: found.value ?? newId(), canaryKnown: found.value !== undefined };
  const aside = file.setAside();
  if (!aside.ok) return aside;
  const written = file.write(made, 0);
  return written.ok ? ok(withCanary(file, made)) : written;
}

function findAgain(folder: string): Result<string | undefined> {
  const listed = new IndexFile(folder).last();
  return listed ? ok(listed.profileId) : profileIdInRecords(folder);
}

const HALF = /^(?:[a-z-]+\.[ab]|settings)\.json\.tmp-/;

/** What a killed write left beside the profile, complete copies too: it was never acknowledged, and nobody else clears it. */
function removeHalves(folder: string): void {
  for (const name of readdirSync(folder)) if (HALF.test(name)) removeHalf(join(folder, name));
}

function withCanary(file: RecordFile<Profile>, current: Profile): OpenProfile {
  return {
    ...current,
    rememberCanary: () => {
      const read = file.read();
      if (read.ok && read.value) file.write({ ...read.value.value, canaryKnown: true }, read.value.revision);
    },
  };
}
