import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Application } from '../../src/core/domain/application.ts';
import type { ApplicationId } from '../../src/core/domain/identifiers.ts';
import type { Desk } from '../../src/core/use-cases/desk.ts';
import type { Clock } from '../../src/core/use-cases/ports.ts';
import { createNoticeBoard } from '../../src/main/directory/local/notices.ts';
import { openIntentJournal } from '../../src/main/directory/local/intent-journal.ts';
import { openLocalDirectory } from '../../src/main/directory/local/local-directory.ts';
import { SettingsRecord } from '../../src/main/directory/local/settings-record.ts';
import { createTurn } from '../../src/main/ipc/turn.ts';
import { createLog } from '../../src/main/logging/log.ts';
import { clock as machineClock, ids, secretMaker } from '../../src/main/time-and-chance.ts';
import { createDirectoryCalls } from '../../src/main/tenant/directory-calls.ts';
import { openTenant } from '../../src/main/tenant/open-tenant.ts';
import type { AnswerCall } from '../../src/main/tenant/server-link.ts';
import type { SpawnHelper } from '../../src/main/helper/helper-process.ts';
import type { TenantServerView } from '../../src/shared/ipc/tenant-views.ts';
import { createInMemoryVault, type InMemoryVault } from './in-memory-vault.ts';
import { worked } from './outcome.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { basic, send, type Reply } from './token-request.ts';
import { freePorts } from './free-ports.ts';

interface Given {
  readonly spawn: SpawnHelper;
  readonly folder?: string;
  readonly keychain?: InMemoryVault;
  readonly applications?: readonly Application[];
  /** Main's, instead of the machine's. */
  readonly clock?: Clock;
  /** Instead of main's own. */
  readonly answerCall?: AnswerCall;
}

type Method = Parameters<typeof send>[0]['method'];
type Headers = Readonly<Record<string, string | string[]>>;

export const JSON_TYPE = { 'Content-Type': 'application/json' };

/** The local tenant as the app puts it together, with files on disk and the server in a process of its own; the keychain is played. */
export async function runningApi({ spawn, ...given }: Given) {
  const { folder = temporaryFolder(), keychain = createInMemoryVault(), clock = machineClock } = given;
  const [notices, lines, announced] = [createNoticeBoard(), [] as string[], [] as ApplicationId[]];
  let view: TenantServerView | undefined;
  const settings = new SettingsRecord(folder, notices);
  settings.set('localTenantPorts', settings.get('localTenantPorts') ?? (await freePorts()));
  const announce = {
    ...{ requests: { changed: () => undefined }, tenantServer: { changed: (told: TenantServerView) => (view = told) } },
    applications: {
      changed: ({ applicationIds }: { readonly applicationIds: readonly ApplicationId[] }) =>
        announced.push(...applicationIds),
    },
  };
  const log = createLog({ file: { append: (line) => lines.push(line) }, now: () => new Date(), reference: randomUUID });
  const stored = worked(openLocalDirectory({ folder, profileId: PROFILE, notices }));
  const answerCall: AnswerCall = (...asked) => (given.answerCall ?? calls)(...asked);
  const tenant = openTenant({
    ...{ folder, profileId: PROFILE, directory: stored, vault: keychain.vault, notices, settings, answerCall },
    ...{ clock, ids, secretMaker, spawn, log, vaultState: () => keychain.health.state() },
    announce: announce as never,
  });
  onTestFinished(() => tenant.close());
  const { directory } = tenant;
  const desk: Desk = {
    ...{ directory, vault: keychain.vault, journal: openIntentJournal(folder, notices), clock, ids, secretMaker },
  };
  const calls = createDirectoryCalls({ announce, log }, { desk: { ...desk, locks: tenant.desk }, turn: createTurn() });
  for (const application of given.applications ?? []) worked(await directory.create(application));
  await keychain.health.check();
  tenant.begin();
  await until(() => view?.state === 'running');

  const origin = () => tenant.desk.view().listeners.http.address;
  const ask = (method: Method, path: string, headers: Headers = {}, body?: string): Promise<Reply> =>
    send({ url: origin() + path, method, headers, ...(body === undefined ? {} : { body }) });
  return { tenant, desk, keychain, folder, lines, announced, ask, origin };
}

export type RunningApi = Awaited<ReturnType<typeof runningApi>>;

const PROFILE = '00000000-0000-4000-8000-000000000000';

/** Switched on, with a way to ask as its client. */
export async function withAdministrator(api: RunningApi) {
  worked(await api.tenant.desk.directoryApi.switchOn());
  const clientId = api.tenant.desk.view().directoryApi!.clientId;
  const secret = worked(await api.tenant.desk.directoryApi.secretValue());
  const authorization = { Authorization: basic(clientId, secret) };
  const asked = (method: Method, path: string, body?: unknown): Promise<Reply> =>
    api.ask(
      method,
      `/Applications/v1${path}`,
      { ...authorization, ...(body === undefined ? {} : JSON_TYPE) },
      body === undefined ? undefined : JSON.stringify(body),
    );
  const token = async (form: Readonly<Record<string, string>> = {}): Promise<string> => {
    const fields = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret, ...form };
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const { body } = await api.ask('POST', '/oauth2/token', headers, new URLSearchParams(fields).toString());
    return String(body['access_token']);
  };
  return { ...api, clientId, secret, authorization, asked, token };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((settle) => setTimeout(settle, 20));
}
