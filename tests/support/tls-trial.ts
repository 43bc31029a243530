import { exchange, type Outgoing } from '../../src/main/outgoing/exchange.ts';
import { peek } from '../../src/main/outgoing/peek.ts';

export interface Trial {
  readonly origin: string;
  readonly authorities?: readonly string[];
  readonly certificate?: string;
  readonly clientCertificate?: Outgoing['clientCertificate'];
}

export interface TrialOutcome {
  /** The trouble, or the status of the answer. */
  readonly exchanged: string;
  /** The trouble, `believed`, or `shown: ` with the trouble when somebody answers who is not believed. */
  readonly peeked: string;
}

/** Asks each server with a credential, one after the other, in the surroundings of a test. */
export async function tryAll(trials: readonly Trial[]): Promise<readonly TrialOutcome[]> {
  const outcomes: TrialOutcome[] = [];
  for (const trial of trials) outcomes.push(await attempt(trial));
  return outcomes;
}

async function attempt({ origin, authorities, certificate, clientCertificate }: Trial): Promise<TrialOutcome> {
  const peeked = await peek({ origin, authorities: authorities ?? [], addresses: 'any', timeoutMs: 10_000 });
  const got = await exchange({
    ...{ url: `${origin}/Applications/v1`, method: 'GET', body: '', tooLarge: 'refuse' },
    ...{ headers: { authorization: 'Basic c2VjcmV0' }, authorities, certificate, clientCertificate, timeoutMs: 10_000 },
  });
  return {
    exchanged: got.ok ? String(got.answer.status) : got.trouble,
    peeked:
      peeked.kind === 'no-answer' ? peeked.trouble : peeked.trouble === null ? 'believed' : `shown: ${peeked.trouble}`,
  };
}

/** What a runtime does by itself: the control, which shows that the surroundings would have made a difference. */
export const unprotected = async (
  origin: string,
  asking: (url: string) => Promise<Response> = fetch,
): Promise<string> =>
  asking(`${origin}/control`).then(
    ({ status }) => String(status),
    () => 'refused',
  );
