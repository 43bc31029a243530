import { describe, expect, it } from 'vitest';
import { aDependency, anApplication, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { withdrawApi } from './withdraw-api.ts';

const providedApis = ['test', 'Test'].map((name) => ({ name, description: '' }));
const provider = anApplication(1, { providedApis });
const consumer = anApplication(2, { consumedApis: [aDependency(1, { apiName: 'test' })] });
const affected = [{ consumerId: idOf(2), consumer: 'Application 2', name: 'orders-client', apiName: 'test' }];

describe('withdrawing an API', () => {
  it('takes away the one of exactly this name', async () => {
    const desk = await testDesk([provider, consumer]);
    const changed = worked(await withdrawApi(desk, { providerId: idOf(1), name: 'Test', confirmed: [] }));
    expect(changed.providedApis).toEqual([providedApis[0]]);
  });

  it('says exactly who is affected, writes nothing, and goes on once these are confirmed', async () => {
    const desk = await testDesk([provider, consumer]);
    const before = await worldOf(desk);
    const withdrawal = { providerId: idOf(1), name: 'test', confirmed: [] };
    expect(refusal(await withdrawApi(desk, withdrawal))).toEqual({ code: 'dependents-affected', affected });
    expect(await worldOf(desk)).toEqual(before);
    worked(await withdrawApi(desk, { ...withdrawal, confirmed: affected }));
    expect(worked(await desk.directory.read(idOf(2)))).toEqual(consumer);
  });

  it('asks again when a dependency of a confirmed consumer was added since the question', async () => {
    const added = aDependency(1, { name: 'z-late', apiName: 'test' });
    const desk = await testDesk([provider, { ...consumer, consumedApis: [...consumer.consumedApis, added] }]);
    const failure = refusal(await withdrawApi(desk, { providerId: idOf(1), name: 'test', confirmed: affected }));
    expect(failure).toMatchObject({ code: 'dependents-affected', affected: [affected[0], { name: 'z-late' }] });
  });

  it('asks nobody to confirm what is not going to happen', async () => {
    const dangling = anApplication(3, {
      consumedApis: [aDependency(1, { apiName: 'gone' }), aDependency(8, { name: 'y' })],
    });
    const desk = await testDesk([provider, dangling]);
    const refused = async (providerId = idOf(1)) =>
      refusal(await withdrawApi(desk, { providerId, name: 'gone', confirmed: [] }));
    expect(await refused()).toEqual({ code: 'api-unknown', name: 'gone' });
    expect(await refused(idOf(8))).toEqual({ code: 'application-unknown', id: idOf(8) });
  });
});
