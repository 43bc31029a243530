import { describe, expect, it } from 'vitest';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { summaryOf } from '../domain/application.ts';
import { targetOf } from '../domain/dependency.ts';
import { statusOfDependency } from '../domain/dependents.ts';
import { affectedBy } from './affected.ts';
import type { Desk } from './desk.ts';
import { loadExample } from './load-example.ts';

describe('loading the example', () => {
  it('brings a provider with the API sales-orders, and a consumer whose dependency works', async () => {
    const desk = await testDesk();
    const provider = worked(await loadExample(desk));
    expect(provider).toMatchObject({ displayName: 'Sales Orders', providedApis: [{ name: 'sales-orders' }] });
    const [dependent] = worked(await desk.directory.dependentsOf(provider.id));
    const [dependency] = dependent?.consumedApis ?? [];
    expect(dependency).toMatchObject({ providerId: provider.id, providerClientId: provider.clientId });
    expect(statusOfDependency(targetOf(dependency!), summaryOf(provider))).toBe('working');
    expect(worked(await affectedBy(desk, provider.id))).toHaveLength(1);
    expect(worked(await desk.directory.list())).toHaveLength(2);
    expect(desk.keychain.calls).toBe(0);
  });

  it.each([1, 2])('leaves nothing when write %i is refused', async (refusedWrite) => {
    const desk = await testDesk();
    let writes = 0;
    const failing: Desk = {
      ...desk,
      directory: {
        ...desk.directory,
        create: (application) => {
          if ((writes += 1) !== refusedWrite) return desk.directory.create(application);
          const failure = { code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' } as const;
          return Promise.resolve({ ok: false, failure });
        },
      },
    };
    expect(refusal(await loadExample(failing))).toMatchObject({ code: 'store-write-failed', changed: 'nothing' });
    expect((await worldOf(desk)).applications).toEqual([]);
  });
});
