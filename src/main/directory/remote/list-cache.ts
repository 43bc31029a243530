import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ApplicationSummary } from '../../../core/domain/application.ts';

export interface CachedList {
  readonly readAt: string;
  readonly applications: readonly ApplicationSummary[];
}

interface Parts {
  /** Absolute; of one tenant. */
  readonly folder: string;
  /** Scheme, host and port: a list of another address is not that of this tenant. */
  readonly origin: string;
}

const FORMAT = 1;
/** Half a kilobyte an application, two hundred thousand of them. */
const MAXIMUM_SIZE = 100 * 1024 * 1024;

const summaryShape = v.looseObject({
  ...{ id: v.string(), clientId: v.string(), kind: v.string() },
  ...{ consumedApis: v.array(v.looseObject({ name: v.string(), providerId: v.string() })) },
  providedApis: v.array(v.string()),
});
const listShape = v.object({
  ...{ format: v.literal(FORMAT), origin: v.string(), readAt: v.string() },
  applications: v.array(summaryShape),
});

/**
 * What was read of a tenant's list, to be shown at the next start until it has been read again. Never the truth: one that is damaged,
 * newer or of another address is as if there were none, and a write that fails is made up for by the next reading.
 */
export class ListCache {
  readonly #parts: Parts;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  read(): CachedList | undefined {
    try {
      if (statSync(this.#path()).size > MAXIMUM_SIZE) return undefined;
      const parsed = v.safeParse(listShape, JSON.parse(readFileSync(this.#path(), 'utf8')));
      if (!parsed.success || parsed.output.origin !== this.#parts.origin) return undefined;
      const { readAt, applications } = parsed.output;
      // Summaries as they were written by us; the shape was judged as far as anybody goes by it.
      return { readAt, applications: applications as unknown as readonly ApplicationSummary[] };
    } catch {
      return undefined;
    }
  }

  /** Beside the other work of this process; one write after the other. */
  write(list: CachedList): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      try {
        const text = this.#text(list);
        await writeFile(this.#temporary(), text, { mode: 0o600 });
        await rename(this.#temporary(), this.#path());
      } catch {
        // The list is read again anyway.
      }
    });
    return this.#writing;
  }

  /** At the end of the app, when nothing can be waited for. */
  writeNow(list: CachedList): void {
    try {
      writeFileSync(`${this.#temporary()}-end`, this.#text(list), { mode: 0o600 });
      renameSync(`${this.#temporary()}-end`, this.#path());
    } catch {
      // The list is read again anyway.
    }
  }

  #text(list: CachedList): string {
    mkdirSync(this.#parts.folder, { recursive: true, mode: 0o700 });
    return JSON.stringify({ format: FORMAT, origin: this.#parts.origin, ...list });
  }

  #path(): string {
    return join(this.#parts.folder, 'list.json');
  }

  #temporary(): string {
    return join(this.#parts.folder, 'list.json.new');
  }
}
