import { lockAt, unlocked, withLockEnabled, type ClientIdLock } from '../../core/domain/client-id-lock.ts';
import type { ApplicationId } from '../../core/domain/identifiers.ts';
import { checkPorts, type Scheme, type TenantPorts } from '../../core/domain/local-tenant.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import type { User, UserId } from '../../core/domain/user.ts';
import type { TenantServerView } from '../../shared/ipc/tenant-views.ts';
import type { LocalTenantParts } from './local-tenant-parts.ts';
import type { ApplicationChange } from './observed-directory.ts';
import { atNextRetirement } from './retirement.ts';
import { ServerLink } from './server-link.ts';
import { ServerStatus } from './server-status.ts';
import type { TenantKeys } from './tenant-keys.ts';

/**
 * Keeps the server of the local tenant running and true: it is started when the keychain can be read, told of every change before
 * that is answered, and started again with all it needs when its process ends.
 */
export class LocalTenant {
  readonly #parts: LocalTenantParts;
  readonly #link: ServerLink;
  readonly #status = new ServerStatus();
  /** Nobody is told of anything once it is closed. */
  #heard: LocalTenantParts['heard'] | undefined;
  #keys: TenantKeys | undefined;
  #opening: Promise<void> | undefined;
  #mayStart = false;
  #callOff: () => void = () => undefined;

