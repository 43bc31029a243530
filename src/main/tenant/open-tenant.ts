import type { ApplicationId } from '../../core/domain/identifiers.ts';
import { LIFETIME_MAXIMUM } from '../../core/domain/token/token-policy.ts';
import type { VaultState } from '../../core/domain/vault-state.ts';
import type { Clock, Directory, Ids, SecretMaker, SecretVault } from '../../core/use-cases/ports.ts';
import type { TrustDeskContract } from '../../shared/ipc/contract.ts';
import type { Announcer } from '../../shared/ipc/define.ts';
import type { NoticeBoard } from '../directory/local/notices.ts';
import type { SettingsRecord } from '../directory/local/settings-record.ts';
import type { Tenant } from '../ipc/tenant-counter.ts';
import type { Log } from '../logging/log.ts';
import type { SpawnHelper } from '../helper/helper-process.ts';
import { Administrator } from './administrator.ts';
import { ClientLocks } from './client-locks.ts';
import { newSigningKey } from './key-pair.ts';
import { LocalTenant } from './local-tenant.ts';
import type { LocalTenantParts } from './local-tenant-parts.ts';
import { observedDirectory } from './observed-directory.ts';
import { createRecentRequests, type RecentRequests } from './recent-requests.ts';
import { createTenantDesk } from './tenant-desk.ts';
import { openTenantKeys } from './tenant-keys.ts';
import { createTenantSettings } from './tenant-settings.ts';
import type { AnswerCall } from './server-link.ts';
import { throttled } from './throttled.ts';
import { openUsers } from './users-record.ts';

interface Parts {
  /** Absolute; this profile's data. */
  readonly folder: string;
  readonly profileId: string;
  /** As it is, with nobody told of its changes. */
  readonly directory: Directory;
  readonly vault: SecretVault;
  readonly vaultState: () => VaultState;
  readonly settings: SettingsRecord;
  readonly notices: NoticeBoard;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secretMaker: SecretMaker;
  /** Carries out what the applications API is asked. */
  readonly answerCall: AnswerCall;
  readonly spawn: SpawnHelper;
  readonly announce: Announcer<TrustDeskContract>;
  readonly log: Log;
}

export interface OpenTenant {
  /** For everybody who writes: the server knows of a change before it is answered. */
  readonly directory: Directory;
  readonly desk: Tenant;
  /** PEM of the https address, once there is one. */
  readonly certificate: () => string | undefined;
  /** The window is on screen. */
  begin(): void;
  keychainChanged(): void;
  close(): void;
}

const REQUESTS_PAUSE_MS = 500;
/** A client that keeps guessing must not keep the window reading. */
const LOCKS_PAUSE_MS = 500;
const KEYS = { tokenLifetimeMs: LIFETIME_MAXIMUM * 1000, makeKey: newSigningKey };

/** The local tenant with its records, its server and its place in the window. */
export function openTenant(parts: Parts): OpenTenant {
  const { folder, notices, directory, clock } = parts;
  const recent = createRecentRequests();
  const news = announcements(parts, recent);
  const users = openUsers({ folder, notices, changed: (all) => tenant.usersChanged(all) });
  const administrator = new Administrator({ ...parts, changed: () => tenant.administratorChanged() });
  const tenant: LocalTenant = new LocalTenant({
    ...{ directory, users, clock, spawn: parts.spawn, vaultState: parts.vaultState },
    locks: new ClientLocks({ folder, notices }),
    settings: createTenantSettings(parts.settings),
    openKeys: () => openTenantKeys({ ...parts, ...KEYS, now: () => clock.now() }),
    ...{ administrator: () => administrator.current(), answerCall: parts.answerCall, heard: news },
  });
  return {
    directory: observedDirectory(directory, (change) => tenant.applicationChanged(change)),
    desk: createTenantDesk({ tenant, administrator, users, recent, directory, clock }),
    certificate: () => tenant.certificate(),
    begin: () => tenant.begin(),
    keychainChanged: () => {
      void tenant.keychainChanged();
      if (parts.vaultState() === 'ready') void administrator.tidy();
    },
    close: () => {
      news.stop();
      tenant.close();
    },
  };
}

type News = LocalTenantParts['heard'] & { readonly stop: () => void };

/** What the server tells, as the window and the log are told of it. */
function announcements({ announce, log }: Parts, recent: RecentRequests): News {
  const requestsChanged = throttled(REQUESTS_PAUSE_MS, () =>
    announce.requests.changed({ newestId: recent.newestId() }),
  );
  const touched = new Set<ApplicationId>();
  const locksChanged = throttled(LOCKS_PAUSE_MS, () => {
    announce.applications.changed({ applicationIds: [...touched] });
    touched.clear();
  });
  return {
    status: (view) => {
      const { http, https } = view.listeners;
      log.note('tenant-server', { state: view.state, http: http.state, https: https.state });
      announce.tenantServer.changed(view);
    },
    requests: (entries) => {
      recent.add(entries);
      requestsChanged.ask();
    },
    lock: (id) => {
      touched.add(id);
      locksChanged.ask();
    },
    stop: () => {
      requestsChanged.stop();
      locksChanged.stop();
    },
  };
}
