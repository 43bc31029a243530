import { labelOf, type Application } from '../../domain/application.ts';
import { addDependency, dependencyOn, parseDependencyName, type ApiDependency } from '../../domain/dependency.ts';
import { checkTarget, dependenciesOn, usersOfName } from '../../domain/dependents.ts';
import type { CreationStep } from '../../domain/creation.ts';
import {
  createRequest,
  newSecretRequest,
  patchRequest,
  type SecretTerms,
  type TenantRequest,
} from '../../domain/directory-api/tenant-request.ts';
import { changeFor } from '../../domain/directory-api/tenant-change.ts';
import type { PatchOperationShape } from '../../domain/directory-api/wire.ts';
import { applicationId, clientId } from '../../domain/identifiers.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { expiryOf, parseSecretDescription } from '../../domain/secret.ts';
import { allowingClientCredentials } from '../../domain/token/token-policy.ts';
import type { DependencyRequest, NewConsumer } from '../create-dependency.ts';
import { parseTexts } from '../new-application.ts';
import type { SecretWish } from '../with-new-secret.ts';
import type { CreationRecord, GivenConsumer, MadeConsumer } from './creation-record.ts';
import type { Change, CreationDesk } from './ports.ts';

/** What will be written, decided on what was read; nothing is sent yet. */
export interface CreationPlan {
  readonly request: DependencyRequest;
  readonly record: CreationRecord;
  /** Of the PATCH. */
  readonly operations: readonly PatchOperationShape[];
}

export interface PlannedRequest {
  readonly step: CreationStep;
  readonly request: TenantRequest;
}

/** Failures: as of createDependency, remote-unsupported, tenant-*. */
export async function planCreation(
  desk: CreationDesk,
  id: string,
  request: DependencyRequest,
): Promise<Result<CreationPlan>> {
  const name = parseDependencyName(request.name);
  if (!name.ok) return name;
  const provider = await desk.tenant.read(request.providerId);
  if (!provider.ok) return provider;
  const reachable = checkTarget(provider.value, request.apiName);
  if (!reachable.ok) return reachable;
  const dependency = dependencyOn(provider.value, name.value, request.apiName);
  if (dependency.apiName === undefined) return fail({ code: 'remote-unsupported', what: 'all-apis' });
  const planned = { desk, dependency, request };
  const consumer = await consumerFor(planned);
  if (!consumer.ok) return consumer;
  return ok({
    request,
    operations: consumer.value.operations,
    record: {
      ...{ id, at: desk.clock.now().toISOString(), dependency, provider: labelOf(provider.value) },
      ...{ consumer: consumer.value.consumer, applicationId: null, finished: [], begun: null, sentAt: null },
      ...{ secretsBefore: null, secret: null, forgetting: [], undoing: false, told: false },
    },
  });
}

interface Planning {
  readonly desk: CreationDesk;
  readonly dependency: ApiDependency;
  readonly request: DependencyRequest;
}

interface PlannedConsumer {
  readonly consumer: MadeConsumer | GivenConsumer;
  readonly operations: readonly PatchOperationShape[];
}

const consumerFor = (planning: Planning): Promise<Result<PlannedConsumer>> => {
  const { consumer } = planning.request;
  return consumer.kind === 'new' ? newConsumer(planning, consumer) : existingConsumer(planning, consumer);
};

async function newConsumer({ desk, dependency }: Planning, wished: NewConsumer): Promise<Result<PlannedConsumer>> {
  const texts = parseTexts({ ...wished, name: '' });
  if (!texts.ok) return texts;
  const terms = wished.secret ? termsOf(desk, wished.secret) : ok(null);
  if (!terms.ok) return terms;
  const dependents = await desk.tenant.dependentsOf(dependency.providerId);
  if (!dependents.ok) return dependents;
  const { name, providerId } = dependency;
  const [user] = usersOfName(dependenciesOn(dependents.value, providerId), name);
  if (user) return fail({ code: 'dependency-name-used-at-provider', name, consumer: user.consumer });
  const { displayName, description } = texts.value;
  const chosenId = applicationId(desk.ids.next());
  const consumer: MadeConsumer = {
    ...{ kind: 'new', chosenId, displayName, description },
    ...{ terms: terms.value, namedBefore: null },
  };
  const operations = firstOperations(applicationFor({ at: '' }, consumer), dependency);
  return operations.ok ? ok({ consumer, operations: operations.value }) : operations;
}

