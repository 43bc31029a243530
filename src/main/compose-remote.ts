import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantId } from '../core/domain/identifiers.ts';
import { ok, type Result } from '../core/domain/result.ts';
import type { Desk } from '../core/use-cases/desk.ts';
import type { SecretVault } from '../core/use-cases/ports.ts';
import { recover } from '../core/use-cases/recover.ts';
import { remoteChecks } from './check/create-checks.ts';
import { openCreationJournal } from './creations/creation-journal.ts';
import { openKeptSecrets, type KeptSecrets } from './creations/kept-secrets.ts';
import { openCreations } from './creations/open-creations.ts';
import { openIntentJournal } from './directory/local/intent-journal.ts';
import type { NoticeBoard } from './directory/local/notices.ts';
import { openIndexedDirectory } from './directory/remote/indexed-directory.ts';
import { ListCache } from './directory/remote/list-cache.ts';
import { openRemoteDirectory } from './directory/remote/remote-directory.ts';
import type { TenantParts } from './directory/remote/tenant-parts.ts';
import type { Host } from './host.ts';
import type { AllHandlers, Counter } from './ipc/counter.ts';
import { rowOf } from './ipc/application-view.ts';
import { toJson } from '../shared/ipc/json-text.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createOnce } from './ipc/once.ts';
import { createTurn } from './ipc/turn.ts';
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

/** The same handlers over another directory. Failures: tenant-address-insecure, store-*. */
export function composeRemote(
  { host, notices, vault }: RemoteParts,
  { tenant, parts }: { readonly tenant: KeptTenant; readonly parts: TenantParts },
  local: Counter,
): Result<ComposedRemote> {
  const remote = openRemoteDirectory(parts);
  if (!remote.ok) return remote;
  const folder = folderOf(host, tenant.id);
  const kept = openKeptSecrets(folder, vault);
  if (!kept.ok) return kept;
  const announce = host.announceOf(tenant.id);
  const list = openIndexedDirectory({
    ...{ remote: remote.value, clock, cache: new ListCache({ folder, origin: tenant.origin }) },
    heard: ({ found, removed, state }) =>
      announce.applications.listed({ rows: toJson(found.map(rowOf)), removed, state }),
  });
  const { directory } = list;
  const common = { vault: kept.value.vault, clock, ids };
  const desk: Desk = {
    ...{ ...common, directory, issuer: directory, secretMaker },
    journal: openIntentJournal(folder, notices),
  };
  const turn = createTurn();
  const handlers = createHandlers({
    ...{ ...local, desk, turn, announce, once: createOnce() },
    place: remotePlace(tenant, {
      ...{ directory, keptIn: ({ id }) => kept.value.keptIn(id) },
      ...{ listState: () => list.state(), refresh: () => void list.refresh() },
    }),
    checks: remoteChecks(local.checks, { origin: parts.origin, authorities: parts.authorities ?? [] }),
    creations: openCreations({ ...common, tenant: directory, creations: openCreationJournal(folder, notices) }),
  });
  void list.refresh();
  return ok({
    handlers,
    tidy: async () => {
      await turn(() => recover(desk));
    },
    close: async () => {
      list.close();
      await turn(() => Promise.resolve());
    },
  });
}

/** Values of secrets that are kept of it, and its files. What cannot be forgotten now stays in the keychain under a name nobody asks for. */
export async function forgetRemote({ host, vault }: RemoteParts, id: TenantId): Promise<void> {
  const folder = folderOf(host, id);
  const kept: Result<KeptSecrets> = openKeptSecrets(folder, vault);
  if (kept.ok) for (const secret of kept.value.ids()) await kept.value.vault.forget(secret);
  rmSync(folder, { recursive: true, force: true });
}
