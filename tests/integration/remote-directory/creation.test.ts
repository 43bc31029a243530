import { describe, expect, it } from 'vitest';
import { AUTHENTICATION, type Json, type JsonObject } from '../../../src/core/domain/directory-api/wire.ts';
import { createSecret } from '../../../src/core/use-cases/create-secret.ts';
import { refusal, worked } from '../../support/outcome.ts';
import { openSession } from '../../support/remote-creation/session.ts';
import {
  CONSUMER,
  creationWorld,
  NAME,
  PROVIDER,
  requestFor,
  secretsOf,
  standing,
  WISHES,
  type CreationWorld,
  type Wish,
} from '../../support/remote-creation/world.ts';
import { WIRE_FAULTS } from '../../support/wire-faults.ts';

const [NEW, , , EXISTING, GRANTED] = WISHES as unknown as readonly [Wish, Wish, Wish, Wish, Wish];

const editDependencies = ({ twin }: CreationWorld, change: (list: readonly Json[]) => readonly Json[]) =>
  twin.edit(CONSUMER, (application) => {
    const authentication = application[AUTHENTICATION] as JsonObject;
    const consumedApis = change(authentication['consumedApis'] as readonly Json[]);
    return { ...application, [AUTHENTICATION]: { ...authentication, consumedApis } };
  });

const REFUSED = WIRE_FAULTS.find(({ name }) => name === 'status 403, before it')!;

const ANOTHER = { name: 'another', apiName: 'orders', appId: PROVIDER };

