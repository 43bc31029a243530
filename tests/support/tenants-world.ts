import { join } from 'node:path';
import { tenantId, secretId, type TenantId } from '../../src/core/domain/identifiers.ts';
import { ok, type Result } from '../../src/core/domain/result.ts';
import type { AskedSecret, Asking } from '../../src/core/use-cases/tenant-ports.ts';
import { LOCAL_TENANT } from '../../src/core/domain/tenant.ts';
import { composeTenants, type ComposedTenants } from '../../src/main/compose-tenants.ts';
import { createNoticeBoard, type NoticeBoard } from '../../src/main/directory/local/notices.ts';
import { SettingsRecord } from '../../src/main/directory/local/settings-record.ts';
import type { Host } from '../../src/main/host.ts';
import type { Counter } from '../../src/main/ipc/counter.ts';
import { createOnce } from '../../src/main/ipc/once.ts';
import { serve, type IpcServer } from '../../src/main/ipc/serve.ts';
import { TenantsRecord, type KeptTenant } from '../../src/main/tenants/tenants-record.ts';
import { countedId } from './counted-ids.ts';
import { createInMemoryVault, type InMemoryVault } from './in-memory-vault.ts';
import { worked } from './outcome.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Nobody listens there. */
const NOWHERE = 'https://127.0.0.1:1';

export const aTenant = (number: number, changed: Partial<KeptTenant> = {}): KeptTenant => ({
  ...{ id: tenantId(countedId(number, 31)), credential: secretId(countedId(number, 32)), name: `Tenant ${number}` },
  ...{ origin: NOWHERE, colour: 'blue', production: false, confirmed: ['private-address'] },
  ...{ signIn: { kind: 'client-secret', clientId: 'c-1' }, ...changed },
});

interface World {
  readonly folder?: string;
  readonly keychain?: InMemoryVault;
  readonly throwAwayKeyring?: boolean;
}

export interface StartedTenants {
  readonly composed: ComposedTenants;
  readonly notices: NoticeBoard;
  /** For what a person was asked, in order. */
  readonly asked: readonly AskedSecret[];
  /** As the window calls: by group and name, for the tenant of its screens. */
  readonly call: (name: string, input?: unknown, of?: TenantId) => Promise<Result<unknown>>;
}

/** The tenants of the app on a folder of their own, without what only Electron has: as often started as a test wants. */
export function tenantsWorld(world: World = {}) {
  const { folder = temporaryFolder(), keychain = createInMemoryVault(), throwAwayKeyring = false } = world;
  const keep = (...tenants: KeptTenant[]) => {
    const record = new TenantsRecord(folder, createNoticeBoard());
    worked(record.change((body) => ok({ ...body, tenants: [...body.tenants, ...tenants] })));
  };
  return {
    folder,
    keychain,
    keep,
    folderOf: ({ id }: KeptTenant) => join(folder, 'tenants', id),
    start: () => start({ folder, keychain, throwAwayKeyring }),
  };
}

function start({ folder, keychain, throwAwayKeyring }: Required<World>): StartedTenants {
  const notices = createNoticeBoard();
  const silent = new Proxy({}, { get: () => new Proxy({}, { get: () => () => undefined }) });
  const asked: AskedSecret[] = [];
  const secret: Asking['secret'] = (what) => {
    asked.push(what);
    return Promise.resolve(ok('secret'));
  };
  const host = {
    ...{ throwAwayKeyring, userDataFolder: folder, p12Helper: '', announce: silent, announceOf: () => silent },
    ...{ asking: { secret, file: () => Promise.resolve(ok(undefined)) } },
    proxyOf: () => Promise.resolve('DIRECT'),
  } as unknown as Host;
  const settings = new SettingsRecord(folder, notices);
  const composed = composeTenants({ host, notices, settings, vault: keychain.vault });
  const local = {
    ...{ desk: {}, tenant: {}, checks: {}, tenants: composed.desk, once: createOnce() },
    ...{ notices: () => notices.all(), settings: { read: () => ({}) }, announce: silent },
  } as unknown as Counter;
  const handles = new Map<string, (event: unknown, ...args: unknown[]) => Promise<Result<unknown>>>();
  const ipc = { handle: handles.set.bind(handles), on: () => undefined, removeAllListeners: () => undefined };
  serve(
    {
      handlersOf: Promise.resolve(composed.handlersWith(local)),
      isTrusted: () => true,
      report: {
        stranger: () => undefined,
        fault: (_, fault) => {
          throw fault;
        },
      },
    },
    ipc as unknown as IpcServer,
  );
  const call: StartedTenants['call'] = (name, input, of = LOCAL_TENANT) => {
    const handle = handles.get(`trust-desk:${name}`);
    if (!handle) throw new Error(`no call ${name}`);
    return handle({}, input, of);
  };
  return { composed, notices, asked, call };
}