  constructor(parts: LocalTenantParts) {
    this.#parts = parts;
    this.#heard = parts.heard;
    if (parts.settings.enabled()) this.#status.all('starting');
    this.#link = new ServerLink({
      spawn: parts.spawn,
      directory: parts.directory,
      answerCall: parts.answerCall,
      news: {
        listening: (at) => this.#ifPresent(at, () => this.#status.running(at.scheme)),
        failed: (at, fault) => this.#ifPresent(at, () => this.#status.failed(at.scheme, fault)),
        requests: (entries) => this.#heard?.requests(entries),
        lock: (id, lock) => {
          parts.locks.note(id, lock);
          this.#heard?.lock(id);
        },
        died: () => this.#startServer(),
      },
    });
  }

  /** The window is on screen: from now on it may start. */
  begin(): void {
    this.#mayStart = true;
    void this.keychainChanged();
  }

  /** Starts when the keychain turns out to be readable; one that runs goes on with the keys it has. */
  async keychainChanged(): Promise<void> {
    if (!this.#isWanted()) return;
    if (!this.#keys) await this.#openKeys();
    // A person may have switched it off meanwhile.
    if (this.#isWanted()) this.#startServer();
  }

  view(): TenantServerView {
    const { settings, administrator } = this.#parts;
    const set = { enabled: settings.enabled(), ports: settings.ports(), administrator: administrator() };
    return this.#status.view({ ...set, keys: this.#keys });
  }

  /** PEM of the https address, once the keychain gave its key. */
  certificate(): string | undefined {
    return this.#keys?.tls.certificate;
  }

  ports(): TenantPorts {
    return this.#parts.settings.ports();
  }

  enable(enabled: boolean): TenantServerView {
    this.#parts.settings.rememberEnabled(enabled);
    if (!enabled) {
      this.#changed(() => this.#status.all('off'));
      this.#link.end();
    } else if (!this.#link.isRunning) {
      this.#changed(() => this.#status.all('starting'));
      void this.keychainChanged();
    }
    return this.view();
  }

  /** Failures: port-out-of-range, ports-equal. */
  setPorts(wanted: TenantPorts): Result<TenantServerView> {
    const ports = checkPorts(wanted);
    if (!ports.ok) return ports;
    this.#parts.settings.rememberPorts(ports.value);
    if (this.#link.isRunning) {
      this.#changed(() => this.#status.all('starting'));
      this.#link.listen(ports.value);
    }
    return ok(this.view());
  }

  /** Failures: tenant-server-not-running (there are no keys yet), store-*. */
  async rotateKey(): Promise<Result<TenantServerView>> {
    if (!this.#keys) return fail({ code: 'tenant-server-not-running' });
    const rotated = await this.#keys.rotate();
    if (!rotated.ok) return rotated;
    await this.#tellKeys();
    this.#changed(() => undefined);
    return ok(this.view());
  }

  /** Failures: application-unknown, user-unknown, tenant-server-not-running, tenant-server-silent. */
  async userToken(consumer: ApplicationId, user: UserId): Promise<Result<string>> {
    const found = await this.#parts.directory.read(consumer);
    if (!found.ok) return found;
    const users = await this.#parts.users.list();
    if (!users.ok) return users;
    if (!users.value.some(({ id }) => id === user)) return fail({ code: 'user-unknown', id: user });
    if (!this.#status.isUp) return fail({ code: 'tenant-server-not-running' });
    return this.#link.userToken(consumer, user);
  }

  lockOf(id: ApplicationId): ClientIdLock {
    return lockAt(this.#parts.locks.of(id), this.#parts.clock.now());
  }

  /** Failure: store-*; it counts for this run all the same. */
  switchLock(id: ApplicationId, enabled: boolean): Promise<Result<void>> {
    return this.#setLock(id, withLockEnabled(this.lockOf(id), enabled, this.#parts.clock.now()));
  }

  /** Failure: store-*; it counts for this run all the same. */
  unlock(id: ApplicationId): Promise<Result<void>> {
    return this.#setLock(id, unlocked(this.lockOf(id)));
  }

  /** To be called for every change of the directory, before it is answered. */
  async applicationChanged(change: ApplicationChange): Promise<void> {
    if (change.kind === 'drop') await this.#forgetLock(change.id);
    await this.#link.tell(change);
  }

  usersChanged(users: readonly User[]): Promise<void> {
    return this.#link.tellUsers(users);
  }

  /** To be called when the applications API is switched, or its secret is another one, before that is answered. */
  administratorChanged(): Promise<void> {
    return this.#link.tellAdministrator(this.#parts.administrator());
  }

  close(): void {
    this.#heard = undefined;
    this.#mayStart = false;
    this.#callOff();
    this.#link.end();
    this.#parts.locks.flush();
  }

  /** Only of one that is gone for good: a record that cannot be read just now must not unlock anybody. */
  async #forgetLock(id: ApplicationId): Promise<void> {
    const found = await this.#parts.directory.read(id);
    if (!found.ok && found.failure.code === 'application-unknown') this.#parts.locks.forget(id);
  }

  async #setLock(id: ApplicationId, lock: ClientIdLock): Promise<Result<void>> {
    const kept = this.#parts.locks.set(id, lock);
    await this.#link.tellLock(id, lock);
    return kept.ok ? done : kept;
  }

  /** Once at a time: the keychain may become readable again and again while it is being read. */
  #openKeys(): Promise<void> {
    this.#opening ??= this.#openKeysOnce().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  async #openKeysOnce(): Promise<void> {
    const state = this.#parts.vaultState();
    if (state !== 'ready' && state !== 'session') {
      // Not asked yet: it is about to be.
      if (state !== 'unknown') this.#changed(() => this.#status.blocked('keychain'));
      return;
    }
    this.#changed(() => this.#status.all('starting'));
    const opened = await this.#parts.openKeys();
    if (opened.ok) this.#keys = opened.value;
    else {
      const isKeychain = opened.failure.code.startsWith('keychain-');
      this.#changed(() => this.#status.blocked(isKeychain ? 'keychain' : 'keys-unreadable'));
    }
  }

  /** That it should run and does not. */
  #isWanted(): boolean {
    return this.#mayStart && this.#parts.settings.enabled() && !this.#link.isRunning;
  }

  #startServer(): void {
    const { settings, users, locks, administrator, clock } = this.#parts;
    if (!this.#keys || !this.#isWanted()) return;
    const ports = () => settings.ports();
    const told = { users, locks: locks.all(), administrator: administrator(), now: clock.now() };
    const facts = { keys: this.#keys, ports, ...told };
    const started = this.#link.start(facts);
    this.#changed(() => (started ? this.#status.all('starting') : this.#status.blocked('process-ended')));
    this.#awaitRetirement();
  }

  #tellKeys(): Promise<void> {
    this.#awaitRetirement();
    return this.#keys ? this.#link.tellKeys(this.#keys) : Promise.resolve();
  }

  /** A retired key is published until its last token has expired, and not longer. */
  #awaitRetirement(): void {
    this.#callOff();
    if (!this.#keys) return;
    const drop = () => void this.#tellKeys().then(() => this.#changed(() => undefined));
    this.#callOff = atNextRetirement(this.#keys.signing(), this.#parts.clock.now(), drop);
  }

  /** What is said of a port that is not the one any more comes too late. */
  #ifPresent({ scheme, port }: { readonly scheme: Scheme; readonly port: number }, change: () => void): void {
    if (this.ports()[scheme] === port) this.#changed(change);
  }

  #changed(change: () => void): void {
    change();
    this.#heard?.status(this.view());
  }
}
