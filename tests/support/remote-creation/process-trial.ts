import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ApplicationId } from '../../../src/core/domain/identifiers.ts';
import type { DependencyRequest } from '../../../src/core/use-cases/create-dependency.ts';
import {
  AUTHENTICATION,
  type ApplicationListShape,
  type SecretListShape,
} from '../../../src/core/domain/directory-api/wire.ts';
import { openCreationJournal } from '../../../src/main/creations/creation-journal.ts';
import { createNoticeBoard } from '../../../src/main/directory/local/notices.ts';
import { runningApi, withAdministrator } from '../running-api.ts';
import { openFileKeychain } from '../crash/file-keychain.ts';
import { worked } from '../outcome.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { SpawnHelper } from '../../../src/main/helper/helper-process.ts';
import type { CreationErrand, CreationReport } from './driver.ts';
import type { Ending } from './trial.ts';

const NAME = 'wanted';

/** The local tenant with a provider and a consumer, asked by driver processes as a tenant elsewhere. */
export async function tenantForProcesses(spawnServer: SpawnHelper) {
  const api = await withAdministrator(await runningApi({ spawn: spawnServer }));
  const made = async (name: string) => {
    const { headers } = await api.asked('POST', '/', { name, branding: { displayName: name } });
    return String(headers['location']).split('/').at(-1) as ApplicationId;
  };
  const [provider, consumer] = [await made('provider'), await made('consumer')];
  await api.asked(
    'PATCH',
    `/${provider}`,
    replaced('providedApis', [{ name: 'orders', description: '', type: 'public' }]),
  );
  await withoutGrant({ asked: api.asked, consumer });
  return { ...api, provider, consumer };
}

export type TenantForProcesses = Awaited<ReturnType<typeof tenantForProcesses>>;

const withoutGrant = ({ asked, consumer }: Pick<TenantForProcesses, 'asked' | 'consumer'>) =>
  asked('PATCH', `/${consumer}`, replaced('openIdConnectConfiguration/restrictedGrantTypes', ['authorizationCode']));

const replaced = (member: string, value: unknown) => ({
  operations: [{ op: 'replace', path: `/${AUTHENTICATION}/${member}`, value }],
});

export function newApplication({ provider }: TenantForProcesses): DependencyRequest {
  const secret = { description: '', validity: 'never', scopes: ['oAuth'] } as const;
  const consumer = { kind: 'new', displayName: NAME, description: '', secret } as const;
  return { providerId: provider, name: 'one', apiName: 'orders', consumer };
}

export const existingApplication = ({ provider, consumer }: TenantForProcesses): DependencyRequest => ({
  ...{ providerId: provider, name: 'one', apiName: 'orders' },
  consumer: { kind: 'existing', applicationId: consumer, allowClientCredentials: true },
});

