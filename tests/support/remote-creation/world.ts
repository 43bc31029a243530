import { randomUUID } from 'node:crypto';
import { textIn } from '../../../src/core/domain/directory-api/any-case.ts';
import { AUTHENTICATION, type Json, type JsonObject } from '../../../src/core/domain/directory-api/wire.ts';
import type { DependencyRequest } from '../../../src/core/use-cases/create-dependency.ts';
import { idOf } from '../builders.ts';
import { fixedClock, type FixedClock } from '../fixed-clock.ts';
import { createInMemoryVault, type InMemoryVault } from '../in-memory-vault.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { tenantTwin, type TenantTwin } from '../tenant-twin.ts';

export const PROVIDER = idOf(2);
export const CONSUMER = idOf(3);
/** That of the new application, and of one that was there before. */
export const NAME = 'wanted';

/** All that outlives a process: the tenant, the keychain and the folder. */
export interface CreationWorld {
  readonly twin: TenantTwin;
  readonly keychain: InMemoryVault;
  readonly folder: string;
  /** As a test sees it and nobody else: values of the secrets that the tenant has made. */
  readonly issued: Map<string, string>;
  /** Id of the request. */
  readonly id: string;
  /** Between two processes an hour passes, in which everything arrives that was under way. */
  readonly clock: FixedClock;
  readonly underWay: (() => void)[];
}

const ORDERS = { name: 'orders', description: '', type: 'public' };

/** A provider, a consumer that has a dependency and may not use client credentials, and a stranger of the name. */
export function creationWorld(choosesIds = false, folder = temporaryFolder()): CreationWorld {
  const twin = tenantTwin({ choosesIds });
  const entry = { meta: { type: 'charged' }, branding: {} };
  twin.add({ ...entry, id: PROVIDER, name: 'provider', [AUTHENTICATION]: { clientId: 'c', providedApis: [ORDERS] } });
  twin.add({
    ...{ ...entry, id: CONSUMER, name: 'consumer' },
    [AUTHENTICATION]: {
      ...{ clientId: 'd', openIdConnectConfiguration: { restrictedGrantTypes: ['password', 'unheardOf'] } },
      consumedApis: [{ name: 'other', apiName: 'orders', appId: PROVIDER, clientId: 'c', unknown: ['kept', null] }],
    },
  });
  twin.add({ ...entry, id: idOf(4), name: NAME, [AUTHENTICATION]: { clientId: 'e' } });
  return {
    twin,
    keychain: createInMemoryVault(),
    folder,
    issued: new Map(),
    id: randomUUID(),
    clock: fixedClock(),
    underWay: [],
  };
}

export interface Wish {
  readonly name: string;
  readonly choosesIds?: boolean;
  readonly consumer: DependencyRequest['consumer'];
}

const secret = { description: 'made here', validity: 'one-year', scopes: ['oAuth'] } as const;
const made = { kind: 'new', displayName: NAME, description: '' } as const;
const given = { kind: 'existing', applicationId: CONSUMER } as const;

/** What is created: each kind of it. */
export const WISHES: readonly Wish[] = [
  { name: 'a new application with a secret', consumer: { ...made, secret } },
  {
    name: 'a new application with a secret, in a tenant that chooses ids',
    choosesIds: true,
    consumer: { ...made, secret },
  },
  { name: 'a new application without a secret', consumer: { ...made, secret: null } },
  { name: 'an existing application', consumer: { ...given, allowClientCredentials: false } },
  { name: 'an existing application that gets a grant', consumer: { ...given, allowClientCredentials: true } },
];

export const requestFor = ({ consumer }: Wish): DependencyRequest => ({
  ...{ providerId: PROVIDER, name: 'one', apiName: 'orders', consumer },
});

const applicationsNamed = ({ twin }: CreationWorld) =>
  [...twin.applications.values()].filter((each) => each['name'] === NAME && each['id'] !== idOf(4));

const dependenciesIn = (application: JsonObject | undefined): readonly Json[] =>
  ((application?.[AUTHENTICATION] as JsonObject | undefined)?.['consumedApis'] as readonly Json[] | undefined) ?? [];

const grantsIn = (application: JsonObject | undefined): readonly Json[] => {
  const authentication = application?.[AUTHENTICATION] as JsonObject | undefined;
  const configuration = authentication?.['openIdConnectConfiguration'] as JsonObject | undefined;
  return (configuration?.['restrictedGrantTypes'] as readonly Json[] | undefined) ?? [];
};

/** Ids of what the tenant has. */
export function secretsOf({ twin }: CreationWorld, id: string): readonly string[] {
  const { body } = twin.answer({ method: 'GET', url: `/Applications/v1/${id}/apiSecrets`, body: '' });
  return ((body as { secrets?: readonly { id: string }[] }).secrets ?? []).map((each) => each.id);
}

/** What stands, in words that can be compared. */
export function standing(world: CreationWorld) {
  const made = applicationsNamed(world);
  const secrets = made.flatMap((each) => secretsOf(world, textIn(each, 'id') ?? ''));
  const consumer = world.twin.applications.get(CONSUMER);
  const accounts = [...world.keychain.values.keychain];
  return {
    applications: made.length,
    dependencies: [...made, consumer].flatMap(dependenciesIn).filter((each) => (each as JsonObject)['name'] === 'one')
      .length,
    others: dependenciesIn(consumer).filter((each) => (each as JsonObject)['name'] === 'other'),
    grants: grantsIn(consumer).toSorted(),
    secrets: secrets.length,
    /** Secrets of the application whose value, as the tenant told it, is in the keychain. */
    open: accounts.filter(([id, value]) => secrets.includes(id) && world.issued.get(id) === value).length,
    accounts: accounts.length,
  };
}

export type Standing = ReturnType<typeof standing>;
