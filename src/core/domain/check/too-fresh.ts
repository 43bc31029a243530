import type { TokenAnswer } from './token-answer.ts';

/** SAP names two minutes for settings of a whole tenant, and no time for those of an application. */
const FRESH_MS = 120_000;

/** How often what is new is asked for again: with the first time three, for the fifth failed logon in a row locks a client id. */
export const FRESH_RETRIES = 2;

/** A tenant elsewhere may not know everywhere yet what it has just made. `madeAt`: undefined for what was not made of late. */
export const mayBeTooFresh = (answer: TokenAnswer, madeAt: Date | undefined, now: Date): boolean =>
  answer.kind === 'refused' && madeAt !== undefined && now.getTime() - madeAt.getTime() < FRESH_MS;
