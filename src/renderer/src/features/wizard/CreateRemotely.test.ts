import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { Failure } from '../../../../core/domain/failure.ts';
import { tenantId } from '../../../../core/domain/identifiers.ts';
import { ALWAYS_READY } from '../../../../core/domain/list-state.ts';
import { fail, ok, type Result } from '../../../../core/domain/result.ts';
import { DEFAULT_TOKEN_POLICY } from '../../../../core/domain/token/token-policy.ts';
import type { RequestPreview, UnfinishedCreationView } from '../../../../shared/ipc/creation-views.ts';
import { toJson } from '../../../../shared/ipc/json-text.ts';
import type { CreatedDependencyView } from '../../../../shared/ipc/views.ts';
import { FAILURE_EXAMPLES } from '../../../../../tests/support/failure-examples.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { named, press, typeInto } from '../../../../../tests/support/ui5.ts';
import {
  aCreatedDependency,
  anApplication,
  anUnfinishedCreation,
  aRow,
  idOf,
} from '../../../../../tests/support/views.ts';
import { textOf } from '../../failure-text/failure-text.ts';
import CreateDependencyWizard from './CreateDependencyWizard.svelte';

const SHOWN: readonly RequestPreview[] = [
  { step: 'dependency', method: 'PATCH', path: '/Applications/v1/1', body: '{\n  "operations": []\n}' },
];
/** What a creation in a remote tenant can be answered with. */
const REFUSALS = Object.values<Failure>(FAILURE_EXAMPLES).filter(({ code }) =>
  /^(?:tenant-(?!server)|keychain-|store-|list-|application-|secret-|dependency-|api-|creation-|preview-|remote-|unexpected)/.test(
    code,
  ),
);

const withoutGrant = anApplication(2, { tokenPolicy: { ...DEFAULT_TOKEN_POLICY, grants: ['password'] } });

async function atReview(existing = withoutGrant) {
  let left: readonly UnfinishedCreationView[] = [];
  let failure: Failure | null = null;
  const app = fakeApp(
    {
      applications: {
        listState: () => ok(ALWAYS_READY),
        list: () => ok(toJson([aRow(1), aRow(2, { label: 'Dashboard' })])),
        read: () => ok(existing),
      },
      clipboard: { copy: () => ok(undefined) },
      dependencies: {
        checkName: () => ok({ usedBy: [] }),
        preview: () => ok(SHOWN),
        create: () => (failure ? fail(failure) : ok(aCreatedDependency(2))),
        unfinished: () => ok(left),
        resume: () => ok(aCreatedDependency(2)),
        undo: () => ok(undefined),
      },
    },
    tenantId('11111111-1111-4111-8111-111111111111'),
  );
  await app.state.applications.refresh();
  app.state.keychain.view = { state: 'ready', throwAway: false, pendingTidyUp: 0 };
  const created: CreatedDependencyView[] = [];
  const { container } = renderIn(app, CreateDependencyWizard, {
    provider: anApplication(1, { providedApis: [{ name: 'sales-orders', description: '' }] }),
    oncreated: (view: CreatedDependencyView) => created.push(view),
    onclose: () => undefined,
  });
  const said = () => container.textContent.replaceAll(/\s+/g, ' ');
  const requestId = () => (app.inputsOf('dependencies.preview')[0] as { requestId: string }).requestId;
  await typeInto(named(container, 'ui5-input', 'Dependency Name'), 'orders');
  await press(screen.getByText('Next'));
  await press(screen.getByText('Next'));
  return {
    ...{ app, container, created, said, requestId },
    refuse: (next: Failure | null) => (failure = next),
    leave: (changed: Partial<UnfinishedCreationView> | null) =>
      (left = changed ? [anUnfinishedCreation({ creationId: requestId(), ...changed })] : []),
    sent: () => app.inputsOf('dependencies.create'),
  };
}
type World = Awaited<ReturnType<typeof atReview>>;

async function withNew(): Promise<World> {
  const world = await atReview();
  await typeInto(named(world.container, 'ui5-input', 'Display Name'), 'Reports');
  await typeInto(named(world.container, 'ui5-input', 'Application Description'), 'For the board');
  await press(screen.getByText('Next'));
  await shown();
  return world;
}

async function chooseExisting(world: World): Promise<void> {
  const radios = [...world.container.querySelectorAll('ui5-radio-button')];
  const radio = radios.find((each) => 'text' in each && each.text === 'Existing Application');
  Object.assign(radio ?? {}, { checked: true });
  radio?.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  const option = await screen.findByRole('option');
  option.click();
}

async function withExisting(): Promise<World> {
  const world = await atReview();
  await chooseExisting(world);
  const checkbox = await waitFor(() => {
    const found = world.container.querySelector('ui5-checkbox');
    if (!found) throw new Error('It is not offered to allow client credentials.');
    return found;
  });
  Object.assign(checkbox, { checked: true });
  checkbox.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  await press(screen.getByText('Next'));
  await shown();
  return world;
}

const shown = () => expect.poll(() => document.querySelector('pre')?.textContent).toContain('PATCH');

/** Presses Create and waits until it is answered. */
async function create({ app, sent }: World): Promise<void> {
  const before = sent().length;
  await press(screen.getByText('Create'));
  await expect.poll(() => sent().length).toBe(before + 1);
  await expect.poll(() => app.inputsOf('dependencies.unfinished').length).toBe(before + 1);
  await expect.poll(() => screen.queryByText('Creating…')).toBeNull();
  await shown();
}

