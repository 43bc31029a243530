import { existsSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { treeOf } from '../../bench/processes.mjs';
import type { TenantPorts } from '../../src/core/domain/local-tenant.ts';
import { applicationRows } from './support/application-rows.ts';
import { launch, newProfile, type Launched } from './support/launch.ts';
import { copied, holdPort, launchWithTenant, runInBash, tenantIs } from './support/tenant.ts';
import type { MadeDependency } from './support/tenant.ts';
import { tracesInFolder, tracesInMemory, tracesInSurface } from './support/traces.ts';

const USER_TOKEN = /^ey[\w-]+\.[\w-]+\.[\w-]+$/;

/** Whether anybody takes a connection there. */
const answers = (port: number): Promise<boolean> =>
  new Promise((settle) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => settle((socket.destroy(), true)));
    socket.once('error', () => settle(false));
  });

describe.runIf(process.platform === 'linux')('the local tenant of a running app', () => {
  const userData = newProfile();
  let ports: TenantPorts;
  let desk: Launched;
  let made: MadeDependency;
  const curl = (over: 'http' | 'https') =>
    copied(
      desk.page,
      { kind: 'curl', over, ...made },
      new RegExp(`^CLIENT_SECRET=.*'${over}://127.0.0.1:${ports[over]}/`, 's'),
    );

  beforeAll(async () => {
    ({ desk, made, ports } = await launchWithTenant(userData, 'orders-client'));
  });
  afterAll(async () => {
    await desk.close();
    rmSync(userData, { recursive: true, force: true });
  });

  it.each(['http', 'https'] as const)('gives a token for the cURL from the clipboard, over %s', async (over) => {
    const call = await curl(over);
    expect(call).toContain(`'${over}://127.0.0.1:${ports[over]}/oauth2/token'`);
    const { status, body } = await runInBash(call);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', access_token: expect.stringMatching(/^ey/) as string });
  });

  it('shows the request among the recent ones, with nothing secret in it', async () => {
    const { body } = await runInBash(await curl('http'));
    const recent = () =>
      desk.page.evaluate(async () => {
        const listed = await window.trustDesk.requests.list({ outcome: 'granted' });
        return listed.ok ? listed.value : [];
      });
    await expect
      .poll(recent)
      .toContainEqual(
        expect.objectContaining({ dependency: 'orders-client', grant: 'client_credentials', reason: null }),
      );
    const [first] = await recent();
    expect(first?.application?.label).toBe('Consumer orders-client');
    expect(JSON.stringify(await recent())).not.toContain(String(body['access_token']));
  });

  it('copies a user token that its consumer can exchange', async () => {
    const userId = await desk.page.evaluate(async () => {
      const texts = { userName: 'jane', mail: 'jane@example.com', firstName: 'Jane', lastName: 'Doe', groups: ['A'] };
      const created = await window.trustDesk.users.create({ ...texts, requestId: crypto.randomUUID() });
      return created.ok ? String(created.value.id) : created.failure.code;
    });
    const { applicationId } = made;
    const token = await copied(desk.page, { kind: 'user-token', applicationId, userId }, USER_TOKEN);
    expect(token.split('.')).toHaveLength(3);
    const asUser = (await curl('http')).replace(
      "'grant_type=client_credentials'",
      `'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer' --data-urlencode 'assertion=${token}' --data-urlencode 'token_format=jwt'`,
    );
    const { status, body } = await runInBash(asUser);
    expect(status).toBe(200);
    const payload = String(body['access_token']).split('.')[1] ?? '';
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as unknown;
    expect(claims).toMatchObject({ mail: 'jane@example.com', ias_apis: ['sales-orders'] });
  });

  it('answers the applications API once it is switched on, to whoever has the secret from the clipboard', async () => {
    const address = await copied(desk.page, { kind: 'directory-api-address', scheme: 'http' }, /\/Applications\/v1\/$/);
    expect((await fetch(address)).status).toBe(404);
    const switched = await desk.page.evaluate(async () => {
      const view = await window.trustDesk.tenantServer.switchDirectoryApi({ enabled: true });
      return view.ok ? view.value.directoryApi : null;
    });
    const secret = await copied(desk.page, { kind: 'administrator-secret' }, /^.{43}$/);
    const clientId = await copied(desk.page, { kind: 'administrator-client-id' }, /^[0-9a-f-]{36}$/);
    expect(switched).toMatchObject({ clientId, hint: secret.slice(0, 4), keptIn: 'keychain' });
    const Authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
    const list = await fetch(`${address}?cursor=`, { headers: { Authorization } });
    expect(list.status).toBe(200);
    expect(await list.text()).toContain('Consumer orders-client');
    const created = await fetch(address, {
      ...{
        method: 'POST',
        headers: { Authorization, 'Content-Type': 'application/json' },
        body: '{"name":"by-script"}',
      },
    });
    expect(created.status).toBe(201);
    const rows = await applicationRows(desk.page);
    expect(rows.map(({ label }) => label)).toContain('by-script');
    expect(tracesInFolder(userData, [secret])).toEqual([]);
    expect(tracesInSurface(treeOf(desk.pid), [secret])).toEqual([]);
    expect(desk.output()).not.toContain(secret);
    await desk.page.evaluate(() => window.trustDesk.tenantServer.switchDirectoryApi({ enabled: false }));
    expect((await fetch(address, { headers: { Authorization } })).status).toBe(404);
  });

  it('leaves no token and no key in the profile, in arguments, in environments or in the window', async () => {
    const { body } = await runInBash(await curl('http'));
    const signatures = [String(body['access_token']).split('.')[2] ?? ''];
    const userToken = await desk.page.evaluate(async ({ applicationId }) => {
      const users = await window.trustDesk.users.list();
      return users.ok ? { applicationId, userId: String(users.value[0]?.id) } : null;
    }, made);
    signatures.push((await copied(desk.page, { kind: 'user-token', ...userToken }, USER_TOKEN)).split('.')[2] ?? '');
    expect(signatures.every((signature) => signature.length > 300)).toBe(true);
    const windowPid = await desk.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
    expect(tracesInFolder(userData, [...signatures, 'PRIVATE KEY'])).toEqual([]);
    expect(tracesInSurface(treeOf(desk.pid), signatures)).toEqual([]);
    expect(tracesInMemory(windowPid, signatures)).toEqual([]);
    expect(desk.output()).not.toContain(signatures[0]);
  });

  it('has the same certificate and the same key at the next start', async () => {
    const facts = () =>
      desk.page.evaluate(async () => {
        const view = await window.trustDesk.tenantServer.state();
        return view.ok ? [view.value.trust, view.value.signingKey] : [];
      });
    const before = await facts();
    expect(before).toMatchObject([{ domains: `["127.0.0.1:${ports.https}"]` }, { previous: 0 }]);
    await desk.close();
    expect(await answers(ports.http)).toBe(false);
    desk = await launch({ userData });
    await tenantIs(desk.page, 'running');
    expect(await facts()).toEqual(before);
    const certificate = await copied(desk.page, { kind: 'certificate-file' }, /\.pem$/);
    expect(existsSync(certificate)).toBe(true);
    expect(readFileSync(certificate, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);
  });

  it('is listening again right after its process was killed', async () => {
    const serverPid = () =>
      desk.app.evaluate(
        ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Trust Desk local tenant')?.pid ?? 0,
      );
    const killed = await serverPid();
    expect(killed).toBeGreaterThan(0);
    process.kill(killed, 'SIGKILL');
    const limits = { timeout: 15_000, interval: 200 };
    await expect.poll(async () => ![0, killed].includes(await serverPid()), limits).toBe(true);
    await expect.poll(() => answers(ports.http), limits).toBe(true);
    expect((await runInBash(await curl('http'))).status).toBe(200);
  });

  it('locks the client id after five wrong secrets, says so, and is unlocked', async () => {
    const right = await curl('http');
    const wrong = right.replace(/^CLIENT_SECRET='.*'$/m, "CLIENT_SECRET='wrong'");
    for (let failure = 0; failure < 5; failure += 1) expect((await runInBash(wrong)).status).toBe(401);
    expect((await runInBash(right)).status).toBe(401);
    const lock = () =>
      desk.page.evaluate(
        async (asked) => {
          const read = await window.trustDesk.applications.read(
            asked as Parameters<typeof window.trustDesk.applications.read>[0],
          );
          return read.ok ? read.value.clientIdLock : read.failure.code;
        },
        { applicationId: made.applicationId },
      );
    await expect
      .poll(lock)
      .toMatchObject({ isLockEnabled: true, failedLogons: 5, lockedUntil: expect.any(String) as string });
    await desk.page.evaluate(
      (asked) =>
        window.trustDesk.applications.unlock(asked as Parameters<typeof window.trustDesk.applications.unlock>[0]),
      { applicationId: made.applicationId },
    );
    expect(await lock()).toEqual({ isLockEnabled: true, failedLogons: 0, lockedUntil: null, mayBeLocked: false });
    expect((await runInBash(right)).status).toBe(200);
  });

  it('refuses a secret from the moment it was deleted', async () => {
    const call = await curl('http');
    await desk.page.evaluate(
      (asked) => window.trustDesk.secrets.remove(asked as Parameters<typeof window.trustDesk.secrets.remove>[0]),
      { applicationId: made.applicationId, secretId: made.secretId },
    );
    const { status, body } = await runInBash(call);
    expect([status, body['error']]).toEqual([401, 'invalid_client']);
  });

  it('says that a port is taken, offers another one, and answers there', async () => {
    const other = await holdPort();
    const address = other.address();
    const taken = typeof address === 'object' && address ? address.port : 0;
    const result = await desk.page.evaluate(
      async ({ http, https }) => {
        const { tenantServer } = window.trustDesk;
        const seen: unknown[] = [];
        const end = tenantServer.changed(({ listeners }) => seen.push([listeners.http.state, listeners.http.fault]));
        await tenantServer.setPorts({ http, https });
        for (let tries = 0; tries < 50 && !JSON.stringify(seen).includes('failed'); tries += 1)
          await new Promise((settle) => setTimeout(settle, 100));
        end();
        const offered = await tenantServer.offerPort({ scheme: 'http' });
        if (!offered.ok) return { seen, offered: 0 };
        await tenantServer.setPorts({ http: offered.value.port, https });
        return { seen, offered: offered.value.port };
      },
      { http: taken, https: ports.https },
    );
    expect(result.seen).toContainEqual(['failed', 'port-in-use']);
    expect(result.offered).toBeGreaterThan(taken);
    await expect.poll(() => answers(result.offered)).toBe(true);
    ports = { ...ports, http: result.offered };
    other.close();
  });

  it('closes its ports when it is switched off, and opens them when it is switched on', async () => {
    await desk.page.evaluate(() => window.trustDesk.tenantServer.enable({ enabled: false }));
    await expect.poll(async () => [await answers(ports.http), await answers(ports.https)]).toEqual([false, false]);
    await desk.page.evaluate(() => window.trustDesk.tenantServer.enable({ enabled: true }));
    await tenantIs(desk.page, 'running');
    expect(await answers(ports.http)).toBe(true);
  });
});
