import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../../src/core/domain/application.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { aNewConsumer, aProvider, SECRET, tokenForm } from '../../support/token-applications.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';
import { tokenServerInside } from '../../support/token-wire.ts';

const clock = fixedClock();
let server: TokenServer;
let consumer: Application;

beforeAll(async () => {
  const wire = await tokenServerInside(() => clock.now());
  server = await startTokenServer({ wire, tenant: { applications: [aProvider()] } });
});
beforeEach(async () => {
  consumer = aNewConsumer();
  await server.put(consumer);
});
afterAll(() => server.close());

const status = async (client_secret = SECRET) =>
  (await server.post('/oauth2/token', tokenForm({ client_id: consumer.clientId, client_secret }))).status;
async function fail(times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) expect(await status('wrong')).toBe(401);
}
const heard = () => server.locks.filter(({ applicationId }) => applicationId === consumer.id);

describe('the client id lock', () => {
  it('counts failed logons and tells main of each', async () => {
    await fail(4);
    expect(heard().map(({ failedLogons }) => failedLogons)).toEqual([1, 2, 3, 4]);
    expect(heard().at(-1)).not.toHaveProperty('lockedUntil');
  });

  it('starts anew after a success', async () => {
    await fail(4);
    expect(await status()).toBe(200);
    expect(heard().at(-1)).toMatchObject({ failedLogons: 0 });
    await fail(4);
    expect(await status()).toBe(200);
  });

  it('locks with the fifth for sixty minutes, also for the right secret, and then unlocks itself', async () => {
    await fail(5);
    const lockedUntil = new Date(clock.now().getTime() + 60 * 60 * 1000).toISOString();
    expect(heard().at(-1)).toMatchObject({ failedLogons: 5, lockedUntil });
    expect(await status()).toBe(401);
    clock.pass(60 * 60 - 1);
    expect(await status()).toBe(401);
    clock.pass(1);
    expect(await status()).toBe(200);
    expect(heard().at(-1)).toEqual({ applicationId: consumer.id, isLockEnabled: true, failedLogons: 0 });
  });

  it('is not prolonged by guesses made while it lasts, and counts from one when it has run out', async () => {
    await fail(8);
    expect(heard()).toHaveLength(5);
    clock.pass(60 * 60);
    await fail(1);
    expect(heard().at(-1)).toEqual({ applicationId: consumer.id, isLockEnabled: true, failedLogons: 1 });
  });

  it('is opened by Unlock', async () => {
    await fail(5);
    await server.lock({ applicationId: consumer.id, isLockEnabled: true, failedLogons: 0 });
    expect(await status()).toBe(200);
  });

  it('does not lock while it is switched off, but a locked client id stays locked', async () => {
    await server.lock({ applicationId: consumer.id, isLockEnabled: false, failedLogons: 0 });
    await fail(6);
    expect(await status()).toBe(200);

    const lockedUntil = new Date(clock.now().getTime() + 1_000).toISOString();
    await server.lock({ applicationId: consumer.id, isLockEnabled: false, failedLogons: 0, lockedUntil });
    expect(await status()).toBe(401);
    clock.pass(1);
    expect(await status()).toBe(200);
  });

  it('counts each client for itself, at every endpoint, and no unknown one', async () => {
    const other = aNewConsumer();
    await server.put(other);
    const form = { token: 'x', client_id: consumer.clientId, client_secret: 'wrong' };
    for (const path of [
      '/oauth2/introspect',
      '/oauth2/revoke',
      '/oauth2/introspect',
      '/oauth2/revoke',
      '/oauth2/introspect',
    ])
      expect((await server.post(path, form)).status).toBe(401);
    expect(await status()).toBe(401);
    expect((await server.post('/oauth2/token', tokenForm({ client_id: other.clientId }))).status).toBe(200);
    const before = server.locks.length;
    await server.post('/oauth2/token', tokenForm({ client_id: aNewConsumer().clientId }));
    expect(server.locks).toHaveLength(before);
  });

  it.each(['/oauth2/token', '/oauth2/introspect', '/oauth2/revoke'])(
    'counts nothing at %s that is not listed as a request, too',
    async (path) => {
      const form = { token: 'x', client_id: consumer.clientId, client_secret: 'wrong' };
      expect((await server.post(path, form)).status).toBe(401);
      expect(heard()).toHaveLength(1);
      const listed = () => server.requests.filter(({ clientId }) => clientId === consumer.clientId);
      await expect.poll(listed).toMatchObject([{ outcome: 'refused', reason: 'secret-wrong', count: 1 }]);
    },
  );

  it('does not count what is no guess', async () => {
    const good = { client_id: consumer.clientId };
    for (const form of [
      { grant_type: 'none' },
      { resource: 'none' },
      { client_secret: undefined },
      { client_assertion: 'x' },
    ])
      await server.post('/oauth2/token', tokenForm({ ...good, ...form }));
    expect(heard()).toEqual([]);
  });

  it('is as it was when the server starts again', async () => {
    await fail(5);
    const [lock] = heard().slice(-1);
    const wire = await tokenServerInside(() => clock.now());
    const again = await startTokenServer({ wire, tenant: { applications: [aProvider(), consumer], locks: [lock!] } });
    const form = tokenForm({ client_id: consumer.clientId });
    expect((await again.post('/oauth2/token', form)).status).toBe(401);
    clock.pass(60 * 60);
    expect((await again.post('/oauth2/token', form)).status).toBe(200);
  });
});
