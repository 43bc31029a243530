import { LOCAL_TENANT } from '../core/domain/tenant.ts';
import type { TenantId } from '../core/domain/identifiers.ts';
import { ok, type Result } from '../core/domain/result.ts';
import { isUuid, tenantId } from '../core/domain/identifiers.ts';
import type { SecretVault } from '../core/use-cases/ports.ts';
import { composeRemote, forgetRemote, type ComposedRemote } from './compose-remote.ts';
import { createP12Reader } from './client-certificate/p12-reader.ts';
import type { NoticeBoard } from './directory/local/notices.ts';
import type { SettingsRecord } from './directory/local/settings-record.ts';
import { spawnUtilityProcess } from './helper/utility-process-helper.ts';
import type { Host } from './host.ts';
import type { AllHandlers, Counter, HandlersOf } from './ipc/counter.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createConnectionProbe } from './tenants/connection-probe.ts';
import { Credentials } from './tenants/credentials.ts';
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
  /** The keychain can be read. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** The remote tenants: each is opened when a call first names it. */
export function composeTenants({ host, notices, settings, vault }: Parts): ComposedTenants {
  const record = new TenantsRecord(host.userDataFolder, notices);
  const credentials = new Credentials(host.userDataFolder, vault);
  const connect = { credentials, clock };
  const opened = new Map<TenantId, ComposedRemote>();
  const remote = { host, notices, vault };
  const desk = new TenantsDesk({
    ...{ record, credentials, ids, asking: host.asking },
    p12: createP12Reader({ spawn: spawnUtilityProcess(host.p12Helper, 'Trust Desk certificate'), clock }),
    current: currentIn(settings),
    probe: (tenant) => createConnectionProbe({ tenant, parts: connectionTo(tenant, connect), clock }),
    ended: async (id, how) => {
      const ended = opened.get(id);
      opened.delete(id);
      await ended?.close();
      if (how === 'removed') await forgetRemote(remote, id);
    },
    announce: (view) => host.announce.tenants.changed(view),
  });

  function open(id: TenantId, local: Counter): Result<AllHandlers> {
    const known = opened.get(id);
    if (known) return ok(known.handlers);
    const tenant = record.find(id);
    if (!tenant.ok) return tenant;
    const made = composeRemote(remote, { tenant: tenant.value, parts: connectionTo(tenant.value, connect) }, local);
    if (!made.ok) return made;
    opened.set(id, made.value);
    void made.value.tidy();
    return ok(made.value.handlers);
  }

  return {
    desk,
    handlersWith: (local) => {
      const own = createHandlers(local);
      return (id) => Promise.resolve(id === LOCAL_TENANT ? ok(own) : open(id, local));
    },
    tidy: async () => {
      await desk.tidy();
      for (const each of opened.values()) await each.tidy();
    },
    close: async () => {
      for (const each of opened.values()) await each.close();
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
