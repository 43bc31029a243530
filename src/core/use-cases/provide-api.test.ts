import { describe, expect, it } from 'vitest';
import { anApplication, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { provideApi } from './provide-api.ts';

const described = (name: string) => ({ name, description: '' });

describe('providing an API', () => {
  it('adds it last and stamps the application', async () => {
    const desk = await testDesk([anApplication(1, { providedApis: [described('test')] })]);
    const provider = worked(await provideApi(desk, idOf(1), { name: ' orders ', description: ' Read orders ' }));
    expect(provider).toMatchObject({
      providedApis: [described('test'), { name: 'orders', description: 'Read orders' }],
      lastModified: '2026-03-01T09:30:00.000Z',
    });
    expect(worked(await desk.directory.read(idOf(1)))).toEqual(provider);
  });

  it('takes a name that differs in case only, and refuses the same', async () => {
    const desk = await testDesk([anApplication(1, { providedApis: [described('test')] })]);
    worked(await provideApi(desk, idOf(1), described('Test')));
    expect(refusal(await provideApi(desk, idOf(1), described('test')))).toEqual({
      code: 'api-name-taken',
      name: 'test',
    });
  });

  it('takes the 50th and refuses the 51st', async () => {
    const providedApis = Array.from({ length: 49 }, (_, index) => described(`api-${index}`));
    const desk = await testDesk([anApplication(1, { providedApis })]);
    worked(await provideApi(desk, idOf(1), described('last')));
    expect(refusal(await provideApi(desk, idOf(1), described('more')))).toEqual({
      code: 'api-limit-reached',
      limit: 50,
    });
  });

  it('refuses bad texts and an unknown application, and writes nothing', async () => {
    const desk = await testDesk([anApplication(1)]);
    const before = await worldOf(desk);
    const refused = async (name: string, description = '') =>
      refusal(await provideApi(desk, idOf(1), { name, description }));
    expect(await refused('')).toMatchObject({ code: 'field-empty', field: 'api-name' });
    expect(await refused('two words')).toMatchObject({ code: 'api-name-malformed' });
    expect(await refused('x'.repeat(51))).toMatchObject({ code: 'field-too-long', limit: 50 });
    expect(await refused('orders', 'x'.repeat(125))).toMatchObject({ code: 'field-too-long', limit: 124 });
    expect(refusal(await provideApi(desk, idOf(2), described('orders')))).toMatchObject({
      code: 'application-unknown',
    });
    expect(await worldOf(desk)).toEqual(before);
  });
});
