import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { isUuid } from '../../../core/domain/identifiers.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { ensureFolder } from '../../records/durable-files.ts';
import { RecordFile, type ParseBody } from '../../records/record-file.ts';
import { parseApplicationRecord } from './application-record.ts';
import { IndexFile } from './index-file.ts';
import { tidyAndList } from './local-directory.ts';

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
 * records there but unreadable, a new identity would hide every secret, so it fails with store-damaged instead.
 */
export function openProfile(folder: string, newId: () => string): Result<OpenProfile> {
  ensureFolder(folder);
  removeHalves(folder);
  const file = new RecordFile({ folder, name: 'profile' }, parseProfile);
  const read = file.read();
  if (!read.ok && read.failure.code === 'store-newer') return read;
  if (read.ok && read.value) return ok(withCanary(file, read.value.value));
  const found = findAgain(folder);
  if (!found.ok) return found;
  // A found profile had secrets, so its canary is believed to exist: an empty keychain must count as locked, not as new.
  const fresh = { profileId: found.value ?? newId(), canaryKnown: found.value !== undefined };
  if (!read.ok) file.remove();
  const written = file.write(fresh, 0);
  return written.ok ? ok(withCanary(file, fresh)) : written;
}

const HALF = /^(?:profile\.[ab]|index\.[ab]|settings)\.json\.tmp-/;

/** What a killed write left beside the profile, complete copies too: it was never acknowledged, and nobody else clears it. */
function removeHalves(folder: string): void {
  for (const name of readdirSync(folder)) if (HALF.test(name)) rmSync(join(folder, name), { force: true });
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

function findAgain(folder: string): Result<string | undefined> {
  const listed = new IndexFile(folder).last();
  if (listed) return ok(listed.profileId);
  const applications = join(folder, 'applications');
  const ids = existsSync(applications) ? tidyAndList(applications) : new Set<string>();
  for (const name of ids) {
    const record = new RecordFile({ folder: applications, name }, parseApplicationRecord).read();
    if (record.ok && record.value) return ok(record.value.value.profileId);
  }
  return ids.size === 0 ? ok(undefined) : fail({ code: 'store-damaged', what: 'profile' });
}