test.each([
  ['a new application', withNew, ['orders', 'Reports', 'For the board'], { kind: 'new', displayName: 'Reports' }],
  [
    'an existing application, with the grant that was agreed to',
    withExisting,
    ['orders', 'Dashboard', 'Are allowed for it, too.'],
    { kind: 'existing', applicationId: idOf(2), allowClientCredentials: true },
  ],
] as const)('nothing that was entered is lost by any refusal: %s', async (_, fill, entered, consumer) => {
  const world = await fill();
  expect(REFUSALS.length).toBeGreaterThan(30);
  for (const refusal of REFUSALS) {
    world.refuse(refusal);
    await create(world);
    expect(world.said(), refusal.code).toContain(textOf(refusal).title);
    for (const each of entered) expect(world.said(), refusal.code).toContain(each);
  }
  world.refuse(null);
  await press(screen.getByText('Create'));
  await expect.poll(() => world.created).toHaveLength(1);
  // Each time the same, under the same id.
  const [first] = world.sent();
  expect(first).toMatchObject({ name: 'orders', consumer });
  expect(world.sent().every((each) => JSON.stringify(each) === JSON.stringify(first))).toBe(true);
});

test('an application with SAML is said to be one, whatever its grants are', async () => {
  const world = await atReview(anApplication(2, { ssoType: 'saml2' }));
  await chooseExisting(world);
  await expect.poll(world.said).toContain('“Dashboard” is an application with SAML 2.0');
  expect(world.container.querySelector('ui5-checkbox')).toBeNull();
});

test('while it creates, it says that a tenant may take its time, and the button is readable', async () => {
  const world = await withNew();
  let answer: (result: Result<CreatedDependencyView>) => void = () => {};
  world.app.answer({ dependencies: { create: () => new Promise((resolve) => (answer = resolve)) } });
  await press(screen.getByText('Create'));
  const said = await screen.findByText(/^Creating the application and storing its secret: .* half a minute or more…$/);
  expect(said.getAttribute('role')).toBe('status');
  expect(screen.getByText('Creating…')).toHaveProperty('loading', false);
  answer(ok(aCreatedDependency(2)));
  await expect.poll(() => world.created).toHaveLength(1);
});

test('a creation that stopped half way stands in the wizard, and is continued to its credentials there', async () => {
  const world = await withNew();
  world.refuse(FAILURE_EXAMPLES['tenant-fault']);
  world.leave({ failure: FAILURE_EXAMPLES['tenant-fault'] });
  await press(screen.getByText('Create'));
  await expect.poll(world.said).toContain('The dependency “orders” was not finished');
  expect(world.said()).toContain(`The application exists in the tenant. Its ID is ${idOf(5)}`);
  expect(world.said()).toContain('The tenant has a fault');
  expect(world.said()).toContain('Nothing more is sent for “orders” until you choose one of them.');
  expect(screen.getByText('Create').hidden).toBe(true);
  await press(screen.getByText('Continue'));
  await expect.poll(() => world.created).toEqual([aCreatedDependency(2)]);
  expect(world.app.inputsOf('dependencies.resume')).toEqual([{ creationId: world.requestId() }]);
});

test('once it is undone in the wizard, the draft is there as it was, and is sent anew', async () => {
  const world = await withNew();
  world.refuse(FAILURE_EXAMPLES['tenant-fault']);
  world.leave({});
  await press(screen.getByText('Create'));
  await expect.poll(world.said).toContain('was not finished');
  world.leave(null);
  await press(screen.getByText('Undo…'));
  await press(await screen.findByText('Undo'));
  await shown();
  expect(world.said()).not.toContain('was not finished');
  expect(world.said()).toContain('Reports');
  world.refuse(null);
  await press(screen.getByText('Create'));
  await expect.poll(() => world.created).toHaveLength(1);
  expect(world.sent()[1]).toEqual(world.sent()[0]);
});

test('what is left half way may wait: the wizard closes without a question', async () => {
  const world = await withNew();
  world.refuse(FAILURE_EXAMPLES['tenant-fault']);
  world.leave({});
  await press(screen.getByText('Create'));
  await expect.poll(world.said).toContain('was not finished');
  const close = new CustomEvent('ui5-before-close', { cancelable: true });
  world.container.querySelector('ui5-dialog')?.dispatchEvent(close);
  expect(close.defaultPrevented).toBe(false);
});

test('each request and all of them can be copied by main, by the id they were shown under', async () => {
  const world = await withNew();
  await press(named(world.container, 'ui5-button', 'Copy All Requests'));
  await press(named(world.container, 'ui5-button', 'Copy Request 1'));
  expect(world.app.inputsOf('clipboard.copy')).toEqual([
    { kind: 'preview', requestId: world.requestId(), index: null },
    { kind: 'preview', requestId: world.requestId(), index: 0 },
  ]);
});

test('where the requests could not be read, that is said and they are read again in place of Create', async () => {
  const world = await withNew();
  world.app.answer({ dependencies: { preview: () => fail(FAILURE_EXAMPLES['tenant-unreachable']) } });
  await press(screen.getByText('Back'));
  await press(screen.getByText('Next'));
  const again = await screen.findByText('Read Again');
  expect(world.said()).toContain('The tenant cannot be reached');
  world.app.answer({ dependencies: { preview: () => ok(SHOWN) } });
  await press(again);
  await shown();
  expect(world.sent()).toEqual([]);
  expect(screen.getByText('Create')).toBeTruthy();
});
