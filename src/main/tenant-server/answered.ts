import type { RequestReason } from '../../core/domain/token-request.ts';
import { refusal, type Answer } from './answer.ts';
import type { RefusedClient } from './authenticate.ts';
import type { Parameters } from './form.ts';

/** What is told to main of a request, besides the answer. */
export interface Told {
  readonly clientId: string | null;
  readonly form: Parameters | undefined;
  readonly reason: RequestReason | null;
}

export interface Answered {
  readonly answer: Answer;
  readonly told: Told;
}

/** A client that did not prove who it is, at whichever endpoint: where it counts for the lock, its owner can see it. */
export const refusedClient = ({ clientId, form, refusal: refused }: RefusedClient): Answered => ({
  answer: refusal(refused),
  told: { clientId, form, reason: refused.reason },
});
