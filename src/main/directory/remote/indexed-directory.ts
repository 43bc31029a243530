import { summaryOf, type Application, type ApplicationSummary } from '../../../core/domain/application.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import { ok, type Result } from '../../../core/domain/result.ts';
import type { Clock } from '../../../core/use-cases/ports.ts';
import { ApplicationIndex } from '../local/application-index.ts';
import type { CachedList, ListCache } from './list-cache.ts';
import type { RemoteDirectory } from './remote-directory.ts';

interface ListNews {
  /** New or otherwise than before. */
  readonly found: readonly ApplicationSummary[];
  readonly removed: readonly ApplicationId[];
  readonly state: ListState;
}

interface Parts {
  readonly remote: RemoteDirectory;
  readonly cache: Pick<ListCache, 'read' | 'write' | 'writeNow'>;
  readonly clock: Clock;
  readonly heard: (news: ListNews) => void;
}

export interface IndexedDirectory {
  /** Lists and look-ups from what was read last; everything else from the tenant itself. */
  readonly directory: RemoteDirectory;
  readonly state: () => ListState;
  /** Reads everything again, page by page. Asked for while it reads: once more afterwards. */
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
}

/** A remote directory whose list is at hand at once: as it was read last, and brought up to date beside all else. */
export function openIndexedDirectory(parts: Parts): IndexedDirectory {
  const list = new KnownList(parts);
  const { remote } = parts;
  const noted = async (change: Promise<Result<Application>>): Promise<Result<Application>> => {
    const changed = await change;
    if (changed.ok) list.wrote(changed.value);
    return changed;
  };
  return {
    state: () => list.state,
    refresh: () => list.refresh(),
    close: () => list.close(),
    directory: {
      ...remote,
      list: () => Promise.resolve(ok(list.all())),
      dependentsOf: (provider) => Promise.resolve(ok(list.dependentsOf(provider))),
      read: async (id) => {
        const written = list.writesOf(id);
        const read = await remote.read(id);
        // What was written since knows better.
        if (written !== list.writesOf(id)) return read;
        if (read.ok) list.note(read.value);
        else if (read.failure.code === 'application-unknown') list.drop(id);
        return read;
      },
      create: (application) => noted(remote.create(application)),
      change: (id, change) => noted(remote.change(id, change)),
      changeAsPlanned: (id, planned) => noted(remote.changeAsPlanned(id, planned)),
      remove: async (id) => {
        const removed = await remote.remove(id);
        if (removed.ok) list.removed(id);
        return removed;
      },
    },
  };
}

class KnownList {
  readonly #parts: Parts;
  readonly #index: ApplicationIndex;
  #state: ListState;
  /** What was read or written by itself since the present reading began: its pages may be older. */
  #fresh = new Set<ApplicationId>();
  /** How often each was written to by us. */
  readonly #writes = new Map<ApplicationId, number>();
  #reading: Promise<void> | undefined;
  #wanted = false;
  #closed = false;
  #unsaved = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    const cached = parts.cache.read();
    this.#index = new ApplicationIndex(cached?.applications ?? []);
    this.#state = { status: 'filling', readAt: cached?.readAt ?? null, failure: null };
  }

  get state(): ListState {
    return this.#state;
  }

  all(): readonly ApplicationSummary[] {
    return this.#index.all();
  }

  dependentsOf(provider: ApplicationId): readonly ApplicationSummary[] {
    return this.#index.dependentsOf(provider);
  }

  writesOf(id: ApplicationId): number {
    return this.#writes.get(id) ?? 0;
  }

  wrote(application: Application): void {
    this.#writes.set(application.id, this.writesOf(application.id) + 1);
    this.note(application);
  }

  removed(id: ApplicationId): void {
    this.#writes.set(id, this.writesOf(id) + 1);
    this.drop(id);
  }

  note(application: Application): void {
    this.#fresh.add(application.id);
    const summary = summaryOf(application);
    if (this.#put(summary)) this.#tell([summary], []);
  }

  drop(id: ApplicationId): void {
    this.#fresh.add(id);
    if (!this.#index.has(id)) return;
    this.#index.delete(id);
    this.#tell([], [id]);
  }

  refresh(): Promise<void> {
    this.#wanted = true;
    this.#reading ??= this.#readWhileWanted().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  close(): void {
    this.#closed = true;
    const known = this.#toCache();
    if (this.#unsaved && known) this.#parts.cache.writeNow(known);
  }

  async #readWhileWanted(): Promise<void> {
    while (this.#wanted && !this.#closed) {
      this.#wanted = false;
      await this.#read();
    }
  }

  async #read(): Promise<void> {
    const seen = new Set<ApplicationId>();
    this.#fresh = new Set();
    this.#become({ status: 'filling', failure: null });
    for await (const page of this.#parts.remote.pages()) {
      if (this.#closed) return;
      if (!page.ok) {
        this.#become({ status: 'failed', failure: page.failure });
        return;
      }
      page.value.forEach(({ id }) => seen.add(id));
      this.#take(page.value.filter(({ id }) => !this.#fresh.has(id)));
    }
    const gone = this.#index.all().flatMap(({ id }) => (seen.has(id) || this.#fresh.has(id) ? [] : [id]));
    gone.forEach((id) => this.#index.delete(id));
    this.#state = { status: 'ready', readAt: this.#parts.clock.now().toISOString(), failure: null };
    this.#tell([], gone);
    await this.#save();
  }

  #take(page: readonly ApplicationSummary[]): void {
    const found = page.filter((each) => this.#put(each));
    if (found.length > 0) this.#tell(found, []);
  }

  /** Whether it is new or otherwise than before. */
  #put(summary: ApplicationSummary): boolean {
    const known = this.#index.get(summary.id);
    if (known && JSON.stringify(known) === JSON.stringify(summary)) return false;
    this.#index.put(summary);
    return true;
  }

  #become(change: Pick<ListState, 'status' | 'failure'>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell([], []);
  }

  #tell(found: readonly ApplicationSummary[], removed: readonly ApplicationId[]): void {
    if (found.length > 0 || removed.length > 0) this.#unsaved = true;
    this.#parts.heard({ found, removed, state: this.#state });
  }

  async #save(): Promise<void> {
    const known = this.#toCache();
    if (!known) return;
    this.#unsaved = false;
    await this.#parts.cache.write(known);
  }

  /** A list that was never read to its end is none to begin with. */
  #toCache(): CachedList | undefined {
    const { readAt } = this.#state;
    return readAt === null ? undefined : { readAt, applications: this.#index.all() };
  }
}
