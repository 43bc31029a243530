import { describe, expect, it } from 'vitest';
import { aDependency, anAllApisDependency, anApplication, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf, type TestDesk } from '../../../tests/support/desk.ts';
import { digestOf, predictedSecret } from '../../../tests/support/fixed-secret-maker.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { DEFAULT_TOKEN_POLICY } from '../domain/token/token-policy.ts';
import { createDependency, type DependencyRequest, type NewConsumer } from './create-dependency.ts';

const PROVIDER = 1;
const apis = [
  { name: 'orders', description: '' },
  { name: 'Orders', description: 'Another one: case counts' },
];
const provider = anApplication(PROVIDER, { displayName: 'Sales Orders', providedApis: apis });
const wish = { description: 'For tests', validity: 'one-year', scopes: ['oAuth'] } as const;
const asNew: NewConsumer = { kind: 'new', displayName: 'Dashboard', description: 'Shows orders', secret: wish };
const withoutSecret: NewConsumer = { ...asNew, secret: null };
const asExisting = (number: number) =>
  ({ kind: 'existing', applicationId: idOf(number), allowClientCredentials: false }) as const;

const request = (changed: Partial<DependencyRequest> = {}): DependencyRequest => ({
  providerId: provider.id,
  name: 'dashboard',
  apiName: 'orders',
  consumer: asNew,
  ...changed,
});

async function expectRefused(desk: TestDesk, refused: DependencyRequest) {
  const before = await worldOf(desk);
  const failure = refusal(await createDependency(desk, refused));
  expect(await worldOf(desk)).toEqual(before);
  return expect(failure);
}

describe('creating a dependency on all APIs', () => {
  it('works where the provider allows that, and names none of them', async () => {
    const desk = await testDesk([{ ...provider, allowsAllApisForPrincipalPropagation: true }]);
    const created = worked(await createDependency(desk, request({ apiName: null })));
    expect(created.dependency).toEqual(anAllApisDependency(PROVIDER, 'dashboard'));
    expect(worked(await desk.directory.read(created.consumer.id)).consumedApis).toEqual([created.dependency]);
  });

  it('is refused where it does not, and nothing is written', async () => {
    const desk = await testDesk([provider]);
    const refused = await expectRefused(desk, request({ apiName: null }));
    refused.toEqual({ code: 'all-apis-not-allowed', provider: 'Sales Orders' });
  });
});