/** Undefined: it was killed. */
async function runDriver(driver: string, errand: CreationErrand): Promise<CreationReport | undefined> {
  const child = spawn(process.execPath, [driver, JSON.stringify(errand)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (signal === 'SIGKILL') return undefined;
  if (code !== 0) throw new Error(`The driver failed (${String(code)}): ${errors}`);
  return JSON.parse(output) as CreationReport;
}

export interface ProcessTrial {
  readonly driver: string;
  readonly tenant: TenantForProcesses;
  readonly request: DependencyRequest;
  readonly ending: Ending;
}

type Stop = CreationErrand['stop'];

const recordsIn = async (folder: string) =>
  worked(await openCreationJournal(join(folder, 'tenant'), createNoticeBoard()).all());

/** Kills the creation, kills what continues or undoes it, does that again, and says what is wrong with what stands. */
export async function judgeProcess(trial: ProcessTrial, stop: Stop, again: Stop): Promise<readonly string[]> {
  const { driver, tenant, request, ending } = trial;
  const base = {
    folder: temporaryFolder(),
    origin: tenant.origin(),
    authorization: tenant.authorization.Authorization,
  };
  const errand = { ...base, id: randomUUID(), request };
  const verb = ending === 'continue' ? 'resume' : 'undo';
  if (await runDriver(driver, { ...errand, verb: 'create', ahead: 0, stop })) return ['not killed'];
  const isLeft = (await recordsIn(base.folder)).length > 0;
  if (isLeft && again) await runDriver(driver, { ...errand, verb, ahead: 1, stop: again });
  const [record] = await recordsIn(base.folder);
  // What is half undone is only undone.
  const ended =
    record && (await runDriver(driver, { ...errand, verb: record.undoing ? 'undo' : verb, ahead: 2, stop: null }));
  // Without a record it stopped before it began, or after it had come to its end.
  const wanted = isLeft ? (ending === 'continue' && !record?.undoing ? 'all' : 'nothing') : 'either';
  const wrong = await standingWrong(trial, base.folder, wanted);
  await clear(tenant, request);
  return ended?.failure ? [`it did not end: ${ended.failure}`, ...wrong] : wrong;
}

/** How many points the whole of it has. */
export async function pointsOf(trial: ProcessTrial): Promise<number> {
  const { driver, tenant, request } = trial;
  const base = {
    folder: temporaryFolder(),
    origin: tenant.origin(),
    authorization: tenant.authorization.Authorization,
  };
  const report = await runDriver(driver, { ...base, id: randomUUID(), request, verb: 'create', ahead: 0, stop: null });
  const wrong = await standingWrong(trial, base.folder, 'all');
  await clear(tenant, request);
  if (!report || report.failure !== null || wrong.length > 0)
    throw new Error(`${report?.failure ?? ''} ${wrong.join()}`);
  return report.points;
}

async function standingWrong(
  { tenant, request }: ProcessTrial,
  folder: string,
  wanted: 'all' | 'nothing' | 'either',
): Promise<readonly string[]> {
  const wrong: string[] = [];
  if ((await recordsIn(folder)).length > 0) wrong.push('a record is left');
  const consumers = await consumersOf(tenant, request);
  const [consumer] = consumers;
  const dependencies = consumers
    .flatMap((each) => each[AUTHENTICATION]?.consumedApis ?? [])
    .filter(({ name }) => name === 'one');
  const isNew = request.consumer.kind === 'new';
  if (consumers.length > 1 || (isNew && consumers.length > (wanted === 'nothing' ? 0 : dependencies.length)))
    wrong.push('an application is left');
  const isRight = wanted === 'either' ? dependencies.length <= 1 : dependencies.length === (wanted === 'all' ? 1 : 0);
  if (!isRight) wrong.push(`${dependencies.length} dependencies, wanted: ${wanted}`);
  const isAllowed =
    consumer?.[AUTHENTICATION]?.openIdConnectConfiguration?.restrictedGrantTypes?.includes('clientCredentials');
  if (!isNew && isAllowed !== (dependencies.length === 1)) wrong.push('the grant is not as the dependency');
  const accounts = [...openFileKeychain(join(folder, 'keychain')).accounts()];
  if (!isNew || !consumer) return [...wrong, ...(accounts.length > 0 ? ['a value is left'] : [])];
  const { body } = await tenant.asked('GET', `/${consumer.id}/apiSecrets`);
  const { secrets } = body as unknown as SecretListShape;
  const [[account, value] = ['', '']] = accounts;
  if (accounts.length !== 1 || secrets.length !== 1 || secrets[0]?.id !== account)
    wrong.push('not one secret with its value');
  if (!(await opens(tenant, consumer[AUTHENTICATION]?.clientId ?? '', value))) wrong.push('no token for the secret');
  return wrong;
}

async function opens({ ask }: TenantForProcesses, clientId: string, secret: string): Promise<boolean> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
  const resource = 'urn:sap:identity:application:provider:name:one';
  const { status } = await ask(
    'POST',
    '/oauth2/token',
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    new URLSearchParams({ ...form, resource }).toString(),
  );
  return status === 200;
}

async function consumersOf({ asked, consumer }: TenantForProcesses, request: DependencyRequest) {
  const { body } = await asked('GET', '/?cursor=');
  const { applications } = body as unknown as ApplicationListShape;
  return applications.filter((each) => (request.consumer.kind === 'new' ? each.name === NAME : each.id === consumer));
}

/** As it was before the trial. */
async function clear(tenant: TenantForProcesses, request: DependencyRequest): Promise<void> {
  if (request.consumer.kind === 'existing') {
    await tenant.asked('PATCH', `/${tenant.consumer}`, replaced('consumedApis', []));
    await withoutGrant(tenant);
    return;
  }
  for (const each of await consumersOf(tenant, request)) await tenant.asked('DELETE', `/${each.id}`);
}
