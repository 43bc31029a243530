import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../support/fixed-clock.ts';
import { applicationsIn, worldBefore } from '../support/recorded-world.ts';
import { comparable, spoiled, withAllThatIsTold } from '../support/recorded-answers.ts';
import { hasRecordings, recordedExchanges, type RecordedExchange } from '../support/recordings.ts';
import type { Reply, Sent } from '../support/token-request.ts';
import { runningApi, withAdministrator } from '../support/running-api.ts';
import { serverProcesses } from '../support/server-processes.ts';

const servers = serverProcesses();

type Cassette = readonly [string, readonly RecordedExchange[]];
// One that stands for them all, so that they are seen to be skipped where there are none.
const cassettes: readonly Cassette[] = hasRecordings ? [...recordedExchanges()] : [['all of it', []]];

/** Ids of a recording and those that stand for them here, in the order in which they appear. */
function learn(known: Map<string, string>, recorded: unknown, here: unknown): void {
  if (typeof recorded !== 'object' || recorded === null || typeof here !== 'object' || here === null) return;
  for (const [member, value] of Object.entries(recorded)) {
    const other = (here as Readonly<Record<string, unknown>>)[member];
    if (member === 'id' && typeof value === 'string' && typeof other === 'string') known.set(value, other);
    else learn(known, value, other);
  }
}

/** What is to be answered here. */
function expectedOf({ answer }: RecordedExchange): RecordedExchange['answer'] {
  const applications = applicationsIn(answer.body);
  if (applications.length > 0)
    return { ...answer, body: { ...(answer.body as object), applications: applications.map(withAllThatIsTold) } };
  return answer;
}

const answered = ({ status, headers, text, body }: Reply) => ({
  ...{ status, headers, body: text === '' ? undefined : body },
});

describe.skipIf(!hasRecordings)('what was recorded of a real tenant', () => {
  it('is all of it', () => {
    expect(cassettes.length).toBe(7);
    expect(cassettes.flatMap(([, exchanges]) => exchanges)).toHaveLength(33);
  });

  it.each(cassettes)('is answered alike: %s', async (_, exchanges) => {
    // Secrets were asked for until a day that comes.
    const [spawn, clock, applications] = [servers().spawn, fixedClock(), worldBefore(exchanges)];
    const api = await withAdministrator(await runningApi({ spawn, clock, applications }));
    const makes = exchanges.some(({ method }) => method === 'POST');
    const ids = new Map<string, string>();
    const here = (text: string) =>
      [...ids].reduce((changed, [recorded, own]) => changed.replaceAll(recorded, own), text);
    for (const exchange of exchanges) {
      const { method, target, body, headers } = exchange;
      const sent = { ...headers, ...api.authorization };
      const reply = answered(await api.ask(method as Sent['method'], here(target), sent, body || undefined));
      const expected = expectedOf(exchange);
      expect(comparable(reply, makes)).toEqual(comparable(expected, makes));
      const [recorded, own] = [expected.headers['location'], reply.headers.location];
      if (recorded !== undefined && own !== undefined) ids.set(recorded.split('/').at(-1)!, own.split('/').at(-1)!);
      learn(ids, expected.body, reply.body);
    }
  });

  it.each(cassettes)('would be seen to be answered otherwise: %s', (_, exchanges) => {
    const first = new Map(exchanges.map((each) => [`${each.method} ${typeof each.answer.body}`, each]));
    for (const exchange of first.values()) {
      const { headers, body } = expectedOf(exchange);
      const [application, ...others] = applicationsIn(body);
      // Of a list every application by itself, or it would take minutes.
      const list = application && [{ ...(body as object), applications: [application] }, ...others];
      for (const part of list ?? [body]) {
        const whole = { status: exchange.answer.status, headers, body: part };
        const same = comparable(whole, true);
        for (const each of spoiled(whole)) expect(isDeepStrictEqual(comparable(each, true), same)).toBe(false);
      }
    }
  });
});
