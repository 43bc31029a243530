import { labelOf, type Application } from '../domain/application.ts';
import {
  addDependency,
  dependencyOn,
  parseDependencyName,
  type ApiTarget,
  type Dependency,
} from '../domain/dependency.ts';
import { checkTarget, usersOfName } from '../domain/dependents.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { done, fail, ok, type Result } from '../domain/result.ts';
import type { Secret } from '../domain/secret.ts';
import { allowingClientCredentials } from '../domain/token/token-policy.ts';
import { affectedBy } from './affected.ts';
import { createRecord } from './create-record.ts';
import { changeMembers, type Desk } from './desk.ts';
import { newApplication } from './new-application.ts';
import { withNewSecret, type SecretWish } from './with-new-secret.ts';

export interface NewConsumer {
  readonly kind: 'new';
  readonly displayName: string;
  readonly description: string;
  /** Null: no secret is generated. */
  readonly secret: SecretWish | null;
}

interface ExistingConsumer {
  readonly kind: 'existing';
  readonly applicationId: ApplicationId;
  /** Adds client credentials to the grants that it may use, should it lack them. */
  readonly allowClientCredentials: boolean;
}

export interface DependencyRequest {
  readonly providerId: ApplicationId;
  readonly name: string;
  /** Null: all APIs of a provider that allows it, for users only. */
  readonly apiName: ApiTarget;
  readonly consumer: NewConsumer | ExistingConsumer;
}

export interface CreatedDependency {
  readonly provider: Application;
  readonly consumer: Application;
  readonly dependency: Dependency;
  readonly secret?: Secret;
}

/**
 * SAP: "Generate Credentials to Access the APIs of an Application". For a new application everything is one record, written in
 * one step. Failures: those of the fields, api-unknown, all-apis-not-allowed, dependency-name-taken, dependency-name-used-at-provider,
 * dependency-limit-reached, consumer-is-provider, application-unknown, keychain-*, store-*.
 */
export async function createDependency(desk: Desk, request: DependencyRequest): Promise<Result<CreatedDependency>> {
  const name = parseDependencyName(request.name);
  if (!name.ok) return name;
  const provider = await desk.directory.read(request.providerId);
  if (!provider.ok) return provider;
  const reachable = checkTarget(provider.value, request.apiName);
  if (!reachable.ok) return reachable;
  const dependency = dependencyOn(provider.value, name.value, request.apiName);
  const { consumer } = request;
  return consumer.kind === 'new'
    ? createForNew(desk, { provider: provider.value, dependency }, consumer)
    : createForExisting(desk, { provider: provider.value, dependency }, consumer);
}

type Wanted = Pick<CreatedDependency, 'provider' | 'dependency'>;

async function createForNew(desk: Desk, wanted: Wanted, consumer: NewConsumer): Promise<Result<CreatedDependency>> {
  const { displayName, description, secret: wish } = consumer;
  const application = newApplication(desk, { displayName, description, name: '' });
  if (!application.ok) return application;
  const free = await checkNameFree(desk, wanted.dependency);
  if (!free.ok) return free;
  const draft: Application = { ...application.value, consumedApis: [wanted.dependency] };
  if (!wish) {
    const created = await createRecord(desk, draft);
    return created.ok ? ok({ ...wanted, consumer: created.value }) : created;
  }
  const request = { kind: 'create-application', applicationId: draft.id, wish } as const;
  return withNewSecret(desk, request, async (secret) => {
    const withSecret: Application = { ...draft, secrets: [secret] };
    const created = await desk.directory.create(withSecret);
    return created.ok ? ok({ ...wanted, consumer: created.value, secret }) : created;
  });
}

async function createForExisting(
  desk: Desk,
  wanted: Wanted,
  consumer: ExistingConsumer,
): Promise<Result<CreatedDependency>> {
  const id = consumer.applicationId;
  if (id === wanted.provider.id) return fail({ code: 'consumer-is-provider', id });
  const changed = await changeMembers(desk, id, (current) => {
    const consumedApis = addDependency(current.consumedApis, wanted.dependency, labelOf(current));
    if (!consumedApis.ok) return consumedApis;
    const tokenPolicy = consumer.allowClientCredentials ? allowingClientCredentials(current) : undefined;
    return ok({ consumedApis: consumedApis.value, ...(tokenPolicy ? { tokenPolicy } : {}) });
  });
  return changed.ok ? ok({ ...wanted, consumer: changed.value }) : changed;
}

/** A new application takes a name nobody uses at this provider; an existing one may share it (many expect a fixed name). */
async function checkNameFree(desk: Desk, dependency: Dependency): Promise<Result<void>> {
  const dependents = await affectedBy(desk, dependency.providerId);
  if (!dependents.ok) return dependents;
  const [user] = usersOfName(dependents.value, dependency.name);
  if (!user) return done;
  return fail({ code: 'dependency-name-used-at-provider', name: dependency.name, consumer: user.consumer });
}
