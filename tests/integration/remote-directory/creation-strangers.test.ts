import { describe, expect, it } from 'vitest';
import { AUTHENTICATION, type Json, type JsonObject } from '../../../src/core/domain/directory-api/wire.ts';
import { createApplication } from '../../../src/core/use-cases/create-application.ts';
import { idOf } from '../../support/builders.ts';
import { testDesk } from '../../support/desk.ts';
import { refusal, worked } from '../../support/outcome.ts';
import { addEntry, addTheirs, THEIRS } from '../../support/remote-creation/colleague.ts';
import { openSession } from '../../support/remote-creation/session.ts';
import {
  CONSUMER,
  creationWorld,
  NAME,
  requestFor,
  standing,
  WISHES,
  type CreationWorld,
  type Wish,
} from '../../support/remote-creation/world.ts';
import { tenantOnLoopback, type FaultFor } from '../../support/tenant-on-loopback.ts';
import type { TwinRequest } from '../../support/tenant-twin.ts';
import { WIRE_FAULTS } from '../../support/wire-faults.ts';

const [NEW, CHOSEN, , EXISTING, GRANTED] = WISHES as unknown as readonly [Wish, Wish, Wish, Wish, Wish];
const faultOf = (name: string) => WIRE_FAULTS.find((each) => each.name === name)!;
const LOST = faultOf('reset, before it');
const GATEWAY = faultOf('a page with 504, and done late');

/** A process in which the first request of this method goes wrong. */
async function troubled(method: string, fault = LOST, wish = NEW) {
  const world = creationWorld(wish.choosesIds);
  const session = await openSession(world, { refused: { method, fault } });
  const result = await session.creations.create(world.id, requestFor(wish));
  return { world, ...session, result };
}

const editAuthentication = ({ twin }: CreationWorld, id: string, change: (there: JsonObject) => JsonObject) =>
  twin.edit(id, (there) => ({ ...there, [AUTHENTICATION]: change(there[AUTHENTICATION] as JsonObject) }));

const writes = (asked: readonly { readonly method: string }[]) => asked.filter(({ method }) => method !== 'GET');

describe('an application of the same name that somebody else makes while ours does not arrive', () => {
  it('is neither continued with nor deleted: it is told of, and one more Undo leaves it alone', async () => {
    const { world, result } = await troubled('POST');
    expect(refusal(result).code).toBe('tenant-outcome-unknown');
    addTheirs(world.twin);
    const before = world.twin.applications.get(THEIRS);
    const { creations, asked } = await openSession(world);
    const told = { code: 'creation-not-ours', what: 'application', name: NAME, ids: [THEIRS] };
    expect(refusal(await creations.resume(world.id))).toEqual(told);
    expect(refusal(await creations.undo(world.id))).toEqual(told);
    expect(worked(await creations.unfinished())).toMatchObject([{ canContinue: true, canUndo: true, failure: told }]);
    worked(await creations.undo(world.id));
    expect(worked(await creations.unfinished())).toEqual([]);
    expect(writes(asked)).toEqual([]);
    expect(world.twin.applications.get(THEIRS)).toBe(before);
  });
});

describe('what somebody else makes under our name while ours may still come', () => {
  const UNKNOWN = 'tenant-outcome-unknown';

  it.each([NEW, CHOSEN])('keeps the record, however often it is undone: $name', async (wish) => {
    const { world, creations } = await troubled('POST', GATEWAY, wish);
    addTheirs(world.twin);
    for (const verb of ['undo', 'undo', 'resume', 'undo'] as const)
      expect(refusal(await creations[verb](world.id))).toMatchObject({ code: UNKNOWN, what: 'creation' });
    expect(worked(await creations.unfinished())).toMatchObject([{ canContinue: true, canUndo: true }]);
    const later = await openSession(world);
    expect(world.twin.applications.size).toBe(5);
    const undone = await later.creations.undo(world.id);
    if (wish === NEW) expect([undone.ok, standing(world).applications]).toEqual([true, 1]);
    // Both may be ours there: only who was told of both can leave both alone.
    else {
      const made = [...world.twin.applications.keys()].at(-1);
      expect(refusal(undone)).toMatchObject({ code: 'creation-not-ours', ids: [THEIRS, made] });
    }
    expect(world.twin.applications.has(THEIRS)).toBe(true);
  });

  it('is no reason to give up a dependency', async () => {
    const { world, creations } = await troubled('PATCH', GATEWAY, GRANTED);
    const before = standing(creationWorld());
    addEntry(world.twin, { name: 'one', apiName: 'orders', appId: idOf(9), clientId: 'x' });
    for (let times = 0; times < 3; times += 1)
      expect(refusal(await creations.undo(world.id))).toMatchObject({ code: UNKNOWN, what: 'change' });
    expect(worked(await creations.unfinished())).toMatchObject([{ canContinue: true, canUndo: true }]);
    const later = await openSession(world);
    worked(await later.creations.undo(world.id));
    expect(standing(world)).toEqual(before);
  });
});

