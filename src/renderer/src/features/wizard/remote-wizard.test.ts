import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../../../core/domain/result.ts';
import { DEFAULT_TOKEN_POLICY } from '../../../../core/domain/token/token-policy.ts';
import type { RequestPreview, UnfinishedCreationView } from '../../../../shared/ipc/creation-views.ts';
import { FAILURE_EXAMPLES } from '../../../../../tests/support/failure-examples.ts';
import { fakeBridge, type Answers } from '../../../../../tests/support/fake-transport.ts';
import {
  aCreatedDependency,
  anApplication,
  anUnfinishedCreation,
  aRow,
  idOf,
} from '../../../../../tests/support/views.ts';
import { UnfinishedCreations } from '../../state/unfinished-creations.svelte.ts';
import { Wizard } from './wizard.svelte.ts';

const sales = { name: 'sales-orders', description: '' };
const SHOWN: readonly RequestPreview[] = [
  { step: 'application', method: 'POST', path: '/Applications/v1/', body: '{}' },
];
const UNKNOWN = FAILURE_EXAMPLES['tenant-outcome-unknown'];
const withoutGrant = anApplication(2, { tokenPolicy: { ...DEFAULT_TOKEN_POLICY, grants: ['password'] } });

/** At the review of a dependency for a new application. */
function atReview(answers: Answers['dependencies'] = {}) {
  let left: readonly UnfinishedCreationView[] = [];
  const bridge = fakeBridge({
    applications: { read: () => ok(withoutGrant) },
    dependencies: {
      checkName: () => ok({ usedBy: [] }),
      preview: () => ok(SHOWN),
      create: () => ok(aCreatedDependency(5)),
      unfinished: () => ok(left),
    },
  });
  bridge.answer({ dependencies: answers });
  const provider = anApplication(1, { providedApis: [sales] });
  const unfinished = new UnfinishedCreations(bridge.client.dependencies);
  const around = { provider: () => provider, applications: () => [aRow(1), aRow(2)] };
  const wizard = new Wizard(bridge.client, around, unfinished);
  wizard.draft.name.type('orders');
  wizard.draft.displayName.type('Reports');
  for (let step = 0; step < 3; step += 1) wizard.next();
  const leaves = () => (left = [anUnfinishedCreation({ creationId: wizard.requestId })]);
  const ended = () => ((left = []), unfinished.load());
  return { bridge, wizard, leaves, ended, sent: () => bridge.inputsOf('dependencies.create') };
}

/** Answered when the test says so. */
function awaited<T>() {
  const waiting: ((result: Result<T>) => void)[] = [];
  return {
    answer: () => new Promise<Result<T>>((resolve) => waiting.push(resolve)),
    next: (result: Result<T>) => waiting.shift()?.(result),
  };
}
const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test('what a person agreed to is agreed to in the second try as well: it is the same request', async () => {
  const { wizard, sent } = atReview({ create: () => fail(UNKNOWN) });
  wizard.draft.consumerKind = 'existing';
  await wizard.draft.existing.choose(aRow(2));
  wizard.draft.existing.allowsClientCredentials = true;
  await settled();
  await wizard.look();
  await wizard.create();
  await settled();
  await wizard.create();
  expect(sent()).toHaveLength(2);
  expect(sent()[0]).toMatchObject({ consumer: { allowClientCredentials: true } });
  expect(sent()[1]).toEqual(sent()[0]);
});

test('what was agreed to stays so although the grant has meanwhile come, and goes with another application', async () => {
  const { wizard, bridge } = atReview();
  const { draft } = wizard;
  draft.consumerKind = 'existing';
  await draft.existing.choose(aRow(2));
  draft.existing.allowsClientCredentials = true;
  bridge.answer({ applications: { read: () => ok(anApplication(2)) } });
  await draft.existing.choose(aRow(2));
  expect(draft.existing.lacksClientCredentials).toBe(false);
  expect(draft.request).toMatchObject({ consumer: { allowClientCredentials: true } });
  await draft.existing.choose(aRow(3));
  expect(draft.request).toMatchObject({ consumer: { applicationId: idOf(3), allowClientCredentials: false } });
});

test('nothing is sent before it is shown', async () => {
  const previews = awaited<readonly RequestPreview[]>();
  const { wizard, sent } = atReview({ preview: previews.answer });
  expect(await wizard.create()).toBeUndefined();
  expect([wizard.isShown, sent()]).toEqual([false, []]);
  previews.next(ok(SHOWN));
  await settled();
  expect(wizard.preview).toEqual(SHOWN);
  expect(await wizard.create()).toMatchObject({ ok: true });
});

test('where it could not be read, Create reads it again and sends nothing', async () => {
  const { wizard, bridge, sent } = atReview({ preview: () => fail(FAILURE_EXAMPLES['tenant-unreachable']) });
  await settled();
  expect(wizard.previewing.failure).toMatchObject({ code: 'tenant-unreachable' });
  bridge.answer({ dependencies: { preview: () => ok(SHOWN) } });
  expect(await wizard.create()).toBeUndefined();
  expect([wizard.preview, sent()]).toEqual([SHOWN, []]);
});

test('what comes late about a draft that was changed is not shown: it is read again', async () => {
  const previews = awaited<readonly RequestPreview[]>();
  const { wizard, bridge } = atReview({ preview: previews.answer });
  wizard.goTo('application');
  wizard.draft.displayName.type('Others');
  wizard.next();
  previews.next(ok([]));
  await settled();
  expect(wizard.preview).toBeNull();
  previews.next(ok(SHOWN));
  await settled();
  expect(wizard.preview).toEqual(SHOWN);
  expect(bridge.inputsOf('dependencies.preview')).toMatchObject([
    { requestId: wizard.requestId, consumer: { displayName: 'Reports' } },
    { requestId: wizard.requestId, consumer: { displayName: 'Others' } },
  ]);
});

test('it is not read again while it is being sent, and after a refusal only where that makes it another', async () => {
  const answers = awaited<never>();
  const { wizard, bridge } = atReview({ create: answers.answer });
  const read = () => bridge.inputsOf('dependencies.preview').length;
  await settled();
  const creating = wizard.create();
  await wizard.look();
  answers.next(fail(FAILURE_EXAMPLES['tenant-busy']));
  await creating;
  expect([read(), wizard.preview]).toEqual([1, SHOWN]);
  const again = wizard.create();
  answers.next(fail(FAILURE_EXAMPLES['list-changed-meanwhile']));
  await again;
  await settled();
  expect([read(), wizard.creating.failure?.code]).toEqual([2, 'list-changed-meanwhile']);
});

test('while what it began is unfinished, nothing else can be asked for; once that is undone, the draft is as it was', async () => {
  const { wizard, bridge, leaves, ended, sent } = atReview({ create: () => fail(UNKNOWN) });
  await settled();
  leaves();
  await wizard.create();
  expect(wizard.left).toMatchObject({ creationId: wizard.requestId });
  expect(await wizard.create()).toBeUndefined();
  expect([sent().length, wizard.canReach('name')]).toEqual([1, false]);
  await ended();
  wizard.undone();
  await settled();
  bridge.answer({ dependencies: { create: () => ok(aCreatedDependency(5)) } });
  expect(await wizard.create()).toMatchObject({ ok: true });
  expect(sent()[1]).toEqual(sent()[0]);
});
