import { describe, expect, it, vi } from 'vitest';
import { aDependency, anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { JANE, PATIENCE, playedTenant } from '../../../tests/support/played-tenant.ts';
import { DEFAULT_PORTS } from '../../core/domain/local-tenant.ts';

// A busy machine may need seconds for an RSA key.
vi.setConfig({ testTimeout: 60_000 });

describe('the server of the local tenant', () => {
  it('starts once the window is there and the keychain was found open, with one look at the keychain before', async () => {
    const { tenant, servers, keychain, check, until } = playedTenant();
    await check();
    expect([servers.started.length, tenant.view().state]).toEqual([0, 'starting']);
    expect(keychain.calls).toBe(0);
    tenant.begin();
    await until('running');
    expect(servers.started).toHaveLength(1);
    expect(tenant.view()).toMatchObject({ enabled: true, listeners: { http: { state: 'running', port: 8750 } } });
  });

  it('waits for a keychain that is locked, and starts by itself when it is open', async () => {
    const { tenant, servers, keychain, check, until } = playedTenant();
    keychain.be('locked');
    tenant.begin();
    await check();
    expect(tenant.view()).toMatchObject({ state: 'waiting-for-keychain', fault: null, trust: null, signingKey: null });
    expect(servers.started).toHaveLength(0);
    keychain.be('ready');
    await check();
    await until('running');
  });

  it('starts with keys of its own when a person chose to keep secrets for this session', async () => {
    const { tenant, keychain, check, until } = playedTenant();
    keychain.be('unavailable');
    tenant.begin();
    await check();
    keychain.health.useSession();
    await tenant.keychainChanged();
    await until('running');
    expect(tenant.view().forThisSession).toBe(true);
  });

  it('goes on when the keychain is locked later', async () => {
    const { servers, keychain, check, run, tenant } = playedTenant();
    await run();
    keychain.be('locked');
    await check();
    expect([servers.started.length, tenant.view().state]).toEqual([1, 'running']);
  });

  it('knows everything before it listens: applications, users, locks, keys', async () => {
    const { tenant, servers, directory, locks, run } = playedTenant();
    worked(await directory.create(anApplication(1)));
    worked(await directory.create(anApplication(2, { consumedApis: [aDependency(1)], secrets: [aSecret(1)] })));
    locks.set(idOf(2), { isLockEnabled: true, failedLogons: 4 });
    await run();
    const { posted, kinds } = servers.newest();
    expect(kinds()).toEqual(['serve', 'put', 'put', 'listen']);
    expect(posted[0]).toMatchObject({
      tenant: {
        users: [JANE],
        locks: [{ applicationId: idOf(2), isLockEnabled: true, failedLogons: 4 }],
        keys: { current: { kid: tenant.view().signingKey?.kid }, retired: [] },
        tls: { certificate: expect.stringContaining('BEGIN CERTIFICATE') as string },
      },
    });
    expect(posted.at(-1)).toMatchObject({ ports: DEFAULT_PORTS });
  });

  it('stays off when it was switched off, also at the next start, and goes on when it is switched on', async () => {
    const { tenant, servers, values, run, check, until } = playedTenant();
    await run();
    expect(tenant.enable(false)).toMatchObject({ enabled: false, state: 'off' });
    expect(servers.newest().isAlive()).toBe(false);
    await check();
    expect([servers.started.length, values.get('localTenantEnabled')]).toEqual([1, false]);
    const next = playedTenant({ localTenantEnabled: false });
    next.tenant.begin();
    await next.check();
    expect([next.servers.started.length, next.keychain.calls, next.tenant.view().state]).toEqual([0, 0, 'off']);
    expect(tenant.enable(true)).toMatchObject({ enabled: true, state: 'starting' });
    await until('running');
  });

  it('says which address does not answer and why, while the other one does', async () => {
    const { tenant, servers, run, until } = playedTenant();
    await run();
    servers.newest().say({ kind: 'not-listening', scheme: 'http', port: 8750, trouble: 'port-in-use' });
    await expect
      .poll(() => tenant.view().listeners.http, PATIENCE)
      .toMatchObject({ state: 'failed', fault: 'port-in-use' });
    expect(tenant.view().state).toBe('running');
    servers.newest().say({ kind: 'not-listening', scheme: 'https', port: 8751, trouble: 'other' });
    await until('failed');
  });

  it('listens elsewhere without a restart, and forgets what is said of the old port', async () => {
    const { tenant, servers, values, run } = playedTenant();
    await run();
    expect(worked(tenant.setPorts({ http: 9000, https: 9001 })).state).toBe('starting');
    servers.newest().say({ kind: 'not-listening', scheme: 'http', port: 8750, trouble: 'port-in-use' });
    const states = () => {
      const { http, https } = tenant.view().listeners;
      return { http: http.state, https: https.state };
    };
    await expect.poll(states, PATIENCE).toEqual({ http: 'running', https: 'running' });
    expect(tenant.view().listeners.https.address).toBe('https://127.0.0.1:9001');
    expect([servers.started.length, values.get('localTenantPorts')]).toEqual([1, { http: 9000, https: 9001 }]);
    expect(refusal(tenant.setPorts({ http: 80, https: 9001 }))).toMatchObject({ code: 'port-out-of-range' });
    expect(tenant.ports()).toEqual({ http: 9000, https: 9001 });
  });
});

describe('a server that ends by itself', () => {
  it('is started again and told everything again, three times in a minute and no more', async () => {
    const { tenant, servers, run, until } = playedTenant();
    await run();
    for (let death = 1; death <= 3; death += 1) {
      servers.newest().die();
      await expect.poll(() => servers.started.length, PATIENCE).toBe(death + 1);
      await until('running');
      expect(servers.newest().kinds()).toEqual(['serve', 'listen']);
    }
    servers.newest().die();
    await until('failed');
    expect([servers.started.length, tenant.view().fault]).toEqual([4, 'process-ended']);
    tenant.enable(false);
    tenant.enable(true);
    await until('running');
  });

  it('is the end of it when no process is to be had', async () => {
    const { tenant, servers, run, until } = playedTenant();
    await run();
    servers.refuse();
    servers.newest().die();
    await until('failed');
    expect(tenant.view().fault).toBe('process-ended');
  });

  it('loses no lock: the next one knows it', async () => {
    const { servers, locks, locked, run, until } = playedTenant();
    await run();
    const lock = { isLockEnabled: true, failedLogons: 5, lockedUntil: '2026-03-01T10:30:00.000Z' };
    servers.newest().say({ kind: 'lock', lock: { applicationId: idOf(3), ...lock } });
    await expect.poll(() => locks.of(idOf(3))).toEqual(lock);
    expect(locked).toEqual([idOf(3)]);
    servers.newest().die();
    await expect.poll(() => servers.started.length, PATIENCE).toBe(2);
    await until('running');
    expect(servers.newest().posted[0]).toMatchObject({ tenant: { locks: [{ applicationId: idOf(3), ...lock }] } });
  });
});
