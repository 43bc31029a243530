import type { ApplicationId } from '../../src/core/domain/identifiers.ts';
import type { Result } from '../../src/core/domain/result.ts';
import { createApplication } from '../../src/core/use-cases/create-application.ts';
import { createDependency } from '../../src/core/use-cases/create-dependency.ts';
import { createSecret } from '../../src/core/use-cases/create-secret.ts';
import type { Desk } from '../../src/core/use-cases/desk.ts';
import { loadExample } from '../../src/core/use-cases/load-example.ts';
import { removeApplication } from '../../src/core/use-cases/remove-application.ts';
import { removeSecret } from '../../src/core/use-cases/remove-secret.ts';
import { anApplication, idOf } from './builders.ts';
import {
  naivelyCreateApplication,
  naivelyCreateSecret,
  naivelyRemoveApplication,
  naivelyRemoveSecret,
} from './naive-protocol.ts';
import { worked } from './outcome.ts';

/** Tries the verb once. */
export type Act = (desk: Desk) => Promise<Result<unknown>>;

/** One verb that creates or removes, and the world it needs. */
export interface Scenario {
  readonly name: string;
  /** Puts what is needed in place; answers with what is to be tried. */
  readonly prepare: (desk: Desk) => Promise<Act>;
}

const wish = { description: 'Second', validity: 'never', scopes: ['oAuth'] } as const;
const provider = anApplication(1, { providedApis: [{ name: 'orders', description: '' }] });

/** A provider and a consumer with as many secrets. */
async function prepared(desk: Desk, secrets: number): Promise<ApplicationId> {
  worked(await desk.directory.create(provider));
  const consumer = anApplication(2);
  worked(await desk.directory.create(consumer));
  for (let count = 0; count < secrets; count += 1) worked(await createSecret(desk, consumer.id, wish));
  return consumer.id;
}

async function firstSecretOf(desk: Desk, id: ApplicationId) {
  const [secret] = worked(await desk.directory.read(id)).secrets;
  if (!secret) throw new Error('The scenario needs a secret.');
  return secret.id;
}

const dependency = { providerId: provider.id, name: 'dashboard', apiName: 'orders' };
const consumer = { kind: 'new', displayName: 'Dashboard', description: '' } as const;

/** What makes or ends a secret. */
export const secretScenarios: readonly Scenario[] = [
  {
    name: 'create a dependency for a new application with a secret',
    prepare: async (desk) => {
      await prepared(desk, 0);
      return (on) => createDependency(on, { ...dependency, consumer: { ...consumer, secret: wish } });
    },
  },
  {
    name: 'create a secret',
    prepare: async (desk) => {
      const id = await prepared(desk, 1);
      return (on) => createSecret(on, id, wish);
    },
  },
  {
    name: 'remove a secret',
    prepare: async (desk) => {
      const id = await prepared(desk, 2);
      const secret = await firstSecretOf(desk, id);
      return (on) => removeSecret(on, id, secret);
    },
  },
  {
    name: 'remove an application with secrets',
    prepare: async (desk) => {
      const id = await prepared(desk, 3);
      return (on) => removeApplication(on, id, []);
    },
  },
];

/** What creates records without a secret. */
export const recordScenarios: readonly Scenario[] = [
  {
    name: 'create an application',
    prepare: () => Promise.resolve((on) => createApplication(on, { displayName: 'New', name: '', description: '' })),
  },
  {
    name: 'create a dependency for a new application without a secret',
    prepare: async (desk) => {
      await prepared(desk, 0);
      return (on) => createDependency(on, { ...dependency, consumer: { ...consumer, secret: null } });
    },
  },
  { name: 'load the example', prepare: () => Promise.resolve(loadExample) },
  {
    name: 'create a dependency for an existing application',
    prepare: async (desk) => {
      await prepared(desk, 1);
      return (on) =>
        createDependency(on, {
          ...dependency,
          consumer: { kind: 'existing', applicationId: idOf(2), allowClientCredentials: false },
        });
    },
  },
];

/** The control: the same verbs in the order that comes to mind first. */
export const naiveScenarios: readonly Scenario[] = [
  {
    name: 'naively create an application with a secret',
    prepare: () => Promise.resolve((on) => naivelyCreateApplication(on, 'Dashboard')),
  },
  {
    name: 'naively create a secret',
    prepare: async (desk) => {
      const id = await prepared(desk, 1);
      return (on) => naivelyCreateSecret(on, id);
    },
  },
  {
    name: 'naively remove a secret',
    prepare: async (desk) => {
      const id = await prepared(desk, 2);
      const secret = await firstSecretOf(desk, id);
      return (on) => naivelyRemoveSecret(on, id, secret);
    },
  },
  {
    name: 'naively remove an application with secrets',
    prepare: async (desk) => {
      const id = await prepared(desk, 3);
      return (on) => naivelyRemoveApplication(on, id);
    },
  },
];
