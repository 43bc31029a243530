import { applicationId, clientId, secretId, type SecretId } from '../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import { hintOf } from '../../core/domain/secret-value.ts';
import type { Secret } from '../../core/domain/secret.ts';
import type { Clock, Ids, SecretMaker, SecretVault } from '../../core/use-cases/ports.ts';
import type { NoticeBoard } from '../directory/local/notices.ts';
import { createTurn } from '../ipc/turn.ts';
import { RecordFile } from '../records/record-file.ts';
import type { ServedAdministrator } from '../tenant-server/messages.ts';
import { parseAdministrator, type AdministratorBody } from './administrator-record.ts';

interface Parts {
  /** Absolute. */
  readonly folder: string;
  readonly notices: NoticeBoard;
  readonly vault: SecretVault;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secretMaker: SecretMaker;
  /** Told of every change before it is answered. */
  readonly changed: () => Promise<void>;
}

const OFF: AdministratorBody = { administrator: null, leftovers: [] };

/**
 * Who may use the applications API, in a record of its own; there is nobody until a person switches it on. A value stands in the
 * record as a leftover before it is in the keychain and before it goes out of it: whatever a crash leaves is tidied later.
 */
export class Administrator {
  readonly #parts: Parts;
  readonly #file: RecordFile<AdministratorBody>;
  readonly #turn = createTurn();
  #body: AdministratorBody;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#file = new RecordFile({ folder: parts.folder, name: 'administrator' }, parseAdministrator);
    this.#body = this.#read();
  }

  current(): ServedAdministrator | undefined {
    return this.#body.administrator ?? undefined;
  }

  /** On with the secret that there is, or with a first one. Failures: keychain-*, store-*. */
  switchOn(): Promise<Result<void>> {
    return this.#turn(() => (this.#body.administrator ? Promise.resolve(done) : this.#withNewSecret(undefined)));
  }

  /** From the answer on the old secret opens nothing. Failures: request-refused (it is off), keychain-*, store-*. */
  regenerate(): Promise<Result<void>> {
    return this.#turn(() => {
      const { administrator } = this.#body;
      return administrator ? this.#withNewSecret(administrator) : Promise.resolve(fail({ code: 'request-refused' }));
    });
  }

  /** Off from the answer on, even if the keychain cannot forget the value now; it does when it can. Failure: store-*. */
  switchOff(): Promise<Result<void>> {
    return this.#turn(async () => {
      const { administrator, leftovers } = this.#body;
      if (!administrator) return done;
      const written = this.#write({ administrator: null, leftovers: [...leftovers, administrator.secret.id] });
      if (!written.ok) return written;
      await this.#parts.changed();
      await this.#tidy();
      return done;
    });
  }

  /** For the clipboard only. Failures: request-refused (it is off), secret-missing, secret-session-ended, keychain-*. */
  async secretValue(): Promise<Result<string>> {
    const { administrator } = this.#body;
    if (!administrator) return fail({ code: 'request-refused' });
    const { id, hint, keptIn } = administrator.secret;
    const value = await this.#parts.vault.read(id);
    if (keptIn === 'session' && (!value.ok || value.value === undefined))
      return fail({ code: 'secret-session-ended', hint });
    if (!value.ok) return value;
    return value.value === undefined ? fail({ code: 'secret-missing', hint }) : ok(value.value);
  }

  /** Whenever the keychain turns out to be readable. */
  tidy(): Promise<void> {
    return this.#turn(() => this.#tidy());
  }

  async #withNewSecret(before: ServedAdministrator | undefined): Promise<Result<void>> {
    const { vault, ids } = this.#parts;
    const { leftovers } = this.#body;
    const { secret, value } = this.#newSecret();
    const noted = this.#write({ administrator: before ?? null, leftovers: [...leftovers, secret.id] });
    if (!noted.ok) return noted;
    const kept = await vault.keep(secret.id, value);
    if (!kept.ok) {
      // One that fell silent may still carry out what it was asked, after it was told to forget.
      if (kept.failure.code !== 'keychain-silent') await this.#tidy();
      return kept;
    }
    const who = before ?? { id: applicationId(ids.next()), clientId: clientId(ids.next()) };
    const old = before ? [before.secret.id] : [];
    const administrator = { id: who.id, clientId: who.clientId, secret };
    const written = this.#write({ administrator, leftovers: [...leftovers, ...old] });
    if (written.ok) await this.#parts.changed();
    await this.#tidy();
    return written;
  }

  #newSecret(): { readonly secret: Secret; readonly value: string } {
    const { clock, ids, secretMaker, vault } = this.#parts;
    const { value, digest } = secretMaker.make();
    const facts = { description: '', scopes: ['manageApp', 'oAuth'], created: clock.now().toISOString() };
    const secret = { ...facts, id: secretId(ids.next()), hint: hintOf(value), keptIn: vault.keepsIn(), digest };
    return { secret, value };
  }

  /** One that the keychain cannot forget now stays noted. */
  async #tidy(): Promise<void> {
    const { leftovers, administrator } = this.#body;
    if (leftovers.length === 0) return;
    const left: SecretId[] = [];
    for (const id of leftovers) if (!(await this.#parts.vault.forget(id)).ok) left.push(id);
    if (left.length < leftovers.length) this.#write({ administrator, leftovers: left });
  }

  #write(body: AdministratorBody): Result<void> {
    const read = this.#file.read();
    if (!read.ok) return read;
    const written = this.#file.write(body, read.value?.revision ?? 0);
    if (written.ok) this.#body = body;
    return written;
  }

  /** One that cannot be read is set aside: the API is off then, and its owner is told. */
  #read(): AdministratorBody {
    const read = this.#file.read();
    if (read.ok) return read.value?.value ?? OFF;
    if (read.failure.code === 'store-newer') return OFF;
    const aside = this.#file.setAside();
    const savedAs = aside.ok ? null : 'administrator';
    this.#parts.notices.post({ kind: 'record-unreadable', what: 'Administrator of the applications API', savedAs });
    return OFF;
  }
}
