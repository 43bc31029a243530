import { describe, expect, it } from 'vitest';
import { aDependency, anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { allowAllApis } from './allow-all-apis.ts';
import { changeApplication } from './change-application.ts';

const before = anApplication(1, { consumedApis: [aDependency(2)], secrets: [aSecret(1)], kind: 'bundled' });

describe('changing an application', () => {
  it('renames and describes it, keeps everything else, and stamps it', async () => {
    const desk = await testDesk([before]);
    const texts = { displayName: '受注', name: 'orders', description: 'Neu' };
    const changed = worked(await changeApplication(desk, idOf(1), texts));
    expect(changed).toEqual({ ...before, ...texts, lastModified: '2026-03-01T09:30:00.000Z' });
    expect(worked(await desk.directory.read(idOf(1)))).toEqual(changed);
  });

  it('refuses bad texts and an unknown application, and writes nothing', async () => {
    const desk = await testDesk([before]);
    const world = await worldOf(desk);
    const texts = { displayName: '', name: '', description: '' };
    expect(refusal(await changeApplication(desk, idOf(1), texts))).toMatchObject({ code: 'field-empty' });
    const unknown = await changeApplication(desk, idOf(9), { ...texts, displayName: 'x' });
    expect(refusal(unknown)).toEqual({ code: 'application-unknown', id: idOf(9) });
    expect(await worldOf(desk)).toEqual(world);
  });

  it('allows all APIs for principal propagation, and takes that back', async () => {
    const desk = await testDesk([before]);
    const allowed = worked(await allowAllApis(desk, { providerId: idOf(1), allowed: true, confirmed: [] }));
    expect(allowed).toEqual({
      ...before,
      allowsAllApisForPrincipalPropagation: true,
      lastModified: '2026-03-01T09:30:00.000Z',
    });
    expect(
      worked(await allowAllApis(desk, { providerId: idOf(1), allowed: false, confirmed: [] }))
        .allowsAllApisForPrincipalPropagation,
    ).toBe(false);
    expect(refusal(await allowAllApis(desk, { providerId: idOf(9), allowed: true, confirmed: [] }))).toMatchObject({
      code: 'application-unknown',
    });
  });
});
