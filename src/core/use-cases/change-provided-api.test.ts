import { describe, expect, it } from 'vitest';
import { aDependency, anApplication, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { summaryOf } from '../domain/application.ts';
import { statusOfDependency } from '../domain/dependents.ts';
import { affectedBy } from './affected.ts';
import { changeProvidedApi, type ApiChange } from './change-provided-api.ts';

const providedApis = [
  { name: 'orders', description: 'Old' },
  { name: 'invoices', description: '' },
];
const provider = anApplication(1, { providedApis });
const consumer = anApplication(2, {
  consumedApis: [
    aDependency(1),
    aDependency(1, { name: 'billing', apiName: 'invoices' }),
    aDependency(3, { name: 'x' }),
  ],
});
const affected = [{ consumerId: idOf(2), consumer: 'Application 2', name: 'orders-client', apiName: 'orders' }];

const change = (changed: Partial<ApiChange> = {}): ApiChange => ({
  providerId: idOf(1),
  current: 'orders',
  name: 'orders-v2',
  description: 'New',
  confirmed: [],
  ...changed,
});

describe('changing a provided API', () => {
  it('describes it anew without asking anybody', async () => {
    const desk = await testDesk([provider, consumer]);
    const changed = worked(await changeProvidedApi(desk, change({ name: 'orders' })));
    expect(changed.providedApis).toEqual([{ name: 'orders', description: 'New' }, providedApis[1]]);
  });

  it('renames one nobody depends on, in its place', async () => {
    const desk = await testDesk([provider]);
    const changed = worked(await changeProvidedApi(desk, change()));
    expect(changed.providedApis.map(({ name }) => name)).toEqual(['orders-v2', 'invoices']);
  });

  it('says exactly who is affected by a new name, and writes nothing', async () => {
    const desk = await testDesk([provider, consumer]);
    const before = await worldOf(desk);
    expect(refusal(await changeProvidedApi(desk, change()))).toEqual({ code: 'dependents-affected', affected });
    expect(await worldOf(desk)).toEqual(before);
  });

  it('renames once those affected are confirmed, and leaves their dependencies dangling', async () => {
    const desk = await testDesk([provider, consumer]);
    const confirmed = worked(await affectedBy(desk, idOf(1), 'orders'));
    const changed = worked(await changeProvidedApi(desk, change({ confirmed })));
    expect(worked(await desk.directory.read(consumer.id))).toEqual(consumer);
    expect(statusOfDependency(aDependency(1).apiName, summaryOf(changed))).toBe('api-missing');
  });

  it('asks again when somebody depends on it since the question', async () => {
    const desk = await testDesk([provider, consumer, anApplication(4, { consumedApis: [aDependency(1)] })]);
    const failure = refusal(await changeProvidedApi(desk, change({ confirmed: affected })));
    expect(failure).toMatchObject({ code: 'dependents-affected' });
    expect('affected' in failure && failure.affected).toHaveLength(2);
  });

  it('asks nobody to confirm what is not going to happen', async () => {
    const desk = await testDesk([
      provider,
      consumer,
      anApplication(5, { consumedApis: [aDependency(1, { apiName: 'gone' })] }),
    ]);
    const refused = async (changed: Partial<ApiChange>) => refusal(await changeProvidedApi(desk, change(changed)));
    expect(await refused({ name: 'invoices' })).toEqual({ code: 'api-name-taken', name: 'invoices' });
    expect(await refused({ current: 'gone' })).toEqual({ code: 'api-unknown', name: 'gone' });
    expect(await refused({ name: 'no good' })).toMatchObject({ code: 'api-name-malformed' });
    expect(await refused({ providerId: idOf(9) })).toMatchObject({ code: 'application-unknown' });
  });
});
