import * as v from 'valibot';
import { UNLOCKED, type ClientIdLock } from '../../core/domain/client-id-lock.ts';
import { applicationId, isUuid, type ApplicationId } from '../../core/domain/identifiers.ts';
import { done, type Result } from '../../core/domain/result.ts';
import type { NoticeBoard } from '../directory/local/notices.ts';
import { RecordFile, type ParseBody } from '../records/record-file.ts';

interface LocksBody {
  readonly locks: readonly (ClientIdLock & { readonly applicationId: ApplicationId })[];
}

const body: v.GenericSchema<unknown, LocksBody> = v.object({
  locks: v.array(
    v.object({
      applicationId: v.pipe(v.string(), v.check(isUuid), v.transform(applicationId)),
      isLockEnabled: v.boolean(),
      failedLogons: v.pipe(v.number(), v.integer(), v.minValue(0)),
      lockedUntil: v.exactOptional(v.string()),
    }),
  ),
});

const parseLocks: ParseBody<LocksBody> = (found) => {
  const parsed = v.safeParse(body, found);
  return parsed.success ? parsed.output : undefined;
};

/** A count is written a moment later, together with what comes meanwhile: guessing must not keep the disk busy. */
const COUNT_DELAY_MS = 2_000;

interface Parts {
  /** Absolute. */
  readonly folder: string;
  readonly notices: NoticeBoard;
  readonly delayMs?: number;
}

/**
 * Who may not log on just now, in a record of its own: it belongs to the tenant, not to the application, and changes when a
 * stranger tries. A new lock is durable at once, so that neither a restart of the server nor of the app lifts it.
 */
export class ClientLocks {
  readonly #file: RecordFile<LocksBody>;
  readonly #notices: NoticeBoard;
  readonly #delayMs: number;
  readonly #locks = new Map<ApplicationId, ClientIdLock>();
  #timer: NodeJS.Timeout | undefined;
  #unwritten = false;

  constructor({ folder, notices, delayMs = COUNT_DELAY_MS }: Parts) {
    this.#file = new RecordFile({ folder, name: 'client-locks' }, parseLocks);
    this.#notices = notices;
    this.#delayMs = delayMs;
    this.#read();
  }

  of(id: ApplicationId): ClientIdLock {
    return this.#locks.get(id) ?? UNLOCKED;
  }

  all(): ReadonlyMap<ApplicationId, ClientIdLock> {
    return this.#locks;
  }

  /** Durable when it answers ok; it counts for this run in any case. Failures: store-*. */
  set(id: ApplicationId, lock: ClientIdLock): Result<void> {
    this.#put(id, lock);
    return this.flush();
  }

  /** Durable a moment later, or at once when it locks or unlocks. */
  note(id: ApplicationId, lock: ClientIdLock): void {
    const before = this.of(id);
    this.#put(id, lock);
    if (before.lockedUntil === lock.lockedUntil) this.#timer ??= setTimeout(() => this.flush(), this.#delayMs);
    else this.flush();
  }

  forget(id: ApplicationId): void {
    if (!this.#locks.delete(id)) return;
    this.#unwritten = true;
    this.flush();
  }

  /** Writes what has not been written yet. Failures: store-*. */
  flush(): Result<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#unwritten) return done;
    const read = this.#file.read();
    if (!read.ok) return read;
    const locks = [...this.#locks].map(([id, lock]) => ({ applicationId: id, ...lock }));
    const written = this.#file.write({ locks }, read.value?.revision ?? 0);
    if (written.ok) this.#unwritten = false;
    return written;
  }

  #put(id: ApplicationId, lock: ClientIdLock): void {
    const isUsual = lock.isLockEnabled && lock.failedLogons === 0 && lock.lockedUntil === undefined;
    this.#unwritten = true;
    if (isUsual) this.#locks.delete(id);
    else this.#locks.set(id, lock);
  }

  /** One that cannot be read is set aside: nobody is locked then, and its owner is told. */
  #read(): void {
    const read = this.#file.read();
    for (const { applicationId: id, ...lock } of (read.ok && read.value?.value.locks) || []) this.#locks.set(id, lock);
    if (read.ok || read.failure.code === 'store-newer') return;
    const aside = this.#file.setAside();
    this.#notices.post({
      kind: 'record-unreadable',
      what: 'Client ID locks',
      savedAs: aside.ok ? null : 'client-locks',
    });
  }
}
