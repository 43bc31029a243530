import { expect, it } from 'vitest';
import { anApplication, idOf } from '../../../tests/support/builders.ts';
import { testDesk } from '../../../tests/support/desk.ts';
import { worked } from '../../../tests/support/outcome.ts';
import { UNLOCKED } from '../../core/domain/client-id-lock.ts';
import { LOCAL_TENANT } from '../../core/domain/tenant.ts';
import { viewOf } from './application-view.ts';
import type { Counter } from './counter.ts';

it('tells parent and children, in the local tenant too: a script can have named them', async () => {
  const [parent, child] = [anApplication(1), anApplication(2, { parentId: idOf(1) })];
  const desk = await testDesk([parent, child]);
  const place = { id: LOCAL_TENANT, lockOf: () => UNLOCKED };
  const counter = { desk, place } as unknown as Counter;
  expect(worked(await viewOf(counter, parent))).toMatchObject({ parent: null, children: 1 });
  expect(worked(await viewOf(counter, child))).toMatchObject({
    parent: { id: idOf(1), label: 'Application 1' },
    children: 0,
  });
});
