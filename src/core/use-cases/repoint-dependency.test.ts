import { describe, expect, it } from 'vitest';
import { aDependency, anAllApisDependency, anApplication, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { repointToApi, type Repointing } from './repoint-dependency.ts';

const provider = anApplication(1, { providedApis: [{ name: 'orders-v2', description: '' }] });
const other = aDependency(7, { name: 'other' });
const consumer = anApplication(2, { consumedApis: [aDependency(1), other] });
const repair = { consumerId: idOf(2), name: 'orders-client', apiName: 'orders-v2' };

describe('pointing a dangling dependency at another API', () => {
  it('keeps its name and provider, and the other dependencies', async () => {
    const desk = await testDesk([provider, consumer]);
    const repaired = worked(await repointToApi(desk, repair));
    expect(repaired.consumedApis).toEqual([aDependency(1, { apiName: 'orders-v2' }), other]);
  });

  it('may lead to all APIs, where the provider allows that', async () => {
    const desk = await testDesk([{ ...provider, allowsAllApisForPrincipalPropagation: true }, consumer]);
    const repaired = worked(await repointToApi(desk, { ...repair, apiName: null }));
    expect(repaired.consumedApis).toEqual([anAllApisDependency(1, 'orders-client'), other]);
  });

  it('refuses what leads nowhere, and writes nothing', async () => {
    const desk = await testDesk([provider, consumer]);
    const before = await worldOf(desk);
    const refused = async (changed: Partial<Repointing>) =>
      refusal(await repointToApi(desk, { ...repair, ...changed }));
    expect(await refused({ apiName: 'gone' })).toEqual({ code: 'api-unknown', name: 'gone' });
    expect(await refused({ apiName: null })).toMatchObject({ code: 'all-apis-not-allowed' });
    expect(await refused({ name: 'unknown' })).toEqual({ code: 'dependency-unknown', name: 'unknown' });
    expect(await refused({ consumerId: idOf(9) })).toEqual({ code: 'application-unknown', id: idOf(9) });
    // The provider of this one is gone: nothing it could be pointed at.
    expect(await refused({ name: 'other' })).toEqual({ code: 'application-unknown', id: idOf(7) });
    expect(await worldOf(desk)).toEqual(before);
  });
});
