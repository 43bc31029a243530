import { basename, join } from 'node:path';
import * as v from 'valibot';
import { secretId, type SecretId } from '../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import type { KeptIn } from '../../core/domain/secret.ts';
import type { SecretVault } from '../../core/use-cases/ports.ts';
import type { NoticeBoard } from '../directory/local/notices.ts';
import { ensureFolder, isAbsent, troubleOf } from '../records/durable-files.ts';
import { RecordFile, type ParseBody } from '../records/record-file.ts';

/** Which secrets of a remote tenant have their value here; the tenant itself knows nothing of that. */
export interface KeptSecrets {
  /** Undefined: made elsewhere. */
  readonly keptIn: (id: SecretId) => KeptIn | undefined;
  /** All that are known to be kept. */
  readonly ids: () => readonly SecretId[];
  /** The vault, with everything that is kept in it or forgotten noted here. */
  readonly vault: SecretVault;
}

interface Body {
  readonly keychain: readonly SecretId[];
}

const body: v.GenericSchema<unknown, Body> = v.object({
  keychain: v.array(v.pipe(v.string(), v.transform(secretId))),
});

const parseBody: ParseBody<Body> = (found) => {
  const parsed = v.safeParse(body, found);
  return parsed.success ? parsed.output : undefined;
};

const NAME = 'kept-secrets';

/**
 * In `<folder>/kept-secrets`; `folder`: of one tenant. A list that cannot be read is told, and known of nothing: that must not take
 * the tenant away, and no value is touched. Failure: store-write-failed.
 */
export function openKeptSecrets(folder: string, vault: SecretVault, notices: NoticeBoard): Result<KeptSecrets> {
  try {
    ensureFolder(folder);
  } catch (error) {
    return fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'nothing' });
  }
  const file = new RecordFile({ folder, name: NAME }, parseBody);
  const read = file.read();
  if (!read.ok) {
    const kind = read.failure.code === 'store-newer' ? 'newer-format' : 'record-unreadable';
    const file = isAbsent(join(folder, `${NAME}.a.json`)) ? `${NAME}.b.json` : `${NAME}.a.json`;
    notices.post({ kind, what: 'Kept secrets', savedAs: `tenants/${basename(folder)}/${file}` });
  }
  const list = new NotedList(file, read.ok ? (read.value?.value.keychain ?? []) : []);
  return ok({
    keptIn: (id) => list.keptIn(id),
    ids: () => list.ids(),
    vault: {
      keepsIn: () => vault.keepsIn(),
      read: (id) => vault.read(id),
      // Noted first: a name too many is dropped with its secret, one too few would hide a value that is there.
      keep: async (id, value) => {
        const noted = list.add(id, vault.keepsIn());
        return noted.ok ? vault.keep(id, value) : noted;
      },
      forget: async (id) => {
        const forgotten = await vault.forget(id);
        return forgotten.ok ? list.drop(id) : forgotten;
      },
    },
  });
}

class NotedList {
  readonly #file: RecordFile<Body>;
  readonly #homes: Map<SecretId, KeptIn>;

  constructor(file: RecordFile<Body>, known: readonly SecretId[]) {
    this.#file = file;
    this.#homes = new Map(known.map((id) => [id, 'keychain']));
  }

  keptIn(id: SecretId): KeptIn | undefined {
    return this.#homes.get(id);
  }

  ids(): readonly SecretId[] {
    return [...this.#homes.keys()];
  }

  add(id: SecretId, home: KeptIn): Result<void> {
    if (this.#homes.has(id)) return done;
    return this.#become(new Map([...this.#homes, [id, home]]));
  }

  drop(id: SecretId): Result<void> {
    if (!this.#homes.has(id)) return done;
    return this.#become(new Map([...this.#homes].filter(([each]) => each !== id)));
  }

  /** What is kept in memory only is not written: it is gone with the session. */
  #become(homes: ReadonlyMap<SecretId, KeptIn>): Result<void> {
    const keychain = [...homes].filter(([, home]) => home === 'keychain').map(([id]) => id);
    const revision = this.#revision();
    if (!revision.ok) return revision;
    const written = this.#file.write({ keychain }, revision.value);
    if (!written.ok) return written;
    this.#homes.clear();
    homes.forEach((home, id) => this.#homes.set(id, home));
    return done;
  }

  /** What is damaged is set aside, and what is known is noted anew; the list of a newer version is left alone. */
  #revision(): Result<number> {
    const read = this.#file.read();
    if (read.ok) return ok(read.value?.revision ?? 0);
    if (read.failure.code !== 'store-damaged') return read;
    const aside = this.#file.setAside();
    return aside.ok ? ok(0) : aside;
  }
}
