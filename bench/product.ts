/**
 * The product's own modules as the benchmarks use them; bundled for plain Node by `product.mjs`. `electron` is a stub there, and
 * the keychain is left out where a row says so.
 */
import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Application } from '../src/core/domain/application.ts';
import { resourceOf } from '../src/core/domain/dependency.ts';
import { applicationId, clientId, secretId, tenantId, type ApplicationId } from '../src/core/domain/identifiers.ts';
import { ok } from '../src/core/domain/result.ts';
import { createDependency } from '../src/core/use-cases/create-dependency.ts';
import { openIntentJournal } from '../src/main/directory/local/intent-journal.ts';
import { openLocalDirectory, type LocalDirectory } from '../src/main/directory/local/local-directory.ts';
import { createNoticeBoard } from '../src/main/directory/local/notices.ts';
import { openProfile } from '../src/main/directory/local/profile-record.ts';
import { HELPER_HEAP } from '../src/main/helper/helper-heap.ts';
import { seal } from '../src/main/records/sealed.ts';
import { certificateFacts } from '../src/main/outgoing/certificate-facts.ts';
import { newSigningKey } from '../src/main/tenant/key-pair.ts';
import { makeCertificate } from '../src/main/tenant/make-certificate.ts';
import { Credentials } from '../src/main/tenants/credentials.ts';
import { TenantsRecord } from '../src/main/tenants/tenants-record.ts';
import { clock, ids, secretMaker } from '../src/main/time-and-chance.ts';
import { forkedHelpers } from '../tests/support/forked-helper.ts';
import { createInMemoryVault } from '../tests/support/in-memory-vault.ts';
import { openVault } from '../tests/support/open-vault.ts';
import { worked } from '../tests/support/outcome.ts';

const CREATED = '2026-02-01T08:00:00.000Z';
const WORDS = [
  'Orders',
  'Billing',
  'Payroll',
  'Warehouse',
  'Catalog',
  'Shipping',
  'Pricing',
  'Returns',
  'Quotes',
  'Risk',
];

/** Every tenth application provides an API, and the nine after it depend on it, each with a secret: about 1 KB a record. */
export function seed(folder: string, count: number): void {
  const profile = worked(openProfile(folder, randomUUID, createNoticeBoard()));
  const records = join(folder, 'applications');
  mkdirSync(records, { recursive: true, mode: 0o700 });
  let provider: Application | undefined;
  for (let number = 0; number < count; number += 1) {
    const application = anApplication(number, number % 10 === 0 ? undefined : provider);
    if (number % 10 === 0) provider = application;
    const sealed = seal({ profileId: profile.profileId, application }, 1);
    // The generation that a first write takes; not synced, as nothing but this run depends on it.
    writeFileSync(join(records, `${application.id}.b.json`), sealed, { mode: 0o600 });
  }
  open(folder).close();
}

function anApplication(number: number, provider: Application | undefined): Application {
  const word = WORDS[number % WORDS.length] ?? '';
  return {
    id: applicationId(randomUUID()),
    clientId: clientId(randomUUID()),
    name: `${word.toLowerCase()}-${number}`,
    displayName: `${word} service ${String(number).padStart(6, '0')}`,
    description: `Keeps the ${word.toLowerCase()} of region ${number % 97}.`,
    kind: 'charged',
    created: CREATED,
    lastModified: CREATED,
    providedApis: provider ? [] : [{ name: 'read', description: 'Read access' }],
    allowsAllApisForPrincipalPropagation: false,
    consumedApis: provider
      ? [
          {
            name: `${word.toLowerCase()}-client-${number}`,
            apiName: 'read',
            providerId: provider.id,
            providerClientId: provider.clientId,
          },
        ]
      : [],
    secrets: provider
      ? [
          {
            ...{ id: secretId(randomUUID()), hint: 'abcd', description: '', scopes: ['oAuth'], created: CREATED },
            ...{ keptIn: 'keychain', digest: '0'.repeat(64) },
          },
        ]
      : [],
  };
}

/** The directory as a start opens it; whoever does not close it leaves the next start in doubt. */
export function open(folder: string): LocalDirectory {
  const notices = createNoticeBoard();
  const { profileId } = worked(openProfile(folder, randomUUID, notices));
  return worked(openLocalDirectory({ folder, profileId, notices }));
}

/** What the list needs is there: how many applications it has. */
export async function listed(folder: string): Promise<number> {
  return worked(await open(folder).list()).length;
}

