import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../../core/domain/result.ts';
import type { ApplicationRow, ApplicationView, CreatedDependencyView } from '../../../../shared/ipc/views.ts';
import { fakeBridge, type Answers } from '../../../../../tests/support/fake-transport.ts';
import { aCreatedDependency, aDependency, aRow, anApplication, idOf } from '../../../../../tests/support/views.ts';
import type { Draft } from './draft.svelte.ts';
import { reviewOf } from './review-words.ts';
import { Wizard } from './wizard.svelte.ts';

const sales = { name: 'sales-orders', description: '' };
const rows = [aRow(1), aRow(2, { label: 'Dashboard' })];
const usedBy = [{ consumerId: idOf(2), consumer: 'Dashboard', name: 'orders', apiName: 'sales-orders' }];
const DAY = new Date('2026-03-04T05:06:07.890Z');

interface World {
  apis?: ApplicationView['providedApis'];
  rows?: readonly ApplicationRow[];
  answers?: Answers;
}
function wizardOver(world: World = {}) {
  const provider = anApplication(1, { providedApis: world.apis ?? [sales] });
  const bridge = fakeBridge({
    dependencies: { checkName: () => ok({ usedBy: [] }), create: () => ok(aCreatedDependency(5)) },
    applications: { read: ({ applicationId }) => ok(anApplication(applicationId === idOf(2) ? 2 : 3)) },
  });
  bridge.answer(world.answers ?? {});
  const around = { provider: () => provider, applications: () => world.rows ?? rows };
  return { wizard: new Wizard(bridge.client, around), bridge };
}

/** Goes to the review with a new application. */
function filledIn(world: World = {}) {
  const all = wizardOver(world);
  all.wizard.draft.name.type('orders');
  all.wizard.next();
  all.wizard.next();
  all.wizard.draft.displayName.type(' Reports ');
  all.wizard.next();
  return all;
}

test('each step is left only when it is right', () => {
  const { wizard } = wizardOver({ apis: [sales, { name: 'returns', description: '' }] });
  const { draft } = wizard;
  expect([wizard.next(), wizard.step, draft.name.failure?.code]).toEqual([false, 'name', 'field-empty']);
  draft.name.type('sales orders');
  expect([wizard.next(), wizard.step]).toEqual([false, 'name']);
  draft.name.type('orders');
  expect([wizard.next(), wizard.step]).toEqual([true, 'api']);
  expect([wizard.next(), wizard.step, wizard.tried('api')]).toEqual([false, 'api', true]);
  draft.chooseApi('returns');
  expect([wizard.next(), wizard.step]).toEqual([true, 'application']);
  expect([wizard.next(), draft.displayName.failure?.code]).toEqual([false, 'field-empty']);
  draft.displayName.type('Reports');
  draft.description.type('x'.repeat(256));
  expect([wizard.next(), draft.description.failure?.code]).toEqual([false, 'field-too-long']);
  draft.description.type('');
  expect([wizard.next(), wizard.step]).toEqual([true, 'review']);
});

test('the only API is chosen, one that was removed meanwhile is not', () => {
  expect(wizardOver().wizard.draft.apiName).toBe('sales-orders');
  const { draft } = wizardOver({ apis: [] }).wizard;
  draft.chooseApi('gone');
  expect(draft.apiName).toBeNull();
});

test('stepping back keeps what was entered, and a step reached can be jumped to while those before it are right', () => {
  const { wizard } = filledIn();
  wizard.back();
  wizard.back();
  expect(wizard.step).toBe('api');
  expect(wizard.canReach('review')).toBe(true);
  wizard.goTo('name');
  expect([wizard.draft.name.value, wizard.draft.displayName.value]).toEqual(['orders', ' Reports ']);
  wizard.draft.name.type('');
  expect([wizard.canReach('name'), wizard.canReach('api'), wizard.canReach('review')]).toEqual([true, false, false]);
});

test('a step that was never reached cannot be jumped to', () => {
  const { wizard } = wizardOver();
  wizard.draft.name.type('orders');
  expect([wizard.canReach('name'), wizard.canReach('api')]).toEqual([true, false]);
});

test('a new application is created with its secret, scope OpenID, once for two clicks', async () => {
  let answer: (result: Result<CreatedDependencyView>) => void = () => {};
  const { wizard, bridge } = filledIn({
    answers: { dependencies: { create: () => new Promise((resolve) => (answer = resolve)) } },
  });
  wizard.draft.description.type('For the board');
  wizard.draft.secret.validity = 'two-years';
  const first = wizard.create();
  expect(await wizard.create()).toBeUndefined();
  answer(ok(aCreatedDependency(5)));
  expect(await first).toEqual(ok(aCreatedDependency(5)));
  expect(bridge.inputsOf('dependencies.create')).toEqual([
    {
      providerId: idOf(1),
      name: 'orders',
      apiName: 'sales-orders',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      consumer: {
        kind: 'new',
        displayName: 'Reports',
        description: 'For the board',
        secret: { description: '', validity: 'two-years', scopes: ['oAuth'] },
      },
    },
  ]);
});

test('without Generate Secret none is asked for, and its description cannot be in the way', async () => {
  const { wizard, bridge } = filledIn();
  wizard.draft.secret.description.type('x'.repeat(256));
  wizard.draft.generateSecret = false;
  await wizard.create();
  expect(bridge.inputsOf('dependencies.create')).toMatchObject([{ consumer: { secret: null } }]);
});

