import { labelOf } from '../domain/application.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Secret } from '../domain/secret.ts';
import type { Desk } from './desk.ts';
import { candidates } from './lost-secret.ts';
import type { IssueIntent } from './ports.ts';

/** Secrets of which one may have been made for us, without an answer: nobody may have its value. They may be others' as well. */
export interface UnclaimedSecret {
  /** Label of the application. */
  readonly application: string;
  /** When it was asked for; ISO 8601 in UTC. */
  readonly since: string;
  readonly hints: readonly string[];
}

export interface Looked {
  readonly unclaimed?: UnclaimedSecret;
  /** Nobody need look again. */
  readonly isSettled: boolean;
}

/** What was sent may still come: not to be seen is not the same as not there. */
const ARRIVING_MS = 60_000;
/** Somebody else's secret would be told of for ever. */
const TOLD_FOR_MS = 30 * 24 * 60 * 60_000;

/**
 * Looks for the secret of a request whose answer never came. Only terms match, and others make secrets of the same: so it is told
 * and never deleted. Failures: keychain-*, tenant-*.
 */
export async function lookForIssued(desk: Desk, intent: IssueIntent): Promise<Result<Looked>> {
  const application = await desk.directory.read(intent.applicationId);
  if (!application.ok)
    return application.failure.code === 'application-unknown' ? ok({ isSettled: true }) : application;
  const valueless = await withoutValue(desk, candidates(application.value.secrets, intent));
  if (!valueless.ok) return valueless;
  const age = desk.clock.now().getTime() - Date.parse(intent.at);
  if (valueless.value.length === 0) return ok({ isSettled: age > ARRIVING_MS });
  const hints = valueless.value.map(({ hint }) => hint);
  const unclaimed = { application: labelOf(application.value), since: intent.at, hints };
  return ok({ unclaimed, isSettled: age > TOLD_FOR_MS });
}

async function withoutValue(desk: Desk, secrets: readonly Secret[]): Promise<Result<readonly Secret[]>> {
  const found: Secret[] = [];
  for (const secret of secrets) {
    const value = await desk.vault.read(secret.id);
    if (!value.ok) return value;
    if (value.value === undefined) found.push(secret);
  }
  return ok(found);
}
