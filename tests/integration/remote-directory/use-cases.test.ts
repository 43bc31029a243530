import { afterEach, describe, expect, it, vi } from 'vitest';
import { AUTHENTICATION } from '../../../src/core/domain/directory-api/wire.ts';
import { ok } from '../../../src/core/domain/result.ts';
import { createApplication } from '../../../src/core/use-cases/create-application.ts';
import { createDependency } from '../../../src/core/use-cases/create-dependency.ts';
import { provideApi } from '../../../src/core/use-cases/provide-api.ts';
import { removeApplication } from '../../../src/core/use-cases/remove-application.ts';
import { removeDependency } from '../../../src/core/use-cases/remove-dependency.ts';
import { removeSecret } from '../../../src/core/use-cases/remove-secret.ts';
import { repointToApi } from '../../../src/core/use-cases/repoint-dependency.ts';
import { openRemoteDirectory } from '../../../src/main/directory/remote/remote-directory.ts';
import { testDesk, worldOf } from '../../support/desk.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { oddServer } from '../../support/odd-server.ts';
import { refusal, worked } from '../../support/outcome.ts';
import { tenantOnLoopback } from '../../support/tenant-on-loopback.ts';
import { testCertificate } from '../../support/test-certificate.ts';

/** A desk whose directory is a tenant elsewhere; everything else is a twin. */
async function remoteDesk() {
  const tenant = await tenantOnLoopback();
  const desk = { ...(await testDesk()), directory: tenant.directory };
  const texts = { name: '', description: '' };
  const provider = worked(await createApplication(desk, { ...texts, displayName: 'Provider' }));
  worked(await provideApi(desk, provider.id, { name: 'orders', description: '' }));
  worked(await provideApi(desk, provider.id, { name: 'stock', description: '' }));
  return { ...tenant, desk, provider };
}

const consumer = { kind: 'new', displayName: 'Consumer', description: '' } as const;

describe('what one can do, in a remote tenant', () => {
  it('creates a dependency for a new application and for one that is there, moves it and takes it away', async () => {
    const { desk, provider, twin, asked } = await remoteDesk();
    const request = { providerId: provider.id, name: 'one', apiName: 'orders' };
    const made = worked(await createDependency(desk, { ...request, consumer: { ...consumer, secret: null } }));
    const stored = () => twin.applications.get(made.consumer.id)?.[AUTHENTICATION];
    const [appId, clientId] = [provider.id, provider.clientId];
    expect(stored()).toMatchObject({ consumedApis: [{ name: 'one', apiName: 'orders', appId, clientId }] });
    expect(made.consumer.clientId).toBe((stored() as { clientId: string }).clientId);
    const existing = { kind: 'existing', applicationId: made.consumer.id, allowClientCredentials: false } as const;
    worked(await createDependency(desk, { ...request, name: 'two', consumer: existing }));
    worked(await repointToApi(desk, { consumerId: made.consumer.id, name: 'one', apiName: 'stock' }));
    worked(await removeDependency(desk, made.consumer.id, 'two'));
    expect(stored()).toMatchObject({ consumedApis: [{ name: 'one', apiName: 'stock', appId, clientId }] });
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET', 'POST', 'PATCH']));
  });

  it('takes away a secret and an application, and says who is affected', async () => {
    const { desk, provider, twin, directory } = await remoteDesk();
    const request = { providerId: provider.id, name: 'one', apiName: 'orders' };
    const made = worked(await createDependency(desk, { ...request, consumer: { ...consumer, secret: null } }));
    const { secret } = worked(await directory.issue(made.consumer.id, { description: '', scopes: ['oAuth'] }));
    worked(await removeSecret(desk, made.consumer.id, secret.id));
    expect(worked(await directory.read(made.consumer.id)).secrets).toEqual([]);
    expect(refusal(await removeApplication(desk, provider.id, []))).toMatchObject({ code: 'dependents-affected' });
    worked(await removeApplication(desk, made.consumer.id, []));
    worked(await removeApplication(desk, provider.id, []));
    expect(twin.applications.size).toBe(0);
  });

  it('makes no secret of its own there, and leaves no trace of having tried', async () => {
    const { desk, provider, twin } = await remoteDesk();
    const secret = { description: '', validity: 'never', scopes: ['oAuth'] } as const;
    const request = { providerId: provider.id, name: 'one', apiName: 'orders', consumer: { ...consumer, secret } };
    const before = await worldOf(desk);
    expect(refusal(await createDependency(desk, request))).toEqual({ code: 'remote-unsupported', what: 'own-secret' });
    expect(await worldOf(desk)).toEqual(before);
    expect(twin.applications.size).toBe(1);
  });
});

describe('a server that is not known to be the tenant', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(['', '0'])('gets no credential, with NODE_TLS_REJECT_UNAUTHORIZED set to "%s"', async (value) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', value);
    const certificate = await testCertificate();
    const server = await oddServer((_, response) => response.end('{"applications":[]}'), certificate);
    const parts = {
      origin: server.origin,
      authorize: () => Promise.resolve(ok({ header: 'Basic eDp5', confidential: [] })),
      clock: fixedClock(),
      wait: () => Promise.resolve(),
    };
    const stranger = worked(openRemoteDirectory(parts));
    expect(refusal(await stranger.list())).toEqual({ code: 'tenant-unreachable', trouble: 'tls-self-signed' });
    expect(server.requests).toHaveLength(0);
    const known = worked(openRemoteDirectory({ ...parts, certificate: certificate.certificate }));
    expect(await known.list()).toEqual(ok([]));
    expect(server.requests).toHaveLength(1);
  });
});