describe('creating a dependency for a new application', () => {
  it('makes one record with the dependency and the secret, and keeps the value in the keychain', async () => {
    const desk = await testDesk([provider]);
    const created = worked(await createDependency(desk, request()));
    expect(created.dependency).toEqual({
      name: 'dashboard',
      apiName: 'orders',
      providerId: provider.id,
      providerClientId: provider.clientId,
    });
    const stored = worked(await desk.directory.read(created.consumer.id));
    expect(stored).toEqual(created.consumer);
    expect(stored).toMatchObject({ displayName: 'Dashboard', name: 'Dashboard', kind: 'charged' });
    expect(stored.consumedApis).toEqual([created.dependency]);
    expect(stored.secrets).toEqual([created.secret]);
    const value = predictedSecret(1);
    expect(created.secret).toMatchObject({
      hint: value.slice(0, 4),
      digest: digestOf(value),
      description: 'For tests',
      validTo: '2027-03-01T09:30:00Z',
      scopes: ['oAuth'],
      keptIn: 'keychain',
    });
    expect((await worldOf(desk)).keychain).toEqual([[created.secret?.id, value]]);
  });

  it('holds the value neither in its answer nor in the record', async () => {
    const desk = await testDesk([provider]);
    const created = worked(await createDependency(desk, request()));
    const { applications } = await worldOf(desk);
    expect(JSON.stringify([created, applications])).not.toContain(predictedSecret(1));
  });

  it('leaves no intent behind', async () => {
    const desk = await testDesk([provider]);
    worked(await createDependency(desk, request()));
    expect((await worldOf(desk)).intents).toEqual([]);
  });

  it('touches no keychain when no secret is wanted', async () => {
    const desk = await testDesk([provider]);
    const created = worked(await createDependency(desk, request({ consumer: withoutSecret })));
    expect(created).not.toHaveProperty('secret');
    expect(created.consumer.secrets).toEqual([]);
    expect(desk.keychain.calls).toBe(0);
  });

  it('marks the secret as kept for this session once a person chose so', async () => {
    const desk = await testDesk([provider]);
    desk.keychain.health.useSession();
    const created = worked(await createDependency(desk, request()));
    expect(created.secret?.keptIn).toBe('session');
    expect(await worldOf(desk)).toMatchObject({ keychain: [], session: [[created.secret?.id, predictedSecret(1)]] });
  });

  it.each([asNew, withoutSecret])('refuses a name any other application uses at this provider', async (consumer) => {
    const user = anApplication(2, { consumedApis: [aDependency(PROVIDER, { name: 'dashboard', apiName: 'gone' })] });
    const desk = await testDesk([provider, user]);
    (await expectRefused(desk, request({ consumer }))).toEqual({
      code: 'dependency-name-used-at-provider',
      name: 'dashboard',
      consumer: 'Application 2',
    });
  });

  it('takes a name that is used at another provider, or differs in case', async () => {
    const elsewhere = anApplication(2, { consumedApis: [aDependency(3, { name: 'dashboard' })] });
    const inCapitals = anApplication(4, { consumedApis: [aDependency(PROVIDER, { name: 'Dashboard' })] });
    const desk = await testDesk([provider, elsewhere, inCapitals]);
    expect((await createDependency(desk, request())).ok).toBe(true);
  });

  it('refuses bad texts of the application and of the secret', async () => {
    const desk = await testDesk([provider]);
    const refused = async (changed: Partial<NewConsumer>) =>
      expectRefused(desk, request({ consumer: { ...asNew, ...changed } }));
    (await refused({ displayName: ' ' })).toEqual({ code: 'field-empty', field: 'display-name' });
    (await refused({ displayName: 'x'.repeat(256) })).toMatchObject({ code: 'field-too-long', limit: 255 });
    (await refused({ description: 'a\u202Eb' })).toMatchObject({ code: 'field-characters', field: 'description' });
    (await refused({ secret: { ...wish, description: 'x'.repeat(256) } })).toMatchObject({
      code: 'field-too-long',
      field: 'secret-description',
    });
  });
});

