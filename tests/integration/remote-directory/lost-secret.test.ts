import { expect, it } from 'vitest';
import { createSecret } from '../../../src/core/use-cases/create-secret.ts';
import type { IssueIntent } from '../../../src/core/use-cases/ports.ts';
import { recover } from '../../../src/core/use-cases/recover.ts';
import { openIntentJournal } from '../../../src/main/directory/local/intent-journal.ts';
import { createNoticeBoard } from '../../../src/main/directory/local/notices.ts';
import { CONSUMER as COMPOSED, composedTenant } from '../../support/composed-tenant.ts';
import { countedId } from '../../support/counted-ids.ts';
import { refusal, worked } from '../../support/outcome.ts';
import { makeElsewhere } from '../../support/remote-creation/secret-trial.ts';
import { openSession, type Session } from '../../support/remote-creation/session.ts';
import { CONSUMER, creationWorld, secretsOf } from '../../support/remote-creation/world.ts';
import { WIRE_FAULTS, type NamedFault } from '../../support/wire-faults.ts';

const wish = { description: 'made here', validity: 'one-year', scopes: ['oAuth'] } as const;
const faultNamed = (name: string): NamedFault => WIRE_FAULTS.find((each) => each.name === name)!;
const [BEFORE, AFTER] = [faultNamed('reset, before it'), faultNamed('reset, after it')];
const DAY_S = 24 * 60 * 60;

const generate = async ({ desk }: Session) => refusal(await createSecret(desk, CONSUMER, wish)).code;
const told = async ({ desk }: Session) => worked(await recover(desk)).unclaimed;
const left = async ({ desk }: Session) => worked(await desk.journal.pending()).length;

it('one that somebody else made after a request was lost is told for a month, and never deleted', async () => {
  const world = creationWorld();
  const first = await openSession(world, { refused: { method: 'POST', fault: BEFORE } });
  const since = world.clock.now().toISOString();
  expect(await generate(first)).toBe('tenant-outcome-unknown');
  const stranger = makeElsewhere(world);
  for (const days of [0, 20, 10]) {
    world.clock.pass(days * DAY_S);
    const next = await openSession(world);
    expect(await told(next)).toEqual([{ application: 'consumer', since, hints: ['a=Z]'] }]);
    expect(secretsOf(world, CONSUMER)).toEqual([stranger]);
    expect(next.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  }
  const last = await openSession(world);
  expect([await left(last), await told(last)]).toEqual([0, []]);
});

it('one that is made elsewhere between the request and the look is left alone', async () => {
  const world = creationWorld();
  let stranger: string | undefined;
  const session = await openSession(world, {
    faultFor: ({ method }) => {
      if (method !== 'POST') return undefined;
      stranger = makeElsewhere(world);
      return BEFORE;
    },
  });
  expect(await generate(session)).toBe('secret-value-lost');
  expect(secretsOf(world, CONSUMER)).toEqual([stranger]);
});

it('ours is told until a person has deleted it', async () => {
  const world = creationWorld();
  expect(await generate(await openSession(world, { refused: { method: 'POST', fault: AFTER } }))).toBe(
    'secret-value-lost',
  );
  const [ours] = secretsOf(world, CONSUMER);
  const next = await openSession(world);
  expect(await told(next)).toHaveLength(1);
  world.twin.answer({ method: 'DELETE', url: `/Applications/v1/${CONSUMER}/apiSecrets?id=${ours!}`, body: '' });
  expect([await told(next), await left(next)]).toEqual([[], 0]);
});

it('one that cannot be seen yet is looked for again after a minute', async () => {
  const world = creationWorld();
  const session = await openSession(world, { refused: { method: 'POST', fault: BEFORE } });
  await generate(session);
  world.clock.pass(30);
  expect([await told(session), await left(session)]).toEqual([[], 1]);
  world.clock.pass(31);
  expect([await told(session), await left(session)]).toEqual([[], 0]);
});

it('one whose id is known is deleted, and told to nobody, though the note before it is still there', async () => {
  const world = creationWorld();
  const { desk } = await openSession(world);
  const terms = { description: 'made here', scopes: ['oAuth'] } as const;
  const { secret } = worked(await desk.issuer!.issue(CONSUMER, terms));
  const at = world.clock.now().toISOString();
  const asking: IssueIntent = {
    ...{ kind: 'issue-secret', id: countedId(1), at, applicationId: CONSUMER, terms, before: [], secretId: null },
  };
  for (const each of [asking, { ...asking, id: countedId(2), secretId: secret.id }])
    worked(await desk.journal.add(each));
  const next = await openSession(world);
  expect([await told(next), await left(next), secretsOf(world, CONSUMER)]).toEqual([[], 0, []]);
});

it('is a notice that names the application, the tenant and the time', async () => {
  const tenant = await composedTenant();
  const since = '2026-02-01T08:00:00.000Z';
  const journal = openIntentJournal(tenant.folder, createNoticeBoard());
  worked(
    await journal.add({
      ...{ kind: 'issue-secret', id: countedId(1), at: since, applicationId: COMPOSED, before: [], secretId: null },
      terms: { description: '', scopes: ['oAuth'] },
    }),
  );
  tenant.makeElsewhere();
  await tenant.tidy();
  expect(tenant.notices.all()).toEqual([
    { kind: 'secret-unclaimed', what: 'Consumer', tenant: 'ACME', since, hints: ['a=Z]'], savedAs: null },
  ]);
});
