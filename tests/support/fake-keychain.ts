import type { HelperProcess, SpawnHelper } from '../../src/main/helper/helper-process.ts';
import { serveKeychain, type Keytar } from '../../src/main/vault/serve-keychain.ts';

/** What keytar has been seen to throw: nothing may depend on which of them it is. */
export const OBSERVED_TEXTS = [
  'Cannot autolaunch D-Bus without X11 $DISPLAY',
  'Error spawning command line “dbus-launch --autolaunch=…”: Child process exited with code 1',
  'Could not connect: No such file or directory',
  'The name org.freedesktop.secrets was not provided by any .service files',
  'Object does not exist at path “/org/freedesktop/secrets/collection/login”',
  'Cannot create an item in a locked collection',
  'Timeout was reached',
  'The name :1.7 was not provided by any .service files',
  'The session wrapping the secret does not exist',
] as const;

/** What may go wrong with one call. */
export type Fault =
  | { readonly kind: 'throws'; readonly what: unknown }
  /** `null` or `false`, or for a write nothing at all, without having done it. */
  | { readonly kind: 'says-nothing-there' }
  /** A prompt or a slow disk: this call alone takes so long. */
  | { readonly kind: 'takes'; readonly ms: number }
  | { readonly kind: 'never-answers' }
  /** The daemon is stopped: every call hangs until the fault clears, and is carried out then, in order. */
  | { readonly kind: 'daemon-stops' }
  | { readonly kind: 'alters' }
  | { readonly kind: 'loses' }
  | { readonly kind: 'kills-helper' };

type Verb = 'get' | 'set' | 'delete';

/** A keychain in memory that fails as told, at a certain call. Probes are not counted. */
export class FakeKeychain {
  readonly values = new Map<string, string>();
  /** Real calls so far, as `verb account`. */
  readonly calls: string[] = [];
  locked = false;
  #fault: { readonly at: number; readonly fault: Fault; readonly lasting: boolean } | undefined;
  #stopped: (() => void)[] | undefined;

  /** Fails at the n-th call from now on (1 is the next one); `lasting`: and at every one after it, until cleared. */
  failAt(n: number, fault: Fault, lasting = false): void {
    this.#fault = { at: this.calls.length + n, fault, lasting };
  }

  clear(): void {
    this.#fault = undefined;
    for (const late of this.#stopped ?? []) late();
    this.#stopped = undefined;
  }

  /** Helpers in this process, each with its own door to this keychain. */
  readonly spawn: SpawnHelper = (events) => {
    let alive = true;
    let deliver: (message: unknown) => void = () => undefined;
    const die = () => {
      if (!alive) return;
      alive = false;
      setImmediate(events.exit);
    };
    const port = {
      post: (message: unknown) => void setImmediate(() => alive && events.message(message)),
      onMessage: (listener: (message: unknown) => void) => (deliver = listener),
    };
    serveKeychain(port, () => Promise.resolve(this.#keytar(die)));
    const process: HelperProcess = {
      post: (message) => void setImmediate(() => alive && deliver(message)),
      kill: die,
    };
    return process;
  };

  #keytar(die: () => void): Keytar {
    const key = (service: string, account: string) => `${service}/${account}`;
    return {
      getPassword: (service, account) => {
        const look = () => (this.locked ? null : (this.values.get(key(service, account)) ?? null));
        if (account === 'probe') return this.#stopped ? this.#whenRunning(look) : Promise.resolve(look());
        return this.#call(`get ${account}`, { die, carryOut: look, nothing: null });
      },
      setPassword: (service, account, password) => {
        const store = (value: string | undefined) => {
          if (this.locked) throw new Error(OBSERVED_TEXTS[5]);
          if (value === undefined) this.values.delete(key(service, account));
          else this.values.set(key(service, account), value);
        };
        const carryOut = (how?: 'alters' | 'loses') =>
          store(how === 'alters' ? `${password}?` : how === 'loses' ? undefined : password);
        return this.#call(`set ${account}`, { die, carryOut, nothing: undefined });
      },
      deletePassword: (service, account) => {
        const carryOut = () => !this.locked && this.values.delete(key(service, account));
        return this.#call(`delete ${account}`, { die, carryOut, nothing: false });
      },
    };
  }

  async #call<T>(name: `${Verb} ${string}`, how: Call<T>): Promise<T> {
    this.calls.push(name);
    const fault = this.#faultNow();
    if (fault?.kind === 'daemon-stops') this.#stopped ??= [];
    if (this.#stopped || fault?.kind === 'daemon-stops') return this.#whenRunning(how.carryOut);
    return fault ? suffer(fault, how) : how.carryOut();
  }

  #faultNow(): Fault | undefined {
    if (!this.#fault) return undefined;
    const { at, fault, lasting } = this.#fault;
    return this.calls.length === at || (lasting && this.calls.length > at) ? fault : undefined;
  }

  #whenRunning<T>(carryOut: () => T): Promise<T> {
    return new Promise((settle) => this.#stopped?.push(() => settle(carryOut())));
  }
}

interface Call<T> {
  readonly carryOut: (how?: 'alters' | 'loses') => T;
  readonly nothing: T;
  readonly die: () => void;
}

async function suffer<T>(fault: Exclude<Fault, { kind: 'daemon-stops' }>, call: Call<T>): Promise<T> {
  switch (fault.kind) {
    case 'throws':
      throw fault.what;
    case 'says-nothing-there':
      return call.nothing;
    case 'takes':
      await new Promise((settle) => setTimeout(settle, fault.ms));
      return call.carryOut();
    case 'never-answers':
      return new Promise(() => undefined);
    case 'alters':
    case 'loses':
      return call.carryOut(fault.kind);
    case 'kills-helper':
      call.die();
      return new Promise(() => undefined);
  }
}