describe('creating a dependency for an existing application', () => {
  it('adds it to the consumer and changes nothing else of it', async () => {
    const before = anApplication(2, { consumedApis: [aDependency(3, { name: 'other' })], description: 'Kept' });
    const desk = await testDesk([provider, before]);
    desk.clock.pass(60);
    const created = worked(await createDependency(desk, request({ consumer: asExisting(2) })));
    expect(created).not.toHaveProperty('secret');
    expect(worked(await desk.directory.read(before.id))).toEqual({
      ...before,
      consumedApis: [...before.consumedApis, created.dependency],
      lastModified: '2026-03-01T09:31:00.000Z',
    });
    expect(worked(await desk.directory.read(provider.id))).toEqual(provider);
    expect(desk.keychain.calls).toBe(0);
  });

  it('adds client credentials to its grants if that is asked for, in the same write, and nothing where it has them', async () => {
    const policy = { ...DEFAULT_TOKEN_POLICY, grants: ['password'] } as const;
    const desk = await testDesk([provider, anApplication(2, { tokenPolicy: policy }), anApplication(3)]);
    const asked = (number: number, allowClientCredentials: boolean) =>
      createDependency(desk, request({ consumer: { ...asExisting(number), allowClientCredentials } }));
    expect(worked(await asked(2, true)).consumer.tokenPolicy).toEqual({
      ...policy,
      grants: ['clientCredentials', 'password'],
    });
    expect(worked(await asked(3, true)).consumer).not.toHaveProperty('tokenPolicy');
  });

  it('leaves the grants alone if nobody asked', async () => {
    const policy = { ...DEFAULT_TOKEN_POLICY, grants: ['password'] } as const;
    const desk = await testDesk([provider, anApplication(2, { tokenPolicy: policy })]);
    const created = worked(await createDependency(desk, request({ consumer: asExisting(2) })));
    expect(created.consumer.tokenPolicy).toEqual(policy);
  });

  it('allows a name that another consumer uses at this provider', async () => {
    const user = anApplication(2, { consumedApis: [aDependency(PROVIDER, { name: 'dashboard' })] });
    const desk = await testDesk([provider, user, anApplication(3)]);
    worked(await createDependency(desk, request({ consumer: asExisting(3) })));
    const dependents = worked(await desk.directory.dependentsOf(provider.id));
    expect(dependents.map(({ id }) => id).toSorted()).toEqual([user.id, idOf(3)].toSorted());
  });

  it('refuses a name the consumer uses already, at whatever provider', async () => {
    const consumer = anApplication(2, { consumedApis: [aDependency(7, { name: 'dashboard' })] });
    const desk = await testDesk([provider, consumer]);
    (await expectRefused(desk, request({ consumer: asExisting(2) }))).toEqual({
      code: 'dependency-name-taken',
      name: 'dashboard',
      consumer: 'Application 2',
    });
  });

  it('refuses the 401st dependency', async () => {
    const consumedApis = Array.from({ length: 400 }, (_, index) => aDependency(7, { name: `dependency-${index}` }));
    const full = anApplication(2, { consumedApis });
    const almost = anApplication(3, { consumedApis: consumedApis.slice(1) });
    const desk = await testDesk([provider, full, almost]);
    (await expectRefused(desk, request({ consumer: asExisting(2) }))).toEqual({
      code: 'dependency-limit-reached',
      limit: 400,
    });
    expect((await createDependency(desk, request({ consumer: asExisting(3) }))).ok).toBe(true);
  });

  it('refuses the provider itself and an application that is not there', async () => {
    const desk = await testDesk([provider]);
    (await expectRefused(desk, request({ consumer: asExisting(PROVIDER) }))).toEqual({
      code: 'consumer-is-provider',
      id: provider.id,
    });
    (await expectRefused(desk, request({ consumer: asExisting(5) }))).toEqual({
      code: 'application-unknown',
      id: idOf(5),
    });
  });
});

describe('creating any dependency', () => {
  it.each(['', 'with blank', 'ümlaut', 'x'.repeat(37), ' dashboard'])('refuses the name "%s"', async (name) => {
    const desk = await testDesk([provider]);
    (await expectRefused(desk, request({ name }))).toMatchObject({ field: 'dependency-name' });
  });

  it.each(['missing', 'ORDERS', ''])('refuses the API "%s", which the provider does not provide', async (apiName) => {
    const desk = await testDesk([provider, anApplication(2)]);
    (await expectRefused(desk, request({ apiName }))).toEqual({ code: 'api-unknown', name: apiName });
    (await expectRefused(desk, request({ apiName, consumer: asExisting(2) }))).toMatchObject({ code: 'api-unknown' });
  });

  it('refuses a provider that is not there', async () => {
    const desk = await testDesk([]);
    (await expectRefused(desk, request())).toEqual({ code: 'application-unknown', id: provider.id });
  });

  it('says that nothing changed when the keychain is locked, and leaves it so', async () => {
    const desk = await testDesk([provider]);
    desk.keychain.failAt(1, 'keychain-locked');
    (await expectRefused(desk, request())).toEqual({ code: 'keychain-locked', changed: 'nothing' });
  });

  it('says that the next start will tidy when the keychain stays locked', async () => {
    const desk = await testDesk([provider]);
    desk.keychain.be('locked');
    const failure = refusal(await createDependency(desk, request()));
    expect(failure).toEqual({ code: 'keychain-locked', changed: 'tidied-at-next-start' });
    expect((await worldOf(desk)).intents).toHaveLength(1);
  });
});
