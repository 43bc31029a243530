import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { compareLabels, labelOf, type ApplicationSummary } from '../../../core/domain/application.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import { done, fail, type Result } from '../../../core/domain/result.ts';
import { isAbsent, readText, syncFolder, troubleOf } from '../../records/durable-files.ts';
import { RecordFile } from '../../records/record-file.ts';

interface IndexBody {
  readonly profileId: string;
  readonly applications: readonly ApplicationSummary[];
  /** Applications that have files, none of which could be read. */
  readonly unreadable: readonly ApplicationId[];
}

/** One that an earlier version wrote lacks this member: the records know it. */
const isSummary = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && 'allowsAllApisForPrincipalPropagation' in entry;

/** Its content is known to be what we wrote (checksum, format), so its entries are hardly judged one by one. */
const parseIndex = (body: unknown): IndexBody | undefined =>
  typeof body === 'object' &&
  body !== null &&
  'profileId' in body &&
  'applications' in body &&
  Array.isArray(body.applications) &&
  body.applications.every(isSummary) &&
  'unreadable' in body &&
  Array.isArray(body.unreadable)
    ? (body as IndexBody)
    : undefined;

const byLabel = (one: ApplicationSummary, other: ApplicationSummary): number =>
  compareLabels(labelOf(one), labelOf(other));

/** Half a kilobyte an application; a million of them. */
const MAXIMUM_SIZE = 500 * 1024 * 1024;
/** One line a removal in one session that did not end in order. */
const MARK_MAXIMUM_SIZE = 16 * 1024 * 1024;

/**
 * What the list shows, in one file, so that the window opens without reading every record. Never the truth: before the first
 * change of a session a mark is set durably, and a start that finds the mark reads the records instead.
 */
export class IndexFile {
  readonly #folder: string;
  readonly #file: RecordFile<IndexBody>;
  readonly #mark: string;
  #marked: boolean;
  #true = false;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = new RecordFile({ folder, name: 'index', maximumSize: MAXIMUM_SIZE }, parseIndex);
    this.#mark = join(folder, 'index.in-doubt');
    this.#marked = !isAbsent(this.#mark);
  }

  /** Undefined when the records have to be asked. */
  read(): IndexBody | undefined {
    const read = this.#marked ? undefined : this.last();
    this.#true = read !== undefined;
    return read;
  }

  /** What was written last, true or not: it still knows the profile and which records there were. */
  last(): IndexBody | undefined {
    const read = this.#file.read();
    return read.ok && read.value?.damagedFile === null ? read.value.value : undefined;
  }

  /** What was written last, without the applications that were removed since: records for the others must be there. */
  expected(): readonly ApplicationSummary[] {
    const mark = readText(this.#mark, MARK_MAXIMUM_SIZE);
    const removed = new Set(mark.kind === 'text' ? mark.text.split('\n') : []);
    return (this.last()?.applications ?? []).filter(({ id }) => !removed.has(id));
  }

  /**
   * To be called before a record changes, with the application's id before it is removed: it is then not missed after a crash.
   * Durable. Failure: store-write-failed.
   */
  doubt(removing?: ApplicationId): Result<void> {
    if (this.#marked && removing === undefined) return done;
    try {
      this.#append(removing === undefined ? '' : `${removing}\n`);
      if (!this.#marked) syncFolder(this.#folder);
      this.#marked = true;
      return done;
    } catch (error) {
      return fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'nothing' });
    }
  }

  /** Something is different from what the index says, though nobody changed it here. */
  distrust(): void {
    this.#true = false;
  }

  /** Writes what is true now and takes the mark away; a failure leaves the mark, and the next start reads the records. */
  settle(body: IndexBody): void {
    if (!this.#marked && this.#true) return;
    if (!this.doubt().ok) return;
    const current = this.#file.read();
    if (!current.ok && !this.#file.setAside().ok) return;
    // Sorting what is nearly in order costs the window next to nothing.
    const inOrder = { ...body, applications: body.applications.toSorted(byLabel) };
    if (!this.#file.write(inOrder, current.ok ? (current.value?.revision ?? 0) : 0).ok) return;
    this.#file.dropOlder();
    this.#unmark();
  }

  #append(line: string): void {
    const handle = openSync(this.#mark, 'a', 0o600);
    try {
      writeSync(handle, line);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }

  #unmark(): void {
    try {
      rmSync(this.#mark, { force: true });
      this.#marked = false;
      this.#true = true;
    } catch {
      // The mark tells the next start to read the records, which costs a moment and is right.
    }
  }
}
