import type { Application } from '../../../src/core/domain/application.ts';
import type { ApplicationId } from '../../../src/core/domain/identifiers.ts';
import type { Result } from '../../../src/core/domain/result.ts';
import type { Secret } from '../../../src/core/domain/secret.ts';
import { createApplication } from '../../../src/core/use-cases/create-application.ts';
import { createDependency } from '../../../src/core/use-cases/create-dependency.ts';
import { createSecret } from '../../../src/core/use-cases/create-secret.ts';
import type { Desk } from '../../../src/core/use-cases/desk.ts';
import { provideApi } from '../../../src/core/use-cases/provide-api.ts';
import { removeApplication } from '../../../src/core/use-cases/remove-application.ts';
import { removeSecret } from '../../../src/core/use-cases/remove-secret.ts';
import {
  naivelyCreateApplication,
  naivelyCreateSecret,
  naivelyRemoveApplication,
  naivelyRemoveSecret,
} from '../naive-protocol.ts';
import { worked } from '../outcome.ts';
import type { Chance } from './chance.ts';
import { say, type Done, type Trying } from './said.ts';

/** The four verbs that make or end secrets, and what they answer. */
export interface Verbs {
  readonly createApplication: (desk: Desk, name: string) => Promise<Result<CreatedApplication>>;
  readonly createSecret: (desk: Desk, application: Application) => Promise<Result<Secret>>;
  readonly removeSecret: (desk: Desk, application: Application, secret: Secret) => Promise<Result<unknown>>;
  readonly removeApplication: (desk: Desk, application: Application) => Promise<Result<unknown>>;
}

interface CreatedApplication {
  readonly applicationId: ApplicationId;
  readonly secret: Secret;
}

const wish = { description: 'Random work', validity: 'one-year', scopes: ['oAuth'] } as const;
const API = { name: 'orders', description: '' };

/** The provider of all dependencies; never removed. */
const PROVIDER_NAME = 'Provider of the crash tests';

/** Puts the provider in place if it is not there yet. */
export async function ensureProvider(desk: Desk): Promise<void> {
  const all = worked(await desk.directory.list());
  if (all.some(({ displayName }) => displayName === PROVIDER_NAME)) return;
  const provider = worked(await createApplication(desk, { displayName: PROVIDER_NAME, name: '', description: '' }));
  worked(await provideApi(desk, provider.id, API));
}

async function providerOf(desk: Desk): Promise<ApplicationId> {
  const known = worked(await desk.directory.list()).find(({ displayName }) => displayName === PROVIDER_NAME);
  if (!known) throw new Error('The crash tests need their provider.');
  return known.id;
}

export const ourVerbs: Verbs = {
  createApplication: async (desk, name) => {
    const consumer = { kind: 'new', displayName: name, description: '', secret: wish } as const;
    const request = { providerId: await providerOf(desk), name, apiName: API.name, consumer };
    const created = await createDependency(desk, request);
    if (!created.ok) return created;
    const { consumer: application, secret } = created.value;
    if (!secret) throw new Error('A secret was wished for.');
    return { ok: true, value: { applicationId: application.id, secret } };
  },
  createSecret: (desk, application) => createSecret(desk, application.id, wish),
  removeSecret: (desk, application, secret) => removeSecret(desk, application.id, secret.id),
  removeApplication: (desk, application) => removeApplication(desk, application.id, []),
};

export const naiveVerbs: Verbs = {
  createApplication: naivelyCreateApplication,
  createSecret: (desk, application) => naivelyCreateSecret(desk, application.id),
  removeSecret: (desk, application, secret) => naivelyRemoveSecret(desk, application.id, secret.id),
  removeApplication: (desk, application) => naivelyRemoveApplication(desk, application.id),
};

/** More than these are not needed, and would make looking at all of them slow. */
const APPLICATIONS_MAXIMUM = 12;
const SECRETS_MAXIMUM = 6;

/** Creates and removes without end, and says each thing before it tries it and after it is acknowledged. */
export async function workAtRandom(desk: Desk, verbs: Verbs, chance: Chance): Promise<never> {
  for (;;) await once(desk, verbs, chance);
}

async function once(desk: Desk, verbs: Verbs, chance: Chance): Promise<void> {
  const consumers = worked(await desk.directory.list()).filter(({ displayName }) => displayName !== PROVIDER_NAME);
  const picked = chance.oneOf(consumers);
  const fate = chance.below(10);
  if (!picked || (fate < 4 && consumers.length < APPLICATIONS_MAXIMUM)) {
    const created = await tried({ verb: 'create-application' }, () =>
      verbs.createApplication(desk, `consumer-${desk.ids.next().slice(0, 8)}`),
    );
    if (created)
      acknowledged({ verb: 'create-application', ...factOf(created.value.applicationId, created.value.secret) });
    return;
  }
  const application = worked(await desk.directory.read(picked.id));
  const applicationId = application.id;
  const secret = chance.oneOf(application.secrets);
  if (fate < 7 && application.secrets.length < SECRETS_MAXIMUM) {
    const created = await tried({ verb: 'create-secret', applicationId }, () => verbs.createSecret(desk, application));
    if (created) acknowledged({ verb: 'create-secret', ...factOf(applicationId, created.value) });
  } else if (secret && fate < 9) {
    const removal = { verb: 'remove-secret', applicationId, secretId: secret.id } as const;
    if (await tried(removal, () => verbs.removeSecret(desk, application, secret))) acknowledged(removal);
  } else {
    const removal = { verb: 'remove-application', applicationId } as const;
    if (await tried(removal, () => verbs.removeApplication(desk, application))) acknowledged(removal);
  }
}

const factOf = (applicationId: ApplicationId, secret: Secret) => ({
  applicationId,
  secretId: secret.id,
  digest: secret.digest,
});

async function tried<T>(trying: Trying, run: () => Promise<Result<T>>) {
  say({ say: 'trying', trying });
  const result = await run();
  if (result.ok) return { value: result.value };
  say({ say: 'refused', failure: result.failure });
  return undefined;
}

const acknowledged = (done: Done): void => say({ say: 'done', done });
