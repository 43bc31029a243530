import { LOCAL_TENANT } from '../core/domain/tenant.ts';
import type { TenantId } from '../core/domain/identifiers.ts';
import { ok, type Result } from '../core/domain/result.ts';
import { isUuid, tenantId } from '../core/domain/identifiers.ts';
import type { SecretVault } from '../core/use-cases/ports.ts';
import type { Asking } from '../core/use-cases/tenant-ports.ts';
import {
  composeRemote,
  forgetRemote,
  unfinishedIn,
  type ComposedRemote,
  type Connected,
  type RemoteParts,
} from './compose-remote.ts';
import { createP12Reader } from './client-certificate/p12-reader.ts';
import type { NoticeBoard } from './directory/local/notices.ts';
import type { SettingsRecord } from './directory/local/settings-record.ts';
import { spawnUtilityProcess } from './helper/utility-process-helper.ts';
import type { Host } from './host.ts';
import type { AllHandlers, Counter, HandlersOf } from './ipc/counter.ts';
import { createHandlers } from './ipc/handlers.ts';
import { peek } from './outgoing/peek.ts';
import { forgetTrusted } from './outgoing/trusting.ts';
import { createConnectionProbe } from './tenants/connection-probe.ts';
import { Credentials } from './tenants/credentials.ts';
import { createSignInMemory } from './tenants/sign-in-memory.ts';
import { connectionTo } from './tenants/tenant-connection.ts';
import { TenantsDesk } from './tenants/tenants-desk.ts';
import { TenantsRecord, type KeptTenant } from './tenants/tenants-record.ts';
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
  const signingIn = { credentials, clock, memory: createSignInMemory(), proxyOf: host.proxyOf };
  const connect = (tenant: KeptTenant) => connectionTo(tenant, signingIn);
  const connected = (id: TenantId): Result<Connected> => {
    const found = record.find(id);
    return found.ok ? ok({ tenant: found.value, parts: connect(found.value) }) : found;
  };
  const remote = { host, notices, vault };
  const opened = new OpenedTenants(remote, connected);
  const untilQuit = () => host.throwAwayKeyring || vault.keepsIn() === 'session';
  const secret: Asking['secret'] = (asked) => host.asking.secret({ ...asked, untilQuit: untilQuit() });
  const desk = new TenantsDesk({
    ...{ record, credentials, ids, asking: { ...host.asking, secret } },
    p12: createP12Reader({ spawn: spawnUtilityProcess(host.p12Helper, 'Trust Desk certificate'), clock }),
    current: currentIn(settings),
    peek: (asked) => peek({ ...asked, addresses: 'any', proxyOf: host.proxyOf }),
    probe: (tenant) => createConnectionProbe({ tenant, parts: connect(tenant) }),
    opens: (id) => opened.handlersOf(id),
    ended: (id) => opened.end(id).finally(forgetTrusted),
    unfinished: (id) => unfinishedIn(remote, id),
    forget: (id) => forgetRemote(remote, id),
    announce: (view) => host.announce.tenants.changed(view),
  });
  return {
    desk,
    handlersWith: (local) => {
      const own = createHandlers(local);
      opened.shares(local);
      return (id) => (id === LOCAL_TENANT ? Promise.resolve(ok(own)) : opened.handlersOf(id));
    },
    tidy: async () => {
      await desk.tidy();
      await opened.tidy();
    },
    close: () => opened.close(),
  };
}

class OpenedTenants {
  readonly #parts: RemoteParts;
  readonly #find: (id: TenantId) => Result<Connected>;
  readonly #opened = new Map<TenantId, ComposedRemote>();
  readonly #ending = new Map<TenantId, Promise<void>>();
  #local: Counter | undefined;

  constructor(parts: RemoteParts, find: (id: TenantId) => Result<Connected>) {
    this.#parts = parts;
    this.#find = find;
  }

  /** Before any is opened: what they have in common with the local tenant. */
  shares(local: Counter): void {
    this.#local = local;
  }

  /** Failures: tenant-unknown, tenant-address-insecure, store-*. */
  async handlersOf(id: TenantId): Promise<Result<AllHandlers>> {
    const known = this.#opened.get(id);
    if (known) return ok(known.handlers);
    const found = this.#find(id);
    if (!found.ok) return found;
    const ending = this.#ending.get(id);
    if (ending) {
      // Opened a second time meanwhile, it would tidy away what is just being kept.
      await ending;
      return this.handlersOf(id);
    }
    if (!this.#local) throw new Error('opened before it was put together');
    const made = composeRemote(this.#parts, found.value, this.#local);
    if (!made.ok) return made;
    this.#opened.set(id, made.value);
    void made.value.tidy();
    return ok(made.value.handlers);
  }

  /** What was opened of it counts no more; a call that names it next opens it anew. */
  async end(id: TenantId): Promise<void> {
    const ended = this.#opened.get(id);
    this.#opened.delete(id);
    if (ended)
      this.#ending.set(
        id,
        ended.close().finally(() => this.#ending.delete(id)),
      );
    await this.#ending.get(id);
  }

  async tidy(): Promise<void> {
    for (const each of this.#opened.values()) await each.tidy();
  }

  async close(): Promise<void> {
    for (const each of this.#opened.values()) await each.close();
  }
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
