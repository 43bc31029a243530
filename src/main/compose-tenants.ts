import { LOCAL_TENANT } from '../core/domain/tenant.ts';
import type { TenantId } from '../core/domain/identifiers.ts';
import { ok, type Result } from '../core/domain/result.ts';
import { isUuid, tenantId } from '../core/domain/identifiers.ts';
import type { SecretVault } from '../core/use-cases/ports.ts';
import { remoteChecks } from './check/create-checks.ts';
import { createP12Reader } from './client-certificate/p12-reader.ts';
import type { NoticeBoard } from './directory/local/notices.ts';
import type { SettingsRecord } from './directory/local/settings-record.ts';
import { openRemoteDirectory } from './directory/remote/remote-directory.ts';
import { spawnUtilityProcess } from './helper/utility-process-helper.ts';
import type { Host } from './host.ts';
import type { AllHandlers, Counter, HandlersOf } from './ipc/counter.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createOnce } from './ipc/once.ts';
import { createTurn } from './ipc/turn.ts';
import { createConnectionProbe } from './tenants/connection-probe.ts';
import { Credentials } from './tenants/credentials.ts';
import { remotePlace } from './tenants/remote-place.ts';
import { connectionTo } from './tenants/tenant-connection.ts';
import { TenantsDesk } from './tenants/tenants-desk.ts';
import { TenantsRecord } from './tenants/tenants-record.ts';
import { clock, ids } from './time-and-chance.ts';

interface Parts {
  readonly host: Host;
  readonly notices: NoticeBoard;
  readonly settings: SettingsRecord;
  readonly vault: SecretVault;
}

export interface ComposedTenants {
  readonly desk: TenantsDesk;
  /** With what the local tenant's handlers have, for all that is not of one tenant. */
  handlersWith(local: Counter): HandlersOf;
}

/** The remote tenants: each is opened when a call first names it. */
export function composeTenants({ host, notices, settings, vault }: Parts): ComposedTenants {
  const record = new TenantsRecord(host.userDataFolder, notices);
  const credentials = new Credentials(host.userDataFolder, vault);
  const connect = { credentials, clock };
  const opened = new Map<TenantId, AllHandlers>();
  const desk = new TenantsDesk({
    ...{ record, credentials, ids, asking: host.asking },
    p12: createP12Reader({ spawn: spawnUtilityProcess(host.p12Helper, 'Trust Desk certificate'), clock }),
    current: currentIn(settings),
    probe: (tenant) => createConnectionProbe({ tenant, parts: connectionTo(tenant, connect), clock }),
    ended: (id) => Promise.resolve(void opened.delete(id)),
    announce: (view) => host.announce.tenants.changed(view),
  });

  function open(id: TenantId, local: Counter): Result<AllHandlers> {
    const tenant = record.find(id);
    if (!tenant.ok) return tenant;
    const parts = connectionTo(tenant.value, connect);
    const directory = openRemoteDirectory(parts);
    if (!directory.ok) return directory;
    return ok(
      createHandlers({
        ...local,
        ...{ desk: { ...local.desk, directory: directory.value }, place: remotePlace(tenant.value, directory.value) },
        checks: remoteChecks(local.checks, { origin: parts.origin, authorities: parts.authorities ?? [] }),
        ...{ announce: host.announceOf(id), turn: createTurn(), once: createOnce() },
      }),
    );
  }

  return {
    desk,
    handlersWith: (local) => {
      opened.set(LOCAL_TENANT, createHandlers(local));
      return (id) => {
        const known = opened.get(id);
        if (known) return Promise.resolve(ok(known));
        const made = open(id, local);
        if (made.ok) opened.set(id, made.value);
        return Promise.resolve(made);
      };
    },
  };
}

const CURRENT = 'tenant';

/** What is stored is judged again on reading: the file is a person's to edit. */
const currentIn = (settings: SettingsRecord) => ({
  read: (): TenantId => {
    const stored = settings.get(CURRENT);
    return typeof stored === 'string' && isUuid(stored) ? tenantId(stored) : LOCAL_TENANT;
  },
  remember: (id: TenantId) => void settings.set(CURRENT, id),
});