/** One durable change of one application. */
export async function change(directory: LocalDirectory, id: ApplicationId, description: string): Promise<void> {
  worked(await directory.change(id, (current) => ok({ ...current, description })));
}

/** A new consumer with a secret, as the wizard makes it; the vault is memory, but every other step is durable. */
export function creator(folder: string, directory: LocalDirectory): (provider: ApplicationId) => Promise<void> {
  const desk = {
    directory,
    vault: createInMemoryVault().vault,
    journal: openIntentJournal(folder, createNoticeBoard()),
    ...{ clock, ids, secretMaker },
  };
  return async (providerId) => {
    const name = `created-${randomUUID().slice(0, 13)}`;
    const secret = { description: '', validity: 'never', scopes: ['oAuth'] } as const;
    const consumer = { kind: 'new', displayName: name, description: '', secret } as const;
    worked(await createDependency(desk, { providerId, name, apiName: 'read', consumer }));
  };
}

/** Ids of those that provide an API. */
export async function providers(directory: LocalDirectory): Promise<readonly ApplicationId[]> {
  const all = worked(await directory.list());
  return all.filter(({ providedApis }) => providedApis.length > 0).map(({ id }) => id);
}

/** Bytes of the largest record: what an append of the same content has to write. */
export function recordBytes(folder: string): number {
  const records = join(folder, 'applications');
  const some = readdirSync(records).slice(0, 50);
  return Math.max(...some.map((name) => statSync(join(records, name)).size));
}

/** The vault over a real helper process; `helper`: path of the built keychain-helper. */
export function keychainVault(helper: string) {
  const open = openVault(forkedHelpers(helper, process.env).spawn);
  return {
    set: async (id: string, value: string) => {
      worked(await open.vault.keep(secretId(id), value));
    },
    get: async (id: string) => worked(await open.vault.read(secretId(id))),
    forget: async (id: string) => {
      worked(await open.vault.forget(secretId(id)));
    },
    close: () => open.close(),
  };
}

/** A tenant with one consumer that may call one API, what it asks the token endpoint with, and what its server's V8 is told. */
export async function tokenTenant() {
  const [signing, tls] = await Promise.all([newSigningKey(new Date()), makeCertificate(new Date())]);
  const provider = anApplication(0, undefined);
  const consumer = anApplication(1, provider);
  const secret = secretMaker.make();
  const secrets = consumer.secrets.map((facts) => ({ ...facts, digest: secret.digest }));
  const keys = { current: signing, retired: [] };
  return {
    heap: HELPER_HEAP,
    tenant: { applications: [provider, { ...consumer, secrets }], users: [], locks: [], revoked: [], keys, tls },
    form: {
      ...{ grant_type: 'client_credentials', client_id: consumer.clientId, client_secret: secret.value },
      resource: resourceOf(consumer.consumedApis[0]?.name ?? ''),
    },
  };
}

export { openLargeTenant } from '../tests/e2e/support/large-tenant.ts';

/** The profile is connected to it and opens it at the next start; what undoes what the keychain got for it. */
export async function connectTo(
  folder: string,
  { address, certificateFile }: { readonly address: string; readonly certificateFile: string },
  helper: string,
): Promise<() => Promise<void>> {
  const { profileId } = worked(openProfile(folder, randomUUID, createNoticeBoard()));
  const open = openVault(forkedHelpers(helper, process.env).spawn, { service: `Trust Desk ${profileId}` });
  const [id, credential] = [tenantId(randomUUID()), secretId(randomUUID())];
  const pem = readFileSync(certificateFile, 'utf8');
  const tenant = {
    ...({ id, credential, name: 'Large', origin: address, colour: 'blue', production: false } as const),
    signIn: { kind: 'client-secret', clientId: 'c-1' } as const,
    authority: { pem, certificate: certificateFacts(new X509Certificate(pem)) },
    confirmed: ['private-address', 'custom-domain'] as const,
  };
  worked(await new Credentials(folder, open.vault).keep(credential, { kind: 'text', value: 'enough-for-a-benchmark' }));
  worked(new TenantsRecord(folder, createNoticeBoard()).change((body) => ok({ ...body, tenants: [tenant] })));
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ localTenantEnabled: false, tenant: id }), {
    mode: 0o600,
  });
  return async () => {
    worked(await open.vault.forget(credential));
    await open.close();
  };
}
