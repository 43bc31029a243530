import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDependency, idOf } from '../../tests/support/builders.ts';
import { countedId } from '../../tests/support/counted-ids.ts';
import { refusal, worked } from '../../tests/support/outcome.ts';
import { aTenant, tenantsWorld } from '../../tests/support/tenants-world.ts';
import { secretId } from '../core/domain/identifiers.ts';
import { LOCAL_TENANT } from '../core/domain/tenant.ts';
import type { TenantsView } from '../shared/ipc/tenants-views.ts';
import { openCreationJournal } from './creations/creation-journal.ts';
import { openKeptSecrets } from './creations/kept-secrets.ts';
import { createNoticeBoard } from './directory/local/notices.ts';

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
  { throwAwayKeyring: false, inSession: false, untilQuit: false },
  { throwAwayKeyring: true, inSession: false, untilQuit: true },
  { throwAwayKeyring: false, inSession: true, untilQuit: true },
])('who is asked for a secret learns for how long it is kept: %j', async (where) => {
  const { throwAwayKeyring, inSession, untilQuit } = where;
  const world = tenantsWorld({ throwAwayKeyring });
  if (inSession) world.keychain.health.useSession();
  world.keep(ONE);
  const { call, asked } = world.start();
  worked(await call('tenants.signIn', { tenantId: ONE.id, signIn: { kind: 'client-secret', clientId: 'c-2' } }));
  expect(asked).toMatchObject([{ account: 'c-2', untilQuit }]);
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

describe('what is kept of a tenant that is removed', () => {
  /** With a credential, and with a secret that was made there. */
  async function kept() {
    const world = tenantsWorld();
    const { vault } = world.keychain;
    world.keep(ONE, TWO);
    for (const { credential } of [ONE, TWO]) worked(await vault.keep(credential, 'text:c2VjcmV0'));
    const { vault: noting } = worked(openKeptSecrets(world.folderOf(ONE), vault, createNoticeBoard()));
    worked(await noting.keep(secretId('of the tenant'), 'value'));
    return { ...world, values: () => [...world.keychain.values.keychain.keys()] };
  }
  const removal = { tenantId: ONE.id, abandoned: [] };

  it('goes with it, the values in the keychain too', async () => {
    const { start, values, folderOf } = await kept();
    const { call } = start();
    worked(await call('applications.list', undefined, ONE.id));
    worked(await call('tenants.remove', removal, ONE.id));
    expect([values(), existsSync(folderOf(ONE))]).toEqual([[TWO.credential], false]);
    expect(refusal(await call('applications.list', undefined, ONE.id)).code).toBe('tenant-unknown');
  });

  it('goes when the keychain can be read, should it be locked just then', async () => {
    const { start, values, folderOf, keychain } = await kept();
    keychain.be('locked');
    worked(await start().call('tenants.remove', removal));
    expect([values(), existsSync(folderOf(ONE))]).toEqual([
      [ONE.credential, TWO.credential, secretId('of the tenant')],
      true,
    ]);
    keychain.be('ready');
    const { call, composed } = start();
    expect((worked(await call('tenants.list')) as TenantsView).tenants.map(({ id }) => id)).toEqual([
      LOCAL_TENANT,
      TWO.id,
    ]);
    await composed.tidy();
    expect([values(), existsSync(folderOf(ONE))]).toEqual([[TWO.credential], false]);
  });

  it('is named while something has stopped half way there', async () => {
    const { start, folderOf } = await kept();
    const creation = {
      ...{ id: countedId(7), at: '2026-02-01T08:00:01.000Z', dependency: aDependency(2), provider: 'Provider' },
      consumer: { kind: 'existing', id: idOf(3), label: 'Existing', addsGrant: false },
      ...{ applicationId: null, finished: [], begun: null, secretsBefore: null, secret: null },
      ...{ forgetting: [], undoing: false, sentAt: null, told: false },
    } as const;
    worked(await openCreationJournal(folderOf(ONE), createNoticeBoard()).write(creation));
    const { call } = start();
    const creations = [{ id: creation.id, name: creation.dependency.name, application: 'Existing' }];
    expect(refusal(await call('tenants.remove', removal))).toEqual({ code: 'tenant-unfinished-creations', creations });
    expect(existsSync(folderOf(ONE))).toBe(true);
    worked(await call('tenants.remove', { ...removal, abandoned: [creation.id] }));
    expect(existsSync(folderOf(ONE))).toBe(false);
  });

  it.each([
    ['cannot be read', '{'],
    ['is of a newer version', '{"format":9,'],
  ])('stays while the record of a creation %s, until that is given up, too', async (_, text) => {
    const { start, folderOf } = await kept();
    const creations = join(folderOf(ONE), 'creations');
    mkdirSync(creations);
    const [id, path] = [countedId(7), join(creations, `${countedId(7)}.a.json`)];
    writeFileSync(path, text);
    const { call } = start();
    expect(refusal(await call('tenants.remove', removal))).toEqual({
      ...{ code: 'tenant-unfinished-creations', creations: [{ id, unreadable: true }] },
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
    worked(await call('tenants.remove', { ...removal, abandoned: [id] }));
    expect(existsSync(folderOf(ONE))).toBe(false);
  });

  it('stays while its creations cannot be listed', async () => {
    const { start, folderOf } = await kept();
    writeFileSync(join(folderOf(ONE), 'creations'), 'in the way');
    const { call } = start();
    expect(refusal(await call('tenants.remove', removal)).code).toBe('store-damaged');
    expect(existsSync(folderOf(ONE))).toBe(true);
  });
});

describe('while something is being written in a tenant', () => {
  /** One that never answers, until it is told to break off. */
  async function silent() {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    const breakOff = () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    };
    onTestFinished(breakOff);
    return { origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, breakOff };
  }

  async function writing() {
    const [world, server] = [tenantsWorld(), await silent()];
    const tenant = aTenant(1, { origin: server.origin });
    world.keep(tenant);
    worked(await world.keychain.vault.keep(tenant.credential, 'text:c2VjcmV0'));
    const { call } = world.start();
    const texts = { displayName: 'Sales', name: 'sales', description: '', requestId: countedId(9) };
    const created = call('applications.create', texts, tenant.id);
    const ended: string[] = [];
    const noted = async (what: string, answer: Promise<unknown>) => {
      await answer;
      ended.push(what);
    };
    return { ...server, call, tenant, ended, noted, created: noted('created', created) };
  }

  it('nobody opens it a second time, though it is signed in to otherwise meanwhile', async () => {
    const { call, tenant, ended, noted, created, breakOff } = await writing();
    const signIn = { kind: 'user-password', userName: 'jane' };
    const changed = noted('changed', call('tenants.signIn', { tenantId: tenant.id, signIn }));
    const signInNow = async () => (worked(await call('tenants.list')) as TenantsView).tenants.at(-1)?.signIn;
    await expect.poll(signInNow).toEqual(signIn);
    const opened = noted('opened', call('applications.listState', undefined, tenant.id));
    await call('tenants.list');
    expect(ended).toEqual([]);
    breakOff();
    await Promise.all([created, changed, opened]);
    expect(ended[0]).toBe('created');
  });

  it('and it is removed, it is nobody’s place at once', async () => {
    const { call, tenant, created, breakOff } = await writing();
    const removed = call('tenants.remove', { tenantId: tenant.id, abandoned: [] });
    const answer = async () => {
      const asked = await call('applications.listState', undefined, tenant.id);
      return asked.ok ? 'opened' : asked.failure.code;
    };
    await expect.poll(answer).toBe('tenant-unknown');
    breakOff();
    await created;
    worked(await removed);
  });
});
