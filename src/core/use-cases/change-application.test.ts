import { describe, expect, it } from 'vitest';
import { aDependency, anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { allowAllApis } from './allow-all-apis.ts';
import { changeApplication } from './change-application.ts';

const before = anApplication(1, { consumedApis: [aDependency(2)], secrets: [aSecret(1)], kind: 'bundled' });

const shown = { displayName: before.displayName ?? '', name: before.name ?? '', description: before.description };

describe('changing an application', () => {
  it('writes only what was edited: nothing is filled in, trimmed or judged that nobody touched', async () => {
    const nameless = anApplication(1, { displayName: ' kept ', description: 'old' });
    Reflect.deleteProperty(nameless, 'name');
    const desk = await testDesk([nameless]);
    const texts = { displayName: ' kept ', name: '', description: 'old' };
    const wanted = { ...texts, description: ' new ' };
    const changed = worked(await changeApplication(desk, idOf(1), { before: texts, wanted }));
    expect(changed).toEqual({ ...nameless, description: 'new', lastModified: changed.lastModified });
  });

  it('leaves what others have set meanwhile, and stops where that was edited too, unless it came to the same', async () => {
    const desk = await testDesk([{ ...before, description: 'theirs' }]);
    const edit = (changed: Partial<typeof shown>) => ({ before: shown, wanted: { ...shown, ...changed } });
    expect(worked(await changeApplication(desk, idOf(1), edit({ displayName: 'Mine' })))).toMatchObject({
      ...{ displayName: 'Mine', description: 'theirs' },
    });
    worked(await changeApplication(desk, idOf(1), edit({ description: 'theirs' })));
    expect(refusal(await changeApplication(desk, idOf(1), edit({ description: 'mine', name: 'n' })))).toEqual({
      ...{ code: 'list-changed-meanwhile', list: 'settings', written: false },
      difference: { added: [], removed: [], changed: ['description'] },
    });
    expect(worked(await desk.directory.read(idOf(1)))).toMatchObject({ description: 'theirs', name: before.name });
  });

  it('gives the display name to an application whose name was emptied', async () => {
    const desk = await testDesk([before]);
    const wanted = { ...shown, name: '', displayName: 'Orders' };
    expect(worked(await changeApplication(desk, idOf(1), { before: shown, wanted })).name).toBe('Orders');
  });

  it('renames and describes it, keeps everything else, and stamps it', async () => {
    const desk = await testDesk([before]);
    const texts = { displayName: '受注', name: 'orders', description: 'Neu' };
    const changed = worked(await changeApplication(desk, idOf(1), { before: shown, wanted: texts }));
    expect(changed).toEqual({ ...before, ...texts, lastModified: '2026-03-01T09:30:00.000Z' });
    expect(worked(await desk.directory.read(idOf(1)))).toEqual(changed);
  });

  it('refuses bad texts and an unknown application, and writes nothing', async () => {
    const desk = await testDesk([before]);
    const world = await worldOf(desk);
    const texts = { displayName: '', name: '', description: '' };
    expect(refusal(await changeApplication(desk, idOf(1), { before: shown, wanted: texts }))).toMatchObject({
      code: 'field-empty',
    });
    const wanted = { ...texts, displayName: 'x' };
    const unknown = await changeApplication(desk, idOf(9), { before: shown, wanted });
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