describe('an application that was made', () => {
  it.each([
    ['redirectUris', { openIdConnectConfiguration: { redirectUris: ['https://theirs.example'] } }],
    ['apiCertificates', { apiCertificates: [{ id: 'a', dn: 'CN=theirs' }] }],
    ['jwkSetConfig', { jwkSetConfig: { jwksUri: 'https://theirs.example/keys' } }],
  ])('is not deleted once somebody uses it: %s', async (name, settings) => {
    const { world, creations } = await troubled('PATCH', faultOf('status 403, before it'));
    const [view] = worked(await creations.unfinished());
    editAuthentication(world, view?.applicationId ?? '', (there) => ({ ...there, ...settings }));
    expect(refusal(await creations.undo(world.id))).toMatchObject({
      ...{ code: 'list-changed-meanwhile', list: 'settings', difference: { added: [name] } },
    });
    expect(standing(world).applications).toBe(1);
  });

  it('is not taken to be gone because something on the way knows no such page', async () => {
    const { world } = await troubled('PATCH', faultOf('status 403, before it'));
    for (const name of ['nothing with 404, before it', 'JSON of a router with 404, before it']) {
      const { creations } = await openSession(world, { refused: { method: 'GET', fault: faultOf(name) } });
      expect(refusal(await creations.undo(world.id))).toMatchObject({
        ...{ code: 'tenant-answer-unknown', problem: 'foreign' },
      });
      expect(worked(await creations.unfinished())).toHaveLength(1);
    }
  });
});

describe('an application that a gateway gave up while the tenant works on', () => {
  it('is on record, and nothing said of it counts before it can have arrived', async () => {
    const { world, creations, result } = await troubled('POST', GATEWAY);
    expect(refusal(result)).toMatchObject({ code: 'tenant-outcome-unknown', reply: { status: 504 } });
    expect(refusal(await creations.resume(world.id)).code).toBe('tenant-outcome-unknown');
    expect(refusal(await creations.undo(world.id)).code).toBe('tenant-outcome-unknown');
    expect(worked(await creations.unfinished())).toHaveLength(1);
    const later = await openSession(world);
    expect(standing(world).applications).toBe(1);
    worked(await later.creations.undo(world.id));
    expect(standing(world).applications).toBe(0);
  });

  it.each([-10, -30 * 24 * 3_600])('may still come where the clock was set back, by %i s', async (seconds) => {
    for (const verb of ['undo', 'resume'] as const) {
      const { world, creations } = await troubled('POST', GATEWAY);
      world.clock.pass(seconds);
      expect(refusal(await creations[verb](world.id)).code).toBe('tenant-outcome-unknown');
      expect(worked(await creations.unfinished())).toHaveLength(1);
      // A minute of the clock as it is now, and nothing has come.
      world.clock.pass(59);
      expect(refusal(await creations[verb](world.id)).code).toBe('tenant-outcome-unknown');
      world.clock.pass(1);
      expect(await creations[verb](world.id)).toMatchObject({ ok: true });
      expect(worked(await creations.unfinished())).toEqual([]);
    }
  });

  it('is not made a second time by the same request, nor by another one for the same name', async () => {
    const { world, creations } = await troubled('POST', GATEWAY);
    const [, ...others] = [world.id, idOf(6), idOf(7)];
    for (const id of [world.id, ...others])
      expect(refusal(await creations.create(id, requestFor(NEW)))).toEqual({
        ...{ code: 'creation-unfinished', id: world.id },
      });
    const later = await openSession(world);
    worked(await later.creations.resume(world.id));
    expect(standing(world)).toMatchObject({ applications: 1, dependencies: 1, secrets: 1, open: 1 });
  });

  it('has one id, however often its request is looked at', async () => {
    const world = creationWorld();
    const { creations } = await openSession(world);
    const [first] = worked(await creations.preview(world.id, requestFor(NEW)));
    const [second] = worked(await creations.preview(world.id, requestFor(NEW)));
    expect(second).toEqual(first);
    const [other] = worked(await creations.preview(idOf(6), requestFor(NEW)));
    expect(other?.body).not.toBe(first?.body);
  });
});

