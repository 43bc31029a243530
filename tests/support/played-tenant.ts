import { expect, onTestFinished } from 'vitest';
import { ok } from '../../src/core/domain/result.ts';
import { userId, type User } from '../../src/core/domain/user.ts';
import type { Clock, Directory } from '../../src/core/use-cases/ports.ts';
import { createNoticeBoard } from '../../src/main/directory/local/notices.ts';
import { ClientLocks } from '../../src/main/tenant/client-locks.ts';
import type { MakeKey } from '../../src/main/tenant/key-pair.ts';
import { LocalTenant } from '../../src/main/tenant/local-tenant.ts';
import type { LocalTenantParts } from '../../src/main/tenant/local-tenant-parts.ts';
import { openTenantKeys } from '../../src/main/tenant/tenant-keys.ts';
import { createTenantSettings } from '../../src/main/tenant/tenant-settings.ts';
import type { SpawnHelper } from '../../src/main/helper/helper-process.ts';
import type { TenantServerView } from '../../src/shared/ipc/tenant-views.ts';
import { idOf } from './builders.ts';
import { countedKeys } from './counted-keys.ts';
import { fakeServers } from './fake-tenant-server.ts';
import { fixedClock } from './fixed-clock.ts';
import { createInMemoryDirectory } from './in-memory-directory.ts';
import { createInMemoryVault, type InMemoryVault } from './in-memory-vault.ts';
import { temporaryFolder } from './temporary-folder.ts';

const texts = { userName: 'jane', mail: 'jane@example.com', firstName: 'Jane', lastName: 'Doe', groups: [] };
/** The one user of the tenant. */
export const JANE: User = { id: userId(idOf(77)), ...texts };

const TOKEN_LIFETIME_MS = 60_000;

/** A busy machine may need seconds for an RSA key. */
export const PATIENCE = { timeout: 20_000 };

interface Surroundings {
  readonly spawn: SpawnHelper;
  readonly clock: Clock;
  readonly folder?: string;
  readonly keychain?: InMemoryVault;
  readonly directory?: Directory;
  readonly makeKey?: MakeKey;
  /** The applications API; off unless given. */
  readonly api?: Partial<Pick<LocalTenantParts, 'administrator' | 'answerCall'>>;
  /** What the settings hold. */
  readonly stored?: Readonly<Record<string, unknown>>;
}

/** A tenant whose server is played, with a keychain that is not looked at yet. */
export function playedTenant(stored: Readonly<Record<string, unknown>> = {}) {
  const [servers, clock] = [fakeServers(), fixedClock()];
  return { ...tenantIn({ spawn: servers.spawn, clock, stored }), servers, clock };
}

/** A tenant in these surroundings, with a keychain that is not looked at yet. */
export function tenantIn({ spawn, clock, stored, ...given }: Surroundings) {
  const { folder = temporaryFolder(), keychain = createInMemoryVault() } = given;
  const { directory = createInMemoryDirectory() } = given;
  const notices = createNoticeBoard();
  const makeKey = given.makeKey ?? countedKeys();
  const values = new Map(Object.entries(stored ?? {}));
  const locked: string[] = [];
  const locks = new ClientLocks({ folder, notices });
  const tenant = new LocalTenant({
    ...{ spawn, directory, clock, locks },
    users: { list: () => Promise.resolve(ok([JANE])), change: (decide) => Promise.resolve(decide([JANE])) },
    settings: createTenantSettings({
      get: (key) => values.get(key),
      set: (key, value) => values.set(key, value).size > 0,
    }),
    vaultState: () => keychain.health.state(),
    openKeys: () =>
      openTenantKeys({
        ...{ folder, notices, vault: keychain.vault, profileId: idOf(1), tokenLifetimeMs: TOKEN_LIFETIME_MS },
        makeKey,
        now: () => clock.now(),
      }),
    administrator: () => undefined,
    answerCall: () => Promise.resolve({ status: 500 }),
    ...given.api,
    heard: { status: () => undefined, requests: () => undefined, lock: (id) => locked.push(id) },
  });
  onTestFinished(() => tenant.close());
  const check = async () => {
    await keychain.health.check();
    await tenant.keychainChanged();
  };
  const until = (state: TenantServerView['state']) => expect.poll(() => tenant.view().state, PATIENCE).toBe(state);
  /** On, the keychain open, and both addresses answering. */
  const run = async () => {
    tenant.begin();
    await check();
    await until('running');
  };
  return { tenant, folder, keychain, directory, locks, locked, values, check, run, until };
}
