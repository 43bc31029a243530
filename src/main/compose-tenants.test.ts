import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusal, worked } from '../../tests/support/outcome.ts';
import { aTenant, tenantsWorld } from '../../tests/support/tenants-world.ts';
import { LOCAL_TENANT } from '../core/domain/tenant.ts';
import type { TenantsView } from '../shared/ipc/tenants-views.ts';

const [ONE, TWO] = [aTenant(1), aTenant(2)];

/** What stands in the way of this tenant's folder: it cannot be opened. */
function blocked() {
  const world = tenantsWorld();
  world.keep(ONE, TWO);
  mkdirSync(dirname(world.folderOf(ONE)), { recursive: true });
  writeFileSync(world.folderOf(ONE), 'in the way');
  return world;
}

describe('a tenant that cannot be opened', () => {
  it('is refused with the reason, and the one before stays, at the next start too', async () => {
    const world = blocked();
    const { call } = world.start();
    worked(await call('tenants.open', { tenantId: TWO.id }));
    expect(refusal(await call('tenants.open', { tenantId: ONE.id }, TWO.id)).code).toBe('store-write-failed');
    for (const asked of [call, world.start().call])
      expect((worked(await asked('tenants.list')) as TenantsView).current).toBe(TWO.id);
  });

  it('answers for itself alone: from its screens every other place can be reached', async () => {
    const world = blocked();
    // It could be opened when it was chosen.
    writeFileSync(join(world.folder, 'settings.json'), JSON.stringify({ tenant: ONE.id }));
    const next = world.start();
    expect((worked(await next.call('tenants.list', undefined, ONE.id)) as TenantsView).current).toBe(ONE.id);
    expect(refusal(await next.call('applications.list', undefined, ONE.id)).code).toBe('store-write-failed');
    worked(await next.call('settings.read', undefined, ONE.id));
    worked(await next.call('app.notices', undefined, ONE.id));
    worked(await next.call('tenants.open', { tenantId: LOCAL_TENANT }, ONE.id));
    expect((worked(await world.start().call('tenants.list')) as TenantsView).current).toBe(LOCAL_TENANT);
  });
});

it.each([
  ['damaged', '{', 'record-unreadable'],
  ['of a newer version', '{"format":9,', 'newer-format'],
])('a tenant whose list of kept secrets is %s opens all the same, and it is told', async (_, text, kind) => {
  const world = tenantsWorld();
  world.keep(ONE);
  mkdirSync(world.folderOf(ONE), { recursive: true });
  for (const generation of ['a', 'b'])
    writeFileSync(join(world.folderOf(ONE), `kept-secrets.${generation}.json`), text);
  const { call } = world.start();
  worked(await call('tenants.open', { tenantId: ONE.id }));
  worked(await call('applications.list', undefined, ONE.id));
  const savedAs = `tenants/${ONE.id}/kept-secrets.a.json`;
  expect(worked(await call('app.notices', undefined, ONE.id))).toEqual([{ kind, what: 'Kept secrets', savedAs }]);
});
