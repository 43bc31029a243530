import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplicationSummary } from '../../../core/domain/application.ts';
import { done, fail, type Result } from '../../../core/domain/result.ts';
import { syncFolder, troubleOf } from '../../records/durable-files.ts';
import { RecordFile } from '../../records/record-file.ts';

interface IndexBody {
  readonly profileId: string;
  readonly applications: readonly ApplicationSummary[];
}

/** Its content is known to be what we wrote (checksum, format), so its entries are not judged one by one. */
const parseIndex = (body: unknown): IndexBody | undefined =>
  typeof body === 'object' && body !== null && 'applications' in body && 'profileId' in body
    ? (body as IndexBody)
    : undefined;

/**
 * What the list shows, in one file, so that the window opens without reading every record. Never the truth: before the first
 * change of a session a mark is set durably, and a start that finds the mark reads the records instead.
 */
export class IndexFile {
  readonly #folder: string;
  readonly #file: RecordFile<IndexBody>;
  readonly #mark: string;
  #marked: boolean;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = new RecordFile({ folder, name: 'index' }, parseIndex);
    this.#mark = join(folder, 'index.in-doubt');
    this.#marked = existsSync(this.#mark);
  }

  /** Undefined when the records have to be asked. */
  read(): IndexBody | undefined {
    const read = this.#marked ? undefined : this.last();
    return read;
  }

  /** What was written last, true or not: it still knows the profile and which records there were. */
  last(): IndexBody | undefined {
    const read = this.#file.read();
    return read.ok && read.value && !read.value.afterDamage ? read.value.value : undefined;
  }

  /** To be called before a record changes. Failure: store-write-failed. */
  doubt(): Result<void> {
    if (this.#marked) return done;
    try {
      const handle = openSync(this.#mark, 'w', 0o600);
      fsyncSync(handle);
      closeSync(handle);
      syncFolder(this.#folder);
      this.#marked = true;
      return done;
    } catch (error) {
      return fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'nothing' });
    }
  }

  /** Writes what is true now and takes the mark away; a failure leaves the mark, and the next start reads the records. */
  settle(body: IndexBody): void {
    if (!this.#marked && this.last()) return;
    const current = this.#file.read();
    if (!current.ok || current.value?.afterDamage) this.#file.remove();
    const written = this.#file.write(
      body,
      current.ok && !current.value?.afterDamage ? (current.value?.revision ?? 0) : 0,
    );
    if (!written.ok) return;
    rmSync(this.#mark, { force: true });
    this.#marked = false;
  }
}