/** Of an application that consumes nothing yet, as it is when it was just made. */
function firstOperations(application: Application, dependency: ApiDependency): Result<readonly PatchOperationShape[]> {
  const wanted = withDependency(dependency, false)(application);
  if (!wanted.ok) return wanted;
  const change = changeFor({ application, raw: {} }, wanted.value);
  return change.ok ? ok(change.value.patch?.body.operations ?? []) : change;
}

/** Its end is decided here, so that it is what was shown, however late it is sent. */
function termsOf({ clock }: CreationDesk, { description, validity, scopes }: SecretWish): Result<SecretTerms> {
  const parsed = parseSecretDescription(description);
  if (!parsed.ok) return parsed;
  const validTo = expiryOf(validity, clock.now());
  return ok({ description: parsed.value, ...(validTo === undefined ? {} : { validTo }), scopes });
}

async function existingConsumer(
  { desk, dependency }: Planning,
  { applicationId: id, allowClientCredentials }: Extract<DependencyRequest['consumer'], { kind: 'existing' }>,
): Promise<Result<PlannedConsumer>> {
  if (id === dependency.providerId) return fail({ code: 'consumer-is-provider', id });
  const seen: { label: string; addsGrant: boolean } = { label: id, addsGrant: false };
  const operations = await desk.tenant.operationsFor(id, (current) => {
    seen.label = labelOf(current);
    seen.addsGrant = allowClientCredentials && allowingClientCredentials(current) !== undefined;
    return withDependency(dependency, seen.addsGrant)(current);
  });
  return operations.ok ? ok({ consumer: { kind: 'existing', id, ...seen }, operations: operations.value }) : operations;
}

export const withDependency =
  (dependency: ApiDependency, addsGrant: boolean): Change =>
  (current) => {
    const consumedApis = addDependency(current.consumedApis, dependency, labelOf(current));
    if (!consumedApis.ok) return consumedApis;
    return ok({ ...current, consumedApis: consumedApis.value, ...(addsGrant ? grantFor(current) : {}) });
  };

export function grantFor(current: Application): Partial<Application> {
  const tokenPolicy = allowingClientCredentials(current);
  return tokenPolicy ? { tokenPolicy } : {};
}

/** The application as it is sent; what only the tenant decides on is empty. */
export const applicationFor = ({ at }: Pick<CreationRecord, 'at'>, consumer: MadeConsumer): Application => ({
  ...{ id: consumer.chosenId, clientId: clientId(''), kind: 'charged', created: at, lastModified: at },
  ...{ name: consumer.displayName, displayName: consumer.displayName, description: consumer.description },
  ...{ providedApis: [], allowsAllApisForPrincipalPropagation: false, consumedApis: [], secrets: [] },
});

/** Exactly what will be sent, in its order. The keychain gets nothing that goes over a wire. */
export function requestsOf({ record, operations }: CreationPlan): readonly PlannedRequest[] {
  const { consumer } = record;
  if (consumer.kind === 'existing') return [{ step: 'dependency', request: patchRequest(consumer.id, operations) }];
  const id = consumer.chosenId;
  return [
    { step: 'application', request: createRequest(applicationFor(record, consumer)) },
    { step: 'dependency', request: patchRequest(id, operations) },
    ...(consumer.terms ? [{ step: 'secret' as const, request: newSecretRequest(id, consumer.terms) }] : []),
  ];
}
