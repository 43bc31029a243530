import { describe, expect, it } from 'vitest';
import { aDependency, anApplication, idOf } from '../../../tests/support/builders.ts';
import { testDesk } from '../../../tests/support/desk.ts';
import { worked } from '../../../tests/support/outcome.ts';
import type { Application } from '../../core/domain/application.ts';
import { ALWAYS_READY, type ListState } from '../../core/domain/list-state.ts';
import { rowOf, viewOf } from './application-view.ts';
import type { Counter } from './counter.ts';

async function shown(application: Application, others: readonly Application[], state: ListState = ALWAYS_READY) {
  const counter = {
    desk: await testDesk([application, ...others]),
    place: { listState: () => state, lockOf: () => null, keptIn: () => undefined },
  };
  return { view: worked(await viewOf(counter as unknown as Counter, application)) };
}

describe('a dependency whose provider is not among the applications known', () => {
  const consumer = anApplication(1, { consumedApis: [aDependency(2)] });
  const failed = { status: 'failed', readAt: '2026-01-02T03:04:05.678Z', failure: null } as const;

  it.each<[ListState['status'], ListState, string]>([
    ['ready', ALWAYS_READY, 'provider-missing'],
    ['filling', { status: 'filling', readAt: null, failure: null }, 'provider-unknown'],
    ['failed', failed, 'provider-unknown'],
  ])('leads nowhere only if all are known: %s', async (_, state, status) => {
    const { view } = await shown(consumer, [], state);
    expect(view.dependencies).toMatchObject([{ status, provider: idOf(2) }]);
    const provider = anApplication(2, { providedApis: [{ name: aDependency(2).apiName, description: '' }] });
    expect((await shown(consumer, [provider], state)).view.dependencies).toMatchObject([{ status: 'working' }]);
  });
});

describe('what a tenant says of an application', () => {
  it.each(['charged', 'bundled', 'system'] as const)('is shown as it is: %s', async (kind) => {
    const application = anApplication(1, { kind, ssoType: 'saml2', grantsAssumed: true });
    expect((await shown(application, [])).view).toMatchObject({ kind, ssoType: 'saml2', grantsAssumed: true });
    const { id, clientId } = application;
    const summary = {
      id,
      clientId,
      kind,
      consumedApis: [],
      providedApis: [],
      allowsAllApisForPrincipalPropagation: false,
    };
    expect(rowOf(summary)).toMatchObject({ kind });
  });

  it('names its parent, by id where that is not known, and counts its children', async () => {
    const child = (number: number) => anApplication(number, { parentId: idOf(1) });
    const parent = anApplication(1, { displayName: 'Parent' });
    expect((await shown(child(2), [parent])).view).toMatchObject({
      parent: { id: idOf(1), label: 'Parent' },
      children: 0,
    });
    expect((await shown(child(2), [])).view.parent).toEqual({ id: idOf(1), label: idOf(1) });
    const { view } = await shown(parent, [child(2), child(3), anApplication(4)]);
    expect(view).toMatchObject({ parent: null, children: 2 });
  });
});
