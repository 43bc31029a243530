import type { ClientIdLock } from '../../core/domain/client-id-lock.ts';
import type { ApplicationId } from '../../core/domain/identifiers.ts';
import type { Scheme, TenantPorts } from '../../core/domain/local-tenant.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { User, UserId } from '../../core/domain/user.ts';
import type { Directory } from '../../core/use-cases/ports.ts';
import type { UserRegister } from '../../core/use-cases/user-desk.ts';
import type { ListenerFault } from '../../shared/ipc/tenant-views.ts';
import type { DirectoryAnswer, DirectoryCall } from '../../core/domain/directory-api/directory-call.ts';
import type {
  AnsweredRequest,
  FromServer,
  ServedAdministrator,
  ServedKeys,
  ToServer,
} from '../tenant-server/messages.ts';
import type { SpawnHelper } from '../helper/helper-process.ts';
import type { ApplicationChange } from './observed-directory.ts';
import { RevokedTokens } from './revoked-tokens.ts';
import { feedAll } from './server-feed.ts';
import { ServerProcess } from './server-process.ts';
import type { TenantKeys } from './tenant-keys.ts';

interface Listener {
  readonly scheme: Scheme;
  readonly port: number;
}

/** What becomes known without being asked for. */
export interface ServerNews {
  listening(at: Listener): void;
  failed(at: Listener, fault: ListenerFault): void;
  requests(entries: readonly AnsweredRequest[]): void;
  lock(id: ApplicationId, lock: ClientIdLock): void;
  /** The process is gone though nobody ended it. */
  died(): void;
}

export interface StartFacts {
  readonly keys: TenantKeys;
  /** Asked when it is time to listen. */
  readonly ports: () => TenantPorts;
  readonly users: UserRegister;
  readonly locks: ReadonlyMap<ApplicationId, ClientIdLock>;
  readonly administrator: ServedAdministrator | undefined;
  readonly now: Date;
}

/** Carries out a request of the applications API. Never rejects. */
export type AnswerCall = (asked: DirectoryCall, origin: string) => Promise<DirectoryAnswer>;

interface Parts {
  readonly spawn: SpawnHelper;
  readonly directory: Directory;
  readonly news: ServerNews;
  readonly answerCall: AnswerCall;
}

type Unnumbered = ToServer extends infer M ? (M extends ToServer ? Omit<M, 'id'> : never) : never;

/** Nobody waits for the answer to a message of this number. */
const UNASKED = 0;

/** Speaks with the server's process. What is told while there is none is not lost: a new one is told everything. */
export class ServerLink {
  readonly #directory: Directory;
  readonly #news: ServerNews;
  readonly #answerCall: AnswerCall;
  readonly #process: ServerProcess;
  /** Told of since the present process was given its tenant: what was read of them before is out of date. */
  #touched = new Set<ApplicationId>();
  #knowsAll = false;
  readonly #revoked = new RevokedTokens();

