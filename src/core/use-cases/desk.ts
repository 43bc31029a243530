import type { Application } from '../domain/application.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import type { Result } from '../domain/result.ts';
import type { Clock, Directory, Ids, IntentJournal, SecretIssuer, SecretMaker, SecretVault } from './ports.ts';

/** Everything a use-case may ask of the world. */
export interface Desk {
  readonly directory: Directory;
  readonly vault: SecretVault;
  readonly journal: IntentJournal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secretMaker: SecretMaker;
  /** Where the tenant makes the values of secrets itself, and takes none. */
  readonly issuer?: SecretIssuer;
}

/** A change of some members of one application, stamped with the time. */
export function changeMembers(
  desk: Desk,
  id: ApplicationId,
  decide: (current: Application) => Result<Partial<Application>>,
): Promise<Result<Application>> {
  return desk.directory.change(id, (current) => {
    const members = decide(current);
    if (!members.ok) return members;
    return { ok: true, value: { ...current, ...members.value, lastModified: desk.clock.now().toISOString() } };
  });
}
