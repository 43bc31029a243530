import { randomUUID } from 'node:crypto';
import { ok, type Result } from '../core/domain/result.ts';
import type { Desk } from '../core/use-cases/desk.ts';
import type { Directory } from '../core/use-cases/ports.ts';
import { LOCAL_TENANT } from '../core/domain/tenant.ts';
import type { VaultState } from '../core/domain/vault-state.ts';
import { composeTenants, type ComposedTenants } from './compose-tenants.ts';
import { createChecks } from './check/create-checks.ts';
import { openIntentJournal } from './directory/local/intent-journal.ts';
import { openLocalDirectory, type LocalDirectory } from './directory/local/local-directory.ts';
import { createNoticeBoard, type NoticeBoard } from './directory/local/notices.ts';
import { openProfile, type OpenProfile } from './directory/local/profile-record.ts';
import { SettingsRecord } from './directory/local/settings-record.ts';
import { spawnUtilityProcess } from './helper/utility-process-helper.ts';
import type { Composition, Host } from './host.ts';
import type { Checks } from './ipc/check-counter.ts';
import { createOnce } from './ipc/once.ts';
import { createTurn, type Turn } from './ipc/turn.ts';
import { createKeychain, type KeychainDesk } from './keychain-desk.ts';
import { machineOf } from './machine.ts';
import { refuseEverything } from './refuse-everything.ts';
import { createSettings } from './settings-desk.ts';
import { createDirectoryCalls } from './tenant/directory-calls.ts';
import { localPlace } from './tenant/local-place.ts';
import { openTenant, type OpenTenant } from './tenant/open-tenant.ts';
import type { AnswerCall } from './tenant/server-link.ts';
import { clock, ids, secretMaker } from './time-and-chance.ts';
import { createChosenVault, type ChosenVault } from './vault/chosen-vault.ts';
import { createKeychainVault } from './vault/keychain-vault.ts';

/** The name under which a profile's secrets stand in the keychain. */
const serviceOf = (profileId: string): string => `Trust Desk ${profileId}`;

/** Puts the parts together: the only place that knows them all. */
export function compose(host: Host): Promise<Composition> {
  const announce = host.announceOf(LOCAL_TENANT);
  const notices = createNoticeBoard(() => host.announce.app.noticesChanged());
  const stored = new SettingsRecord(host.userDataFolder, notices);
  const { settings, windowState } = createSettings(stored, host.appearance);
  const store = openStore(host.userDataFolder, notices);
  if (!store.ok) return Promise.resolve(refuseEverything({ failure: store.failure, settings, windowState }));
  const { profile, directory } = store.value;
  const vault = openVault(host, profile, (state) => changed(state));
  const answerCall: AnswerCall = (...asked) => calls(...asked);
  const tenant = openLocalTenant(host, { profile, directory, notices, vault, settings: stored, answerCall });
  const desk = openDesk(host, { directory: tenant.directory, notices, vault });
  const turn = createTurn();
  const calls = createDirectoryCalls({ announce, log: host.log }, { desk: { ...desk, locks: tenant.desk }, turn });
  const keychain = openKeychain(host, { desk, turn, vault });
  const changed = (state: VaultState) => {
    host.log.note('keychain-state', { state });
    void keychain.stateChanged();
    if (state === 'ready') void tenants.tidy();
    tenant.keychainChanged();
  };
  const tenants = composeTenants({ host, notices, settings: stored, vault: vault.vault });
  const handlersOf = tenants.handlersWith({
    ...{ desk, keychain, settings, turn, tenant: tenant.desk, place: localPlace(tenant.desk), tenants: tenants.desk },
    checks: openChecks(tenant, stored),
    machine: machineOf(host, serviceOf(profile.profileId)),
    ...{ notices: () => notices.all(), announce, once: createOnce(), creations: null },
  });
  return Promise.resolve({
    handlersOf,
    windowState,
    afterFirstPaint: () => {
      if (directory.inspect()) announce.applications.changed({ applicationIds: [] });
      tenant.begin();
      void keychain.check();
    },
    close: () => closeAll({ tenant, turn, tenants, directory, vault }),
  });
}

interface Closing {
  readonly tenant: OpenTenant;
  readonly turn: Turn;
  readonly tenants: ComposedTenants;
  readonly directory: LocalDirectory;
  readonly vault: ChosenVault;
}

/** Nobody asks for more; then what is being written ends, and the index can be true. */
async function closeAll({ tenant, turn, tenants, directory, vault }: Closing): Promise<void> {
  tenant.close();
  await turn(() => Promise.resolve());
  await tenants.close();
  directory.close();
  await vault.close();
}

const openChecks = ({ desk, certificate }: OpenTenant, settings: SettingsRecord): Checks =>
  createChecks({ tenant: desk, certificate, settings, clock, nextHandle: randomUUID });

interface KeychainParts {
  readonly desk: Desk;
  readonly turn: Turn;
  readonly vault: ChosenVault;
}

const openKeychain = (host: Host, { desk, turn, vault }: KeychainParts): KeychainDesk =>
  createKeychain({
    ...{ desk, turn, health: vault.health, throwAway: host.throwAwayKeyring },
    sessionHolds: (id) => vault.sessionHolds(id),
    announce: (view) => host.announce.keychain.changed(view),
  });

function openVault(host: Host, profile: OpenProfile, onState: (state: VaultState) => void): ChosenVault {
  return createChosenVault({
    onState,
    keychain: (listener) =>
      createKeychainVault({
        service: serviceOf(profile.profileId),
        spawn: spawnUtilityProcess(host.keychainHelper, 'Trust Desk keychain'),
        canaryKnown: profile.canaryKnown,
        onCanaryWritten: () => profile.rememberCanary(),
        onState: listener,
      }),
  });
}

interface TenantParts extends DeskParts, Pick<Store, 'profile'> {
  readonly directory: LocalDirectory;
  readonly settings: SettingsRecord;
  readonly answerCall: AnswerCall;
}

const openLocalTenant = (host: Host, { profile, vault, ...parts }: TenantParts): OpenTenant =>
  openTenant({
    ...{ ...parts, clock, ids, secretMaker, profileId: profile.profileId, folder: host.userDataFolder },
    ...{ vault: vault.vault, vaultState: () => vault.health.state() },
    spawn: spawnUtilityProcess(host.tenantServer, 'Trust Desk local tenant'),
    ...{ announce: host.announceOf(LOCAL_TENANT), log: host.log },
  });

interface Store {
  readonly profile: OpenProfile;
  readonly directory: LocalDirectory;
}

function openStore(folder: string, notices: NoticeBoard): Result<Store> {
  const profile = openProfile(folder, randomUUID, notices);
  if (!profile.ok) return profile;
  const directory = openLocalDirectory({ folder, profileId: profile.value.profileId, notices });
  return directory.ok ? ok({ profile: profile.value, directory: directory.value }) : directory;
}

interface DeskParts {
  readonly directory: Directory;
  readonly notices: NoticeBoard;
  readonly vault: ChosenVault;
}

const openDesk = (host: Host, { directory, notices, vault }: DeskParts): Desk => ({
  directory,
  vault: vault.vault,
  journal: openIntentJournal(host.userDataFolder, notices),
  ...{ clock, ids, secretMaker },
});