  constructor({ spawn, directory, news, answerCall }: Parts) {
    this.#answerCall = answerCall;
    this.#directory = directory;
    this.#news = news;
    // Our own process: what it posts has the type that both ends are compiled with.
    this.#process = new ServerProcess({
      spawn,
      heard: (message) => this.#hear(message as FromServer),
      died: () => news.died(),
    });
  }

  get isRunning(): boolean {
    return this.#process.isRunning;
  }

  /** False when no process is to be had just now. It listens once it knows everything. */
  start(facts: StartFacts): boolean {
    this.#knowsAll = false;
    if (!this.#process.start()) return false;
    void this.#tellAll(facts);
    return true;
  }

  end(): void {
    this.#process.end();
  }

  /** Before it knows everything it would refuse what is right; it will listen where it is to listen by then. */
  listen(ports: TenantPorts): void {
    if (this.#knowsAll) this.#post({ kind: 'listen', ports });
  }

  async tell(change: ApplicationChange): Promise<void> {
    this.#touched.add(change.kind === 'put' ? change.application.id : change.id);
    await this.#surely(messageOf(change));
  }

  async tellUsers(users: readonly User[]): Promise<void> {
    await this.#surely({ kind: 'users', users });
  }

  async tellAdministrator(administrator: ServedAdministrator | undefined): Promise<void> {
    await this.#surely({ kind: 'administrator', administrator });
  }

  async tellKeys(keys: TenantKeys): Promise<void> {
    await this.#surely({ kind: 'keys', keys: servedKeys(keys) });
  }

  async tellLock(applicationId: ApplicationId, lock: ClientIdLock): Promise<void> {
    await this.#surely({ kind: 'lock', lock: { applicationId, ...lock } });
  }

  /** Failures: application-unknown, tenant-server-not-running, tenant-server-silent. */
  async userToken(consumerId: ApplicationId, userId: UserId): Promise<Result<string>> {
    const reply = await this.#process.ask<string | null>((id) => ({ kind: 'user-token', id, consumerId, userId }));
    if (reply.kind === 'gone') return fail({ code: 'tenant-server-not-running' });
    if (reply.kind === 'silent') return fail({ code: 'tenant-server-silent' });
    return reply.answer === null ? fail({ code: 'application-unknown', id: consumerId }) : ok(reply.answer);
  }

  async #tellAll({ keys, ports, users, locks, administrator, now }: StartFacts): Promise<void> {
    const all = await users.list();
    const touched = (this.#touched = new Set());
    const tenant = {
      applications: [],
      users: all.ok ? all.value : [],
      locks: [...locks].map(([applicationId, lock]) => ({ applicationId, ...lock })),
      revoked: this.#revoked.unexpired(now),
      administrator,
      keys: servedKeys(keys),
      tls: { certificate: keys.tls.certificate, privateKey: keys.tls.privateKey },
    };
    this.#post({ kind: 'serve', tenant });
    const tell = (changes: readonly ApplicationChange[]) => {
      for (const change of changes)
        if (change.kind === 'put' && !touched.has(change.application.id)) this.#post(messageOf(change));
    };
    const isWanted = () => this.#touched === touched && this.#process.isRunning;
    if (!(await feedAll({ directory: this.#directory, tell, isWanted }))) return;
    this.#knowsAll = true;
    this.listen(ports());
  }

  /** Answers when the server goes by it, or when there is no server (any more) that could go by the old state. */
  async #surely(message: Unnumbered): Promise<void> {
    await this.#process.ask((id) => ({ ...message, id }));
  }

  #post(message: Unnumbered): void {
    this.#process.post({ ...message, id: UNASKED });
  }

  /** A server that has been started since does not know the call, and drops the answer. */
  async #answer({ call, asked, origin }: Extract<FromServer, { readonly kind: 'directory-call' }>): Promise<void> {
    const answer = await this.#answerCall(asked, origin);
    this.#post({ kind: 'directory-answer', call, answer });
  }

  #hear(message: FromServer): void {
    switch (message.kind) {
      case 'started':
        return;
      case 'done': {
        this.#process.answered(message.id, undefined);
        return;
      }
      case 'token': {
        this.#process.answered(message.id, message.token);
        return;
      }
      case 'directory-call': {
        void this.#answer(message);
        return;
      }
      case 'listening': {
        this.#news.listening(message);
        return;
      }
      case 'not-listening': {
        this.#news.failed(message, message.trouble);
        return;
      }
      case 'requests': {
        this.#news.requests(message.requests);
        return;
      }
      case 'revoked': {
        this.#revoked.note(message.token);
        return;
      }
      case 'lock': {
        const { applicationId, ...lock } = message.lock;
        this.#news.lock(applicationId, lock);
        return;
      }
    }
  }
}

const messageOf = (change: ApplicationChange): Unnumbered =>
  change.kind === 'put' ? { kind: 'put', application: change.application } : { kind: 'drop', applicationId: change.id };

function servedKeys(keys: TenantKeys): ServedKeys {
  const { current, retired } = keys.signing();
  return { current: { kid: current.kid, privateKey: current.privateKey }, retired };
}
