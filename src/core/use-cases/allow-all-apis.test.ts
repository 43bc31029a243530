import { describe, expect, it } from 'vitest';
import { aDependency, anAllApisDependency, anApplication, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { allowAllApis } from './allow-all-apis.ts';

const provider = anApplication(1, { allowsAllApisForPrincipalPropagation: true });
const consumer = anApplication(2, { consumedApis: [aDependency(1), anAllApisDependency(1, 'for-users')] });
const affected = [{ consumerId: idOf(2), consumer: 'Application 2', name: 'for-users', apiName: null }];
const takeBack = { providerId: idOf(1), allowed: false, confirmed: [] };

describe('taking back that all APIs are allowed', () => {
  it('says whom it affects, writes nothing, and goes on once these are confirmed', async () => {
    const desk = await testDesk([provider, consumer]);
    const before = await worldOf(desk);
    expect(refusal(await allowAllApis(desk, takeBack))).toEqual({ code: 'dependents-affected', affected });
    expect(await worldOf(desk)).toEqual(before);
    const changed = worked(await allowAllApis(desk, { ...takeBack, confirmed: affected }));
    expect(changed.allowsAllApisForPrincipalPropagation).toBe(false);
    expect(worked(await desk.directory.read(idOf(2)))).toEqual(consumer);
  });

  it('asks nobody where no dependency is on all APIs', async () => {
    const desk = await testDesk([provider, { ...consumer, consumedApis: [aDependency(1)] }]);
    expect(worked(await allowAllApis(desk, takeBack)).allowsAllApisForPrincipalPropagation).toBe(false);
  });
});

it('nobody is asked to confirm what is not going to happen', async () => {
  const dangling = { ...provider, allowsAllApisForPrincipalPropagation: false };
  const desk = await testDesk([dangling, consumer]);
  expect(worked(await allowAllApis(desk, takeBack)).allowsAllApisForPrincipalPropagation).toBe(false);
});

it('nobody is affected by allowing them', async () => {
  const dangling = { ...provider, allowsAllApisForPrincipalPropagation: false };
  const desk = await testDesk([dangling, consumer]);
  const changed = worked(await allowAllApis(desk, { ...takeBack, allowed: true }));
  expect(changed.allowsAllApisForPrincipalPropagation).toBe(true);
});
