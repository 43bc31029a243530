import type { TokenAnswer } from './token-answer.ts';

/** SAP names two minutes for settings of a whole tenant, and no time for those of an application. */
const FRESH_MS = 120_000;

/** How often what is new is asked for again: with the first time three, for the fifth failed logon in a row locks a client id. */
export const FRESH_RETRIES = 2;

/** When what a request rests on was written; undefined where that was not of late. */
interface Written {
  readonly secret: Date | undefined;
  readonly application: Date | undefined;
}

/** A tenant elsewhere may not know everywhere yet what it has just written. A client it refuses is asked for again only with a new secret. */
export function mayBeTooFresh(answer: TokenAnswer, { secret, application }: Written, now: Date): boolean {
  if (answer.kind !== 'refused') return false;
  const ofLate = (at: Date | undefined): boolean => at !== undefined && now.getTime() - at.getTime() < FRESH_MS;
  return ofLate(secret) || (answer.error !== 'invalid_client' && ofLate(application));
}
