import { describe, expect, it } from 'vitest';
import { ok } from '../../src/core/domain/result.ts';
import type { Directory } from '../../src/core/use-cases/ports.ts';
import { newSigningKey } from '../../src/main/tenant/key-pair.ts';
import { observedDirectory } from '../../src/main/tenant/observed-directory.ts';
import { worked } from '../support/outcome.ts';
import { JANE, PATIENCE, tenantIn } from '../support/played-tenant.ts';
import { aConsumer, aProvider, tokenForm } from '../support/token-applications.ts';
import { send, type Reply } from '../support/token-request.ts';
import { freePorts } from '../support/free-ports.ts';
import { serverProcesses } from '../support/server-processes.ts';

const clock = { now: () => new Date() };
const servers = serverProcesses();

type Given = Omit<Parameters<typeof tenantIn>[0], 'spawn' | 'clock'>;

/** A tenant with the real server in a process of its own, and the directory as everybody writes to it. */
async function running(given: Given = {}) {
  const stored = given.stored ?? { localTenantPorts: await freePorts() };
  const made = tenantIn({ spawn: servers().spawn, clock, makeKey: newSigningKey, ...given, stored });
  const directory: Directory = observedDirectory(made.directory, (change) => made.tenant.applicationChanged(change));
  await made.run();
  const ask = (path: string, form: Readonly<Record<string, string>>): Promise<Reply> =>
    send({
      ...{ url: made.tenant.view().listeners.http.address + path, method: 'POST' },
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  const token = async (changed: Readonly<Record<string, string>> = {}) => {
    const { status, body } = await ask('/oauth2/token', tokenForm(changed));
    return { status, error: body['error'], token: String(body['access_token']) };
  };
  return { ...made, observed: directory, ask, token, stored };
}

const WRONG = { client_secret: 'wrong' };

describe('the local tenant with its real server', () => {
  it('goes by a change from the moment it was answered, a hundred times', async () => {
    const { observed, token } = await running();
    worked(await observed.create(aProvider()));
    worked(await observed.create(aConsumer()));
    const { id, secrets } = aConsumer();
    for (let time = 0; time < 50; time += 1) {
      worked(await observed.change(id, (current) => ok({ ...current, secrets: [] })));
      expect((await token()).status).toBe(401);
      worked(await observed.change(id, (current) => ok({ ...current, secrets })));
      expect((await token()).status).toBe(200);
    }
    worked(await observed.change(id, (current) => ok({ ...current, consumedApis: [] })));
    expect(await token()).toMatchObject({ status: 400, error: 'invalid_target' });
    worked(await observed.remove(id));
    expect(await token()).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  it('keeps a client id locked when the server dies and when the app is started again, until it is unlocked', async () => {
    const first = await running();
    worked(await first.observed.create(aProvider()));
    worked(await first.observed.create(aConsumer()));
    for (let failure = 0; failure < 5; failure += 1) expect((await first.token(WRONG)).status).toBe(401);
    expect((await first.token()).status).toBe(401);
    await expect.poll(() => first.tenant.lockOf(aConsumer().id).lockedUntil).toBeDefined();
    const before = servers().started.length;
    servers().started.at(-1)?.kill('SIGKILL');
    await expect.poll(() => servers().started.length, PATIENCE).toBe(before + 1);
    await first.until('running');
    expect((await first.token()).status).toBe(401);
    first.tenant.close();

    const { folder, keychain, directory, stored } = first;
    const second = await running({ folder, keychain, directory, stored });
    expect((await second.token()).status).toBe(401);
    worked(await second.tenant.unlock(aConsumer().id));
    expect((await second.token()).status).toBe(200);
    expect(second.tenant.lockOf(aConsumer().id)).toEqual({ isLockEnabled: true, failedLogons: 0 });
  });

  it('lets no revoked token count again when the server dies', async () => {
    const { observed, ask, token, until } = await running();
    worked(await observed.create(aProvider()));
    worked(await observed.create(aConsumer()));
    const [revoked, other] = [(await token()).token, (await token()).token];
    const { client_id: id = '', client_secret: secret = '' } = tokenForm();
    const client = { client_id: id, client_secret: secret };
    const areActive = () =>
      Promise.all(
        [revoked, other].map(
          async (each) => (await ask('/oauth2/introspect', { ...client, token: each })).body['active'],
        ),
      );
    expect((await ask('/oauth2/revoke', { ...client, token: revoked })).status).toBe(200);
    expect(await areActive()).toEqual([false, true]);
    const before = servers().started.length;
    servers().started.at(-1)?.kill('SIGKILL');
    await expect.poll(() => servers().started.length, PATIENCE).toBe(before + 1);
    await until('running');
    expect(await areActive()).toEqual([false, true]);
  });

  it('believes tokens signed with the key before, and publishes both', async () => {
    const { observed, tenant, token, ask } = await running();
    worked(await observed.create(aProvider()));
    worked(await observed.create(aConsumer()));
    const old = (await token()).token;
    worked(await tenant.rotateKey());
    const { client_id = '', client_secret = '' } = tokenForm();
    const asked = await ask('/oauth2/introspect', { token: old, client_id, client_secret });
    expect(asked.body).toMatchObject({ active: true });
    const url = `${tenant.view().listeners.http.address}/oauth2/certs`;
    const { body } = await send({ url, method: 'GET', headers: {} });
    expect(body['keys']).toHaveLength(2);
  });

  it('signs a token for a user that only its consumer may exchange', async () => {
    const { observed, tenant, token } = await running();
    worked(await observed.create(aProvider()));
    worked(await observed.create(aConsumer()));
    await tenant.usersChanged([JANE]);
    const assertion = worked(await tenant.userToken(aConsumer().id, JANE.id));
    const exchange = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', token_format: 'jwt', assertion };
    expect((await token(exchange)).status).toBe(200);
    const others = worked(await tenant.userToken(aProvider().id, JANE.id));
    expect((await token({ ...exchange, assertion: others })).status).toBe(400);
    await tenant.usersChanged([]);
    expect((await token(exchange)).status).toBe(400);
  });
});
