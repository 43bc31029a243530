import { describe, expect, it } from 'vitest';
import { countedId } from '../../../tests/support/counted-ids.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { createApplication } from './create-application.ts';
import type { Desk } from './desk.ts';

const texts = { displayName: ' Sales Orders ', name: '', description: '' };

describe('creating an application', () => {
  it('stores an own application that provides, consumes and has nothing yet', async () => {
    const desk = await testDesk();
    const created = worked(await createApplication(desk, texts));
    expect(created).toEqual({
      id: countedId(1),
      clientId: countedId(2),
      displayName: 'Sales Orders',
      name: 'Sales Orders',
      description: '',
      kind: 'charged',
      created: '2026-03-01T09:30:00.000Z',
      lastModified: '2026-03-01T09:30:00.000Z',
      providedApis: [],
      allowsAllApisForPrincipalPropagation: false,
      consumedApis: [],
      secrets: [],
    });
    expect((await worldOf(desk)).applications).toEqual([created]);
  });

  it('takes a technical name of its own, and a name that another application has', async () => {
    const desk = await testDesk();
    for (let time = 0; time < 2; time += 1) {
      const created = worked(await createApplication(desk, { ...texts, name: 'sales' }));
      expect(created.name).toBe('sales');
    }
    expect(worked(await desk.directory.list())).toHaveLength(2);
  });

  it('refuses bad texts and writes nothing', async () => {
    const desk = await testDesk();
    const refused = async (changed: Partial<typeof texts>) =>
      refusal(await createApplication(desk, { ...texts, ...changed }));
    expect(await refused({ displayName: '\t' })).toEqual({ code: 'field-empty', field: 'display-name' });
    expect(await refused({ name: 'x'.repeat(256) })).toMatchObject({ code: 'field-too-long', field: 'name' });
    expect(await refused({ description: '\u0000' })).toMatchObject({ code: 'field-characters', field: 'description' });
    expect(worked(await desk.directory.list())).toEqual([]);
  });

  it('takes away what a refused write left', async () => {
    const desk = await testDesk();
    const failing: Desk = {
      ...desk,
      directory: {
        ...desk.directory,
        create: async (application) => {
          await desk.directory.create(application);
          return { ok: false, failure: { code: 'store-write-failed', trouble: 'verification', changed: 'nothing' } };
        },
      },
    };
    expect(refusal(await createApplication(failing, texts))).toMatchObject({ changed: 'nothing' });
    expect((await worldOf(desk)).applications).toEqual([]);
  });
});
