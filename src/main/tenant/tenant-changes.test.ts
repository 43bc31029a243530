import { describe, expect, it, vi } from 'vitest';
import { anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { createInMemoryDirectory } from '../../../tests/support/in-memory-directory.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { JANE, PATIENCE, playedTenant } from '../../../tests/support/played-tenant.ts';
import { ok } from '../../core/domain/result.ts';
import { userId } from '../../core/domain/user.ts';
import { observedDirectory } from './observed-directory.ts';

// A busy machine may need seconds for an RSA key.
vi.setConfig({ testTimeout: 60_000 });

describe('a change', () => {
  const observed = (desk: ReturnType<typeof playedTenant>) =>
    observedDirectory(desk.directory, (change) => desk.tenant.applicationChanged(change));

  it('is answered once the server goes by it', async () => {
    const desk = playedTenant();
    await desk.run();
    const directory = observed(desk);
    worked(await directory.create(anApplication(1)));
    worked(await directory.change(idOf(1), (current) => ok({ ...current, description: 'new' })));
    worked(await directory.remove(idOf(1)));
    expect(desk.servers.newest().posted.slice(-3)).toMatchObject([
      { kind: 'put', application: { id: idOf(1), description: '' } },
      { kind: 'put', application: { id: idOf(1), description: 'new' } },
      { kind: 'drop', applicationId: idOf(1) },
    ]);
  });

  it('that a silent server does not take up is answered when that server is ended', async () => {
    const desk = playedTenant();
    await desk.run();
    worked(await desk.directory.create(anApplication(1, { secrets: [aSecret(1)] })));
    desk.servers.fallSilent();
    const silent = desk.servers.newest();
    worked(await observed(desk).change(idOf(1), (current) => ok({ ...current, secrets: [] })));
    expect(silent.isAlive()).toBe(false);
    await expect.poll(() => desk.servers.started.length, PATIENCE).toBe(2);
  });

  it('is answered at once while there is no server', async () => {
    const desk = playedTenant();
    worked(await observed(desk).create(anApplication(1)));
    await desk.run();
    expect(desk.servers.newest().kinds()).toEqual(['serve', 'put', 'listen']);
  });

  it('made while the server is being told of everything is not undone by what was read before', async () => {
    const desk = playedTenant();
    const many = Array.from({ length: 400 }, (_, index) => anApplication(index + 1));
    for (const each of many) worked(await desk.directory.create(each));
    const slow = { ...desk.directory };
    const run = desk.run();
    await expect.poll(() => desk.servers.started.length, PATIENCE).toBe(1);
    const last = many.at(-1)!;
    worked(await observedDirectory(slow, (change) => desk.tenant.applicationChanged(change)).remove(last.id));
    await run;
    const about = desk.servers
      .newest()
      .posted.filter(
        (message) =>
          (message.kind === 'put' && message.application.id === last.id) ||
          (message.kind === 'drop' && message.applicationId === last.id),
      );
    expect(about.at(-1)?.kind).toBe('drop');
  });

  it('of a directory that cannot write tells what is found, and that what cannot be read is gone', async () => {
    const told: unknown[] = [];
    const twin = createInMemoryDirectory();
    worked(await twin.create(anApplication(1)));
    const failing = { code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' } as const;
    const refuse = () => Promise.resolve({ ok: false, failure: failing } as const);
    const full = observedDirectory({ ...twin, change: refuse, remove: refuse, create: refuse }, (change) => {
      told.push(change);
      return Promise.resolve();
    });
    expect(refusal(await full.remove(idOf(1)))).toEqual(failing);
    expect(refusal(await full.create(anApplication(2)))).toEqual(failing);
    expect(told).toEqual([
      { kind: 'put', application: anApplication(1) },
      { kind: 'drop', id: idOf(2) },
    ]);
  });

  it('of users, of keys and of a lock reaches the server, too', async () => {
    const { tenant, servers, clock, run, locks } = playedTenant();
    await run();
    await tenant.usersChanged([]);
    worked(await tenant.rotateKey());
    worked(await tenant.switchLock(idOf(1), false));
    worked(await tenant.unlock(idOf(1)));
    expect(servers.newest().kinds().slice(-4)).toEqual(['users', 'keys', 'lock', 'lock']);
    expect(locks.of(idOf(1))).toEqual({ isLockEnabled: false, failedLogons: 0 });
    expect(tenant.view().signingKey?.previous).toBe(1);
    clock.pass(61);
    expect(tenant.view().signingKey?.previous).toBe(0);
  });

  it('of an application that is removed takes its lock with it, one that cannot be read does not', async () => {
    const desk = playedTenant();
    desk.locks.set(idOf(1), { isLockEnabled: false, failedLogons: 0 });
    worked(await desk.directory.create(anApplication(1)));
    await desk.tenant.applicationChanged({ kind: 'drop', id: idOf(1) });
    expect(desk.locks.all().size).toBe(1);
    worked(await observed(desk).remove(idOf(1)));
    expect(desk.locks.all().size).toBe(0);
  });
});

describe('a user token', () => {
  it('is asked of the server', async () => {
    const { tenant, directory, run } = playedTenant();
    worked(await directory.create(anApplication(1)));
    await run();
    expect(worked(await tenant.userToken(idOf(1), JANE.id))).toBe('header.payload.signature');
  });

  it('is refused by name', async () => {
    const { tenant, directory, servers, run } = playedTenant();
    worked(await directory.create(anApplication(1)));
    expect(refusal(await tenant.userToken(idOf(1), JANE.id))).toEqual({ code: 'tenant-server-not-running' });
    await run();
    expect(refusal(await tenant.userToken(idOf(2), JANE.id))).toMatchObject({ code: 'application-unknown' });
    expect(refusal(await tenant.userToken(idOf(1), userId(idOf(5))))).toMatchObject({ code: 'user-unknown' });
    servers.fallSilent();
    expect(refusal(await tenant.userToken(idOf(1), JANE.id))).toEqual({ code: 'tenant-server-silent' });
  });
});
