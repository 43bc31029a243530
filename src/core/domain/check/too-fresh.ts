import type { Secret } from '../secret.ts';
import type { TokenAnswer } from './token-answer.ts';

/** SAP names two minutes for settings of a whole tenant, and no time for those of an application. */
const FRESH_MS = 120_000;

/** How often what is new is asked for again: with the first time three, for the fifth failed logon in a row locks a client id. */
export const FRESH_RETRIES = 2;

/** A tenant elsewhere may not know everywhere yet what it has just made. Its clock and ours may differ, either way. */
export const mayBeTooFresh = (answer: TokenAnswer, { created }: Pick<Secret, 'created'>, now: Date): boolean =>
  answer.kind === 'refused' && Math.abs(now.getTime() - Date.parse(created)) < FRESH_MS;