describe('a dependency that did not arrive', () => {
  it('keeps others out of its application until it is continued or undone', async () => {
    const { world, result } = await troubled('PATCH', LOST, GRANTED);
    expect(refusal(result).code).toBe('tenant-outcome-unknown');
    const { creations, asked } = await openSession(world);
    for (const request of [requestFor(GRANTED), { ...requestFor(EXISTING), name: 'two' }])
      expect(refusal(await creations.create(idOf(6), request))).toEqual({
        ...{ code: 'creation-unfinished', id: world.id },
      });
    expect(writes(asked)).toEqual([]);
    worked(await creations.undo(world.id));
    worked(await creations.create(idOf(6), requestFor(GRANTED)));
    expect(standing(world).dependencies).toBe(1);
  });

  it('is not undone while it may still come', async () => {
    const { world, creations } = await troubled('PATCH', GATEWAY, GRANTED);
    const before = standing(creationWorld());
    expect(refusal(await creations.undo(world.id))).toMatchObject({ code: 'tenant-outcome-unknown' });
    expect(worked(await creations.unfinished())).toMatchObject([{ canContinue: true }]);
    const later = await openSession(world);
    expect(standing(world).dependencies).toBe(1);
    worked(await later.creations.undo(world.id));
    expect(standing(world)).toEqual(before);
  });

  it('may still come where the clock was set back', async () => {
    const { world, creations } = await troubled('PATCH', GATEWAY, GRANTED);
    world.clock.pass(-10);
    expect(refusal(await creations.undo(world.id)).code).toBe('tenant-outcome-unknown');
    expect(worked(await creations.unfinished())).toMatchObject([{ canContinue: true }]);
    world.clock.pass(60);
    worked(await creations.undo(world.id));
  });

  it('and leads elsewhere by now is told of, and left alone by one more Undo', async () => {
    const { world } = await troubled('PATCH', LOST, EXISTING);
    const elsewhere = { name: 'one', apiName: 'orders', appId: idOf(9), clientId: 'x' };
    editAuthentication(world, CONSUMER, (there) => ({ ...there, consumedApis: [elsewhere] satisfies Json[] }));
    const { creations } = await openSession(world, { refused: { method: 'PATCH', fault: LOST } });
    expect(refusal(await creations.undo(world.id))).toMatchObject({ code: 'creation-not-ours', what: 'dependency' });
    expect(refusal(await creations.resume(world.id)).code).toBe('dependency-name-taken');
    worked(await creations.undo(world.id));
    expect(worked(await creations.unfinished())).toEqual([]);
    expect((world.twin.applications.get(CONSUMER)?.[AUTHENTICATION] as JsonObject)['consumedApis']).toEqual([
      elsewhere,
    ]);
  });
});

describe('a secret whose answer was lost', () => {
  it.each(['undo', 'resume'] as const)('is known by its end, however that is written: %s', async (verb) => {
    for (const written of [(end: string) => end.replace('Z', ''), (end: string) => end.replace('Z', '.000Z')]) {
      const world = creationWorld();
      const rewriting = (request: TwinRequest) => {
        const told = world.twin.answer(request);
        return request.method === 'GET' && request.url.endsWith('/apiSecrets')
          ? { ...told, body: JSON.parse(JSON.stringify(told.body).replace(/20\d\d-[-\dT:]+Z/g, written)) as unknown }
          : told;
      };
      const odd = { ...world, twin: { ...world.twin, answer: rewriting } };
      let posts = 0;
      const lost = { when: 'after', how: faultOf('reset, after it').how } as const;
      const first = await openSession(odd, {
        faultFor: ({ method }) => (method === 'POST' && (posts += 1) === 2 ? lost : undefined),
      });
      await first.creations.create(world.id, requestFor(NEW));
      expect(standing(world)).toMatchObject({ secrets: 1, open: 0 });
      const { creations } = await openSession(odd);
      expect(await creations[verb](world.id)).toMatchObject({ ok: true });
      const left = verb === 'undo' ? { applications: 0, accounts: 0 } : { secrets: 1, open: 1, accounts: 1 };
      expect(standing(world)).toMatchObject(left);
    }
  });
});

describe('an application of its own', () => {
  it('is not made twice by one request that is sent once more', async () => {
    const held: TwinRequest[] = [];
    const fault: FaultFor = (request) => {
      if (request.method !== 'POST' || held.length > 0) return undefined;
      held.push(request);
      return { when: 'before', how: GATEWAY.how };
    };
    const tenant = await tenantOnLoopback({ fault });
    const desk = { ...(await testDesk()), directory: tenant.directory };
    const texts = { displayName: 'Wanted', name: '', description: '' };
    expect(refusal(await createApplication(desk, texts, idOf(1))).code).toBe('tenant-outcome-unknown');
    // Later than whatever was done about it.
    held.forEach((each) => tenant.twin.answer(each));
    expect(refusal(await createApplication(desk, texts, idOf(1))).code).toBe('application-exists');
    expect(tenant.twin.applications.size).toBe(1);
  });
});