describe('the preview of a creation', () => {
  it.each([NEW, EXISTING, GRANTED])(
    '$name: is what is sent, byte by byte, and nothing else is written',
    async (wish) => {
      const world = creationWorld();
      const { creations, asked } = await openSession(world);
      const shown = worked(await creations.preview(world.id, requestFor(wish)));
      expect(asked.every(({ method }) => method === 'GET')).toBe(true);
      expect(creations.previewed(world.id)).toEqual(shown);
      worked(await creations.create(world.id, requestFor(wish)));
      const sent = asked.filter(({ method }) => method !== 'GET');
      expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual(
        shown.map(({ method, path }) => `${method} ${path}`),
      );
      const compact = shown.map(({ body }) => JSON.stringify(JSON.parse(body ?? 'null')));
      expect(sent.map(({ body }) => body)).toEqual(compact);
      expect(shown.map(({ body }) => body).join()).toContain('\n  ');
    },
  );

  it('keeps what nobody knows in the list, and names the steps', async () => {
    const world = creationWorld();
    const { creations } = await openSession(world);
    const [only, ...more] = worked(await creations.preview(world.id, requestFor(GRANTED)));
    expect(more).toEqual([]);
    expect(only).toMatchObject({ step: 'dependency', method: 'PATCH', path: `/Applications/v1/${CONSUMER}` });
    expect(JSON.parse(only?.body ?? '')).toEqual({
      operations: [
        {
          ...{ op: 'replace', path: `/${AUTHENTICATION}/consumedApis` },
          value: [
            { name: 'other', apiName: 'orders', appId: PROVIDER, clientId: 'c', unknown: ['kept', null] },
            { name: 'one', apiName: 'orders', appId: PROVIDER },
          ],
        },
        {
          ...{ op: 'replace', path: `/${AUTHENTICATION}/openIdConnectConfiguration/restrictedGrantTypes` },
          value: ['clientCredentials', 'password', 'unheardOf'],
        },
      ],
    });
    const steps = worked(await creations.preview(world.id, requestFor(NEW))).map(({ step }) => step);
    expect(steps).toEqual(['application', 'dependency', 'secret']);
  });

  it('is not sent when the list has changed since, which is then told, and leaves nothing', async () => {
    const world = creationWorld();
    const { creations, asked } = await openSession(world);
    worked(await creations.preview(world.id, requestFor(EXISTING)));
    editDependencies(world, (list) => [...list, ANOTHER]);
    expect(refusal(await creations.create(world.id, requestFor(EXISTING)))).toEqual({
      ...{ code: 'list-changed-meanwhile', list: 'dependencies', written: false },
      difference: { added: ['another'], removed: [], changed: [] },
    });
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
    expect(worked(await creations.unfinished())).toEqual([]);
    worked(await creations.preview(world.id, requestFor(EXISTING)));
    worked(await creations.create(world.id, requestFor(EXISTING)));
    expect(standing(world)).toMatchObject({ dependencies: 1 });
  });

  it('is not sent when members that nobody knows have changed, or grants', async () => {
    const world = creationWorld();
    const { creations, asked } = await openSession(world);
    worked(await creations.preview(world.id, requestFor(GRANTED)));
    editDependencies(world, (list) => list.map((each) => ({ ...(each as JsonObject), unknown: 'other' })));
    expect(refusal(await creations.create(world.id, requestFor(GRANTED)))).toMatchObject({
      ...{ code: 'list-changed-meanwhile', difference: { changed: ['other'] } },
    });
    worked(await creations.preview(world.id, requestFor(GRANTED)));
    world.twin.edit(CONSUMER, (application) => ({
      ...application,
      [AUTHENTICATION]: {
        ...(application[AUTHENTICATION] as JsonObject),
        openIdConnectConfiguration: { restrictedGrantTypes: ['password', 'implicit', 'unheardOf'] },
      },
    }));
    expect(refusal(await creations.create(world.id, requestFor(GRANTED)))).toMatchObject({
      ...{ code: 'list-changed-meanwhile', list: 'grants', difference: { added: ['implicit'] } },
    });
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('is all that is sent: nothing is that was not shown, or shown for another request', async () => {
    const world = creationWorld();
    const { bare: creations, asked } = await openSession(world);
    const unshown = { code: 'preview-gone' };
    expect(refusal(await creations.create(world.id, requestFor(GRANTED)))).toEqual(unshown);
    worked(await creations.preview(world.id, requestFor(EXISTING)));
    expect(refusal(await creations.create(world.id, requestFor(GRANTED)))).toEqual(unshown);
    worked(await creations.preview(world.id, requestFor(GRANTED)));
    const reading = creations.preview(world.id, requestFor(GRANTED));
    expect(refusal(await creations.create(world.id, requestFor(GRANTED)))).toEqual(unshown);
    worked(await reading);
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
    const creating = creations.create(world.id, requestFor(GRANTED));
    expect(refusal(await creations.preview(world.id, requestFor(EXISTING)))).toEqual(unshown);
    worked(await creating);
    expect(asked.find(({ method }) => method === 'PATCH')?.body).toContain('restrictedGrantTypes');
  });

  it('has the id that was chosen first, however often it is read, and another one after an undo', async () => {
    const world = creationWorld();
    const { creations } = await openSession(world);
    const idIn = async () => {
      const [first] = worked(await creations.preview(world.id, requestFor(NEW)));
      return (JSON.parse(first?.body ?? '') as JsonObject)['id'];
    };
    const chosen = await idIn();
    expect(await idIn()).toBe(chosen);
    refusal(await creations.undo(world.id));
    expect(await idIn()).not.toBe(chosen);
  });

  it('chooses the id of an application once, also for a second try', async () => {
    const world = creationWorld();
    const { creations, asked } = await openSession(world, {
      refused: { method: 'POST', fault: REFUSED },
    });
    const [first] = worked(await creations.preview(world.id, requestFor(NEW)));
    const refused = await creations.create(world.id, requestFor(NEW));
    expect(refusal(refused)).toMatchObject({ code: 'tenant-not-allowed' });
    expect(worked(await creations.unfinished())).toEqual([]);
    worked(await creations.create(world.id, requestFor(NEW)));
    const posts = asked.filter(({ method, url }) => method === 'POST' && !url.includes('apiSecrets'));
    expect(new Set(posts.map(({ body }) => body))).toEqual(new Set([JSON.stringify(JSON.parse(first?.body ?? ''))]));
  });
});

describe('a creation that stops half way', () => {
  /** The PATCH of the dependency is refused. */
  async function halted(wish: Wish = NEW) {
    const world = creationWorld();
    const { creations } = await openSession(world);
    const session = await openSession(world, {
      refused: { method: 'PATCH', fault: REFUSED },
    });
    return { world, ...session, other: creations, result: await session.creations.create(world.id, requestFor(wish)) };
  }

  it('is told with its steps, its failure, and under the id of its request', async () => {
    const { world, creations, result, other } = await halted();
    const failure = refusal(result);
    const [view, ...more] = worked(await creations.unfinished());
    expect(more).toEqual([]);
    expect(view).toMatchObject({
      ...{ creationId: world.id, name: 'one', provider: 'provider', application: NAME, newApplication: true, failure },
      ...{ secretHint: null, canContinue: true, canUndo: true },
      steps: [
        { step: 'application', state: 'done' },
        { step: 'dependency', state: 'failed' },
        { step: 'secret', state: 'open' },
        { step: 'keychain', state: 'open' },
      ],
    });
    expect(world.twin.applications.has(view?.applicationId ?? '')).toBe(true);
    // Another session knows what there is, but not why.
    expect(worked(await other.unfinished())).toEqual([{ ...view, failure: null }]);
  });

  it('takes nothing else under its id, and ends once', async () => {
    const { world, creations } = await halted();
    expect(refusal(await creations.create(world.id, requestFor(EXISTING)))).toEqual({
      ...{ code: 'creation-unfinished', id: world.id },
    });
    worked(await creations.resume(world.id));
    expect(standing(world)).toMatchObject({ applications: 1, dependencies: 1, secrets: 1, open: 1, accounts: 1 });
    expect(refusal(await creations.resume(world.id))).toMatchObject({ code: 'creation-unknown' });
    expect(refusal(await creations.undo(world.id))).toMatchObject({ code: 'creation-unknown' });
    expect(standing(world)).toMatchObject({ applications: 1 });
  });

  it.each([
    ['apis', (made: JsonObject) => ({ ...made, providedApis: [{ name: 'theirs' }] })],
    ['dependencies', (made: JsonObject) => ({ ...made, consumedApis: [ANOTHER] })],
  ] as const)('is not undone over %s that others have added', async (list, change) => {
    const { world, creations } = await halted();
    const [view] = worked(await creations.unfinished());
    world.twin.edit(view?.applicationId ?? '', (made) => ({
      ...made,
      [AUTHENTICATION]: change(made[AUTHENTICATION] as JsonObject),
    }));
    expect(refusal(await creations.undo(world.id))).toMatchObject({ code: 'list-changed-meanwhile', list });
    expect(standing(world)).toMatchObject({ applications: 1 });
    expect(worked(await creations.unfinished())).toMatchObject([{ canContinue: true, canUndo: true }]);
  });

  it('is not undone over a secret that others have made, and leaves that alone when it is continued', async () => {
    const { world, creations } = await halted();
    const [view] = worked(await creations.unfinished());
    const id = view?.applicationId ?? '';
    const body = '{"description":"theirs","authorizationScopes":["oAuth"]}';
    world.twin.answer({ method: 'POST', url: `/Applications/v1/${id}/apiSecrets`, body });
    expect(refusal(await creations.undo(world.id))).toMatchObject({ code: 'list-changed-meanwhile', list: 'secrets' });
    worked(await creations.resume(world.id));
    expect(secretsOf(world, id)).toHaveLength(2);
    expect(standing(world)).toMatchObject({ open: 1, accounts: 1 });
  });
});

describe('a keychain that cannot be used', () => {
  it('stops a creation with a secret before anything is sent', async () => {
    const world = creationWorld();
    world.keychain.be('locked');
    const { creations, asked } = await openSession(world);
    expect(refusal(await creations.create(world.id, requestFor(NEW)))).toEqual({
      code: 'keychain-locked',
      changed: 'nothing',
    });
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
    expect(worked(await creations.unfinished())).toEqual([]);
  });

  it.each(['keychain-unavailable', 'keychain-silent', 'keychain-altered-value'] as const)(
    'after the secret was made (%s): another takes its place, and no value is left over',
    async (code) => {
      for (const anyway of [undefined, 'carried-out'] as const) {
        const world = creationWorld();
        const { creations } = await openSession(world);
        // The vault is read twice before it is to keep the value.
        world.keychain.failAt(3, code, anyway);
        const failure = { code, changed: 'on-record' };
        expect(refusal(await creations.create(world.id, requestFor(NEW)))).toEqual(failure);
        expect(worked(await creations.unfinished())).toMatchObject([{ secretHint: 'a=Z]', failure }]);
        worked(await creations.resume(world.id));
        expect(standing(world)).toMatchObject({ applications: 1, secrets: 1, open: 1, accounts: 1 });
      }
    },
  );

  it('is none of the matter in a session that keeps values in memory', async () => {
    const world = creationWorld();
    world.keychain.be('locked');
    world.keychain.health.useSession();
    const { creations, kept, desk } = await openSession(world);
    const created = worked(await creations.create(world.id, requestFor(NEW)));
    expect(world.keychain.values.session.get(created.secret!.id)).toBe(world.issued.get(created.secret!.id));
    expect(kept.keptIn(created.secret!.id)).toBe('session');
    const wish = { description: '', validity: 'never', scopes: ['oAuth'] } as const;
    expect(worked(await createSecret(desk, created.consumer.id, wish)).keptIn).toBe('session');
    expect(worked(await desk.journal.pending())).toEqual([]);
  });

  it('keeps what is to be undone until it can be read again', async () => {
    const world = creationWorld();
    const { creations } = await openSession(world);
    world.keychain.failAt(3, 'keychain-silent', 'carried-out');
    await creations.create(world.id, requestFor(NEW));
    world.keychain.be('locked');
    expect(refusal(await creations.undo(world.id))).toMatchObject({ code: 'keychain-locked' });
    expect(worked(await creations.unfinished())).toMatchObject([{ canContinue: false, canUndo: true }]);
    world.keychain.be('ready');
    worked(await creations.undo(world.id));
    expect(standing(world)).toMatchObject({ applications: 0, accounts: 0 });
  });
});
