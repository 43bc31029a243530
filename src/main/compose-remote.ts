import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantId } from '../core/domain/identifiers.ts';
import type { UnfinishedCreation } from '../core/domain/creation.ts';
import { done, fail, ok, type Result } from '../core/domain/result.ts';
import type { Desk } from '../core/use-cases/desk.ts';
import type { SecretVault } from '../core/use-cases/ports.ts';
import { recover } from '../core/use-cases/recover.ts';
import type { UnclaimedSecret } from '../core/use-cases/unclaimed-secret.ts';
import { remoteChecks } from './check/create-checks.ts';
import { openCreationJournal } from './creations/creation-journal.ts';
import { openKeptSecrets, type KeptSecrets } from './creations/kept-secrets.ts';
import { openCreations } from './creations/open-creations.ts';
import { rememberWork, type RecentWork } from './creations/recent-work.ts';
import { openIntentJournal } from './directory/local/intent-journal.ts';
import type { NoticeBoard } from './directory/local/notices.ts';
import { openIndexedDirectory, type IndexedDirectory } from './directory/remote/indexed-directory.ts';
import { ListCache } from './directory/remote/list-cache.ts';
import { openRemoteDirectory, type RemoteDirectory } from './directory/remote/remote-directory.ts';
import type { TenantParts } from './directory/remote/tenant-parts.ts';
import type { Host } from './host.ts';
import type { AllHandlers, Counter } from './ipc/counter.ts';
import type { Creations } from './ipc/creations.ts';
import { rowOf } from './ipc/application-view.ts';
import { isAbsent, troubleOf } from './records/durable-files.ts';
import { toJson } from '../shared/ipc/json-text.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createOnce } from './ipc/once.ts';
import { createTurn } from './ipc/turn.ts';
import { keepAuthority } from './tenants/authority-file.ts';
import { remotePlace } from './tenants/remote-place.ts';
import type { KeptTenant } from './tenants/tenants-record.ts';
import { clock, ids, secretMaker } from './time-and-chance.ts';

export interface RemoteParts {
  readonly host: Pick<Host, 'announceOf' | 'userDataFolder'>;
  readonly notices: NoticeBoard;
  readonly vault: SecretVault;
}

export interface ComposedRemote {
  readonly handlers: AllHandlers;
  /** Finishes what a crash left, whenever the keychain can be read. */
  tidy(): Promise<void>;
  /** What is being written ends; nothing is begun any more. */
  close(): Promise<void>;
}

/** Where all that is kept of one remote tenant is. */
const folderOf = ({ userDataFolder }: RemoteParts['host'], id: TenantId): string => join(userDataFolder, 'tenants', id);

export interface Connected {
  readonly tenant: KeptTenant;
  readonly parts: TenantParts;
}

interface Opened {
  readonly list: IndexedDirectory;
  readonly kept: KeptSecrets;
  readonly recent: Pick<RecentWork<RemoteDirectory>, 'keptAt' | 'changedAt'>;
  readonly desk: Desk;
  readonly creations: Creations;
}

/** Failures: tenant-address-insecure, store-*. */
function openRemote({ host, notices, vault }: RemoteParts, { tenant, parts }: Connected): Result<Opened> {
  const remote = openRemoteDirectory(parts);
  if (!remote.ok) return remote;
  const folder = folderOf(host, tenant.id);
  const kept = openKeptSecrets(folder, vault, notices);
  if (!kept.ok) return kept;
  const { applications } = host.announceOf(tenant.id);
  const list = openIndexedDirectory({
    ...{ remote: remote.value, clock, cache: new ListCache({ folder, origin: tenant.origin }) },
    heard: ({ found, removed, state }) => applications.listed({ rows: toJson(found.map(rowOf)), removed, state }),
  });
  const recent = rememberWork({ vault: kept.value.vault, directory: list.directory, clock });
  const { directory, vault: noted } = recent;
  const common = { vault: noted, clock, ids };
  const journal = openIntentJournal(folder, notices);
  return ok({
    ...{ list, kept: kept.value, recent },
    desk: { ...common, directory, issuer: directory, secretMaker, journal },
    creations: openCreations({ ...common, tenant: directory, creations: openCreationJournal(folder, notices) }),
  });
}

/** The same handlers over another directory. Failures: tenant-address-insecure, store-*. */
export function composeRemote(remote: RemoteParts, to: Connected, local: Counter): Result<ComposedRemote> {
  const opened = openRemote(remote, to);
  if (!opened.ok) return opened;
  const { list, kept, recent, desk, creations } = opened.value;
  const { tenant, parts } = to;
  const turn = createTurn();
  const handlers = createHandlers({
    ...{ ...local, desk, turn, creations, once: createOnce(), announce: remote.host.announceOf(tenant.id) },
    place: remotePlace(tenant, {
      authorityFile: keepAuthority(folderOf(remote.host, tenant.id), tenant.authority?.pem),
      ...{ directory: desk.directory, keptIn: ({ id }) => kept.keptIn(id) },
      ...{ listState: () => list.state(), refresh: () => void list.refresh() },
    }),
    checks: remoteChecks(local.checks, parts, recent),
  });
  void list.refresh();
  return ok({
    handlers,
    tidy: async () => {
      const recovered = await turn(() => recover(desk));
      if (recovered.ok) recovered.value.unclaimed.forEach((each) => remote.notices.post(noticeOf(each, tenant.name)));
    },
    close: async () => {
      list.close();
      await turn(() => Promise.resolve());
    },
  });
}

const noticeOf = ({ application, since, hints }: UnclaimedSecret, tenant: string) =>
  ({ kind: 'secret-unclaimed', what: application, tenant, since, hints, savedAs: null }) as const;

/** Creations that stopped half way in a tenant that need not be open. Failure: store-damaged. */
export async function unfinishedIn(
  { host, notices }: RemoteParts,
  id: TenantId,
): Promise<Result<readonly UnfinishedCreation[]>> {
  const found = await openCreationJournal(folderOf(host, id), notices).found();
  if (!found.ok) return found;
  const named = found.value.entries.map(({ id: creation, dependency, consumer }) => ({
    ...{ id: creation, name: dependency.name },
    application: consumer.kind === 'new' ? consumer.displayName : consumer.label,
  }));
  return ok([...named, ...found.value.unreadable.map((unread) => ({ id: unread, unreadable: true as const }))]);
}

/**
 * Values of secrets that are kept of it, then its files, which say what is kept: as long as the keychain cannot forget, they stay.
 * Failures: keychain-*, store-*.
 */
export async function forgetRemote({ host, notices, vault }: RemoteParts, id: TenantId): Promise<Result<void>> {
  const folder = folderOf(host, id);
  if (isAbsent(folder)) return done;
  const kept = openKeptSecrets(folder, vault, notices);
  if (!kept.ok) return kept;
  for (const secret of kept.value.ids()) {
    const forgotten = await kept.value.vault.forget(secret);
    if (!forgotten.ok) return forgotten;
  }
  try {
    rmSync(folder, { recursive: true, force: true });
    return done;
  } catch (error) {
    return fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'tidied-at-next-start' });
  }
}
