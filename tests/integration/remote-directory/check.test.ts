import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { aDependency, idOf } from '../../support/builders.ts';
import { composedTenant, CONSUMER } from '../../support/composed-tenant.ts';
import { worked } from '../../support/outcome.ts';
import type { TwinAnswer } from '../../support/tenant-twin.ts';

type Tenant = Awaited<ReturnType<typeof composedTenant>>;

const REFUSED: TwinAnswer = { status: 401, body: { error: 'invalid_client', error_description: 'Client not found' } };

const generate = async ({ handlers }: Tenant) => {
  const secret = { description: '', validity: 'never', scopes: ['oAuth'] } as const;
  return worked(await handlers.secrets.create({ applicationId: CONSUMER, requestId: idOf(7), secret }));
};
const check = async ({ handlers }: Tenant) => {
  const dependency = aDependency(1).name;
  const view = worked(await handlers.checks.run({ applicationId: CONSUMER, dependency, secretId: null, over: null }));
  const failed = view.steps.find(({ outcome }) => outcome === 'failed');
  return { view, failed, reason: failed?.outcome === 'failed' ? failed.reason : undefined };
};

describe('a check in a connected tenant', () => {
  it('passes with the secret that was made here, though others made newer ones', async () => {
    const tenant = await composedTenant();
    const { id } = await generate(tenant);
    tenant.makeElsewhere();
    const { view, failed } = await check(tenant);
    expect([failed, view.secret?.id, view.retries]).toEqual([undefined, id, 0]);
    expect(JSON.stringify(view)).not.toContain(tenant.sent[0]);
  });

  it('asks again for a token when the tenant does not know the new secret yet, and says so', async () => {
    const tenant = await composedTenant({ refusal: (_, number) => (number === 1 ? REFUSED : undefined) });
    await generate(tenant);
    const { view, failed } = await check(tenant);
    expect([failed, view.retries, tenant.sent.length, tenant.waits]).toEqual([undefined, 1, 2, [2_000]]);
  });

  it('asks again when it does not know the new dependency yet', async () => {
    const unknown: TwinAnswer = { status: 400, body: { error: 'invalid_target' } };
    const tenant = await composedTenant({ refusal: (_, number) => (number < 3 ? unknown : undefined) });
    await generate(tenant);
    // By then the secret is no longer new.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 300_000 });
    onTestFinished(() => void vi.useRealTimers());
    const named = { applicationId: CONSUMER, name: aDependency(1).name };
    worked(await tenant.handlers.dependencies.remove(named));
    expect(tenant.sent).toEqual([]);
    const consumer = { kind: 'existing', applicationId: CONSUMER, allowClientCredentials: false } as const;
    const request = { requestId: idOf(6), providerId: idOf(1), name: named.name, apiName: aDependency(1).apiName };
    const wanted = { ...request, consumer };
    worked(await tenant.handlers.dependencies.preview(wanted));
    worked(await tenant.handlers.dependencies.create(wanted));
    const { view, failed } = await check(tenant);
    expect([failed, view.retries, tenant.waits.filter((ms) => ms >= 2_000)]).toEqual([undefined, 2, [2_000, 4_000]]);
  });

  it('asks three times at most', async () => {
    const tenant = await composedTenant({ refusal: () => REFUSED });
    await generate(tenant);
    const { view, reason } = await check(tenant);
    expect([reason?.code, view.retries, tenant.sent.length]).toEqual(['client-refused', 2, 3]);
  });

  it('says that all secrets were made elsewhere, and asks for no token', async () => {
    const tenant = await composedTenant();
    tenant.makeElsewhere();
    const { reason } = await check(tenant);
    expect([reason?.code, tenant.sent]).toEqual(['made-elsewhere', []]);
  });

  it('sends nothing where the tenant states grants, and client credentials are not among them', async () => {
    const tenant = await composedTenant({ grants: ['password', 'refreshToken'] });
    await generate(tenant);
    const { failed, reason } = await check(tenant);
    expect([failed?.name, reason?.code, tenant.sent]).toEqual(['grant-allowed', 'grant-missing', []]);
  });

  it('does not show the secret that a tenant repeats', async () => {
    const echo = (secret: string): TwinAnswer => ({
      ...{ status: 400, body: { error: 'invalid_target', error_description: `Not for ${secret}` } },
    });
    const tenant = await composedTenant({ refusal: echo });
    await generate(tenant);
    const { view, reason } = await check(tenant);
    expect(reason).toMatchObject({ description: 'Not for •••' });
    expect(JSON.stringify(view)).not.toContain(tenant.sent[0]);
  });
});