test('a refusal loses nothing; whatever becomes of the draft, it is sent under one id', async () => {
  const failure = { code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' } as const;
  const { wizard, bridge } = filledIn({ answers: { dependencies: { create: () => fail(failure) } } });
  await wizard.create();
  expect([wizard.step, wizard.creating.failure]).toEqual(['review', failure]);
  await wizard.create();
  wizard.goTo('application');
  expect(wizard.creating.failure).toBeNull();
  wizard.draft.displayName.type('Reports 2');
  await wizard.create();
  const ids = bridge.inputsOf('dependencies.create').map((input) => (input as { requestId: string }).requestId);
  expect(ids).toEqual([wizard.requestId, wizard.requestId, wizard.requestId]);
});

test('what is not right any more is shown instead of sent', async () => {
  const { wizard, bridge } = filledIn();
  wizard.draft.displayName.type('');
  expect(await wizard.create()).toBeUndefined();
  expect(wizard.step).toBe('application');
  expect(bridge.inputsOf('dependencies.create')).toEqual([]);
});

test('a name in use at the provider is refused to a new application and allowed to an existing one', async () => {
  vi.useFakeTimers();
  const { wizard, bridge } = wizardOver({ answers: { dependencies: { checkName: () => ok({ usedBy }) } } });
  const { draft } = wizard;
  for (const typed of ['o', 'or', 'orders']) {
    draft.name.type(typed);
    draft.nameCheck.ask(typed);
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(bridge.inputsOf('dependencies.checkName')).toEqual([{ providerId: idOf(1), name: 'orders' }]);
  expect(draft.consumerRefusal).toEqual({
    code: 'dependency-name-used-at-provider',
    name: 'orders',
    consumer: 'Dashboard',
  });
  draft.displayName.type('Reports');
  expect(draft.valid('application')).toBe(false);
  draft.consumerKind = 'existing';
  expect(draft.consumerRefusal).toBeNull();
  await draft.existing.choose(aRow(3));
  expect(draft.valid('application')).toBe(true);
});

test('a late answer about another name counts for nothing', async () => {
  vi.useFakeTimers();
  const { wizard } = wizardOver({ answers: { dependencies: { checkName: () => ok({ usedBy }) } } });
  const { draft } = wizard;
  draft.name.type('orders');
  draft.nameCheck.ask('orders');
  await vi.advanceTimersByTimeAsync(1000);
  draft.name.type('orders-2');
  expect(draft.consumerRefusal).toBeNull();
});

test('an existing application must be chosen, is not the provider, and has not this dependency already', async () => {
  const dependent = anApplication(2, { label: 'Dashboard', dependencies: [aDependency({ name: 'orders' })] });
  const { wizard, bridge } = filledIn({ answers: { applications: { read: () => ok(dependent) } } });
  const { draft } = wizard;
  draft.consumerKind = 'existing';
  expect(draft.search.found.map((row) => row.id)).toEqual([idOf(2)]);
  expect(draft.valid('application')).toBe(false);
  await draft.existing.choose(aRow(2, { label: 'Dashboard' }));
  expect(draft.consumerRefusal).toEqual({ code: 'dependency-name-taken', name: 'orders', consumer: 'Dashboard' });
  draft.name.type('orders-2');
  await wizard.create();
  expect(bridge.inputsOf('dependencies.create')).toMatchObject([
    { name: 'orders-2', consumer: { kind: 'existing', applicationId: idOf(2), allowClientCredentials: false } },
  ]);
});

test('the application chosen last counts, whichever is read first', async () => {
  const answers = new Map<string, (result: Result<ApplicationView>) => void>();
  const { wizard } = wizardOver({
    answers: {
      applications: { read: ({ applicationId }) => new Promise((resolve) => answers.set(applicationId, resolve)) },
    },
  });
  const { existing } = wizard.draft;
  const both = [existing.choose(aRow(2)), existing.choose(aRow(3))];
  answers.get(idOf(3))?.(ok(anApplication(3)));
  answers.get(idOf(2))?.(ok(anApplication(2, { dependencies: [aDependency({ name: 'orders' })] })));
  await Promise.all(both);
  flushSync();
  expect(existing.refusal('orders')).toBeNull();
});

test('there is something to lose as soon as anything was entered or chosen', async () => {
  const { draft } = wizardOver().wizard;
  expect(draft.entered).toBe(false);
  draft.description.type('x');
  expect(draft.entered).toBe(true);
  draft.description.type('');
  await draft.existing.choose(aRow(2));
  expect(draft.entered).toBe(true);
});

test.each<[string, (draft: Draft) => void]>([
  ['an API', (draft) => draft.chooseApi('sales-orders')],
  ['all APIs', (draft) => draft.chooseAllApis()],
  ['an existing application', (draft) => (draft.consumerKind = 'existing')],
  ['no secret', (draft) => (draft.generateSecret = false)],
])('a choice is something to lose: %s', (_, choose) => {
  const { draft } = wizardOver().wizard;
  choose(draft);
  expect(draft.entered).toBe(true);
});

test('the review says everything that will be created', () => {
  const { wizard } = filledIn();
  wizard.draft.description.type('For the board');
  wizard.draft.secret.description.type('Nightly job');
  const said = reviewOf(wizard.draft, DAY).flatMap((part) => part.facts.map(({ term, text }) => `${term}: ${text}`));
  expect(said).toEqual([
    'Dependency Name: orders',
    'Resource: urn:sap:identity:application:provider:name:orders',
    'API: sales-orders',
    'Provider: Application 1',
    'New Application: Reports',
    'Application Description: For the board',
    expect.stringMatching(/^Client Secret: Generated, valid until .*2027.*, described as “Nightly job”\.$/) as string,
  ]);
});
