import type { Application } from '../../src/core/domain/application.ts';
import type { ApplicationId } from '../../src/core/domain/identifiers.ts';
import { freePorts } from './free-ports.ts';
import { originOf, type Scheme, type TenantPorts } from '../../src/core/domain/local-tenant.ts';
import type { User, UserId } from '../../src/core/domain/user.ts';
import type {
  AnsweredRequest,
  FromServer,
  ServedKeys,
  ServedLock,
  ServedTenant,
  ToServer,
} from '../../src/main/tenant-server/messages.ts';
import { newSigningKey } from '../../src/main/tenant/key-pair.ts';
import { makeCertificate } from '../../src/main/tenant/make-certificate.ts';
import { send, type Reply } from './token-request.ts';
import { tokenProcess, type TokenWire } from './token-wire.ts';

type Form = Readonly<Record<string, string>> | string;
type Headers = Readonly<Record<string, string | string[]>>;
type Unnumbered = ToServer extends infer M ? (M extends ToServer ? Omit<M, 'id'> : never) : never;

/** Made once for each test file: an RSA key takes a few hundred milliseconds. */
export const signingKey = once(() => newSigningKey(new Date()));
const certificate = once(() => makeCertificate(new Date()));

export async function aTenant(changed: Partial<ServedTenant> = {}): Promise<ServedTenant> {
  const { kid, privateKey } = await signingKey();
  const keys: ServedKeys = { current: { kid, privateKey }, retired: [] };
  return { applications: [], users: [], locks: [], revoked: [], keys, tls: await certificate(), ...changed };
}

interface Started {
  readonly tenant?: Partial<ServedTenant>;
  readonly ports?: TenantPorts;
  readonly wire?: TokenWire;
}

/** The token server on free ports of this machine, knowing the tenant, once it has said whether it listens. */
export async function startTokenServer({ tenant, ports, wire }: Started = {}): Promise<TokenServer> {
  const [served, at] = [await aTenant(tenant), ports ?? (await freePorts())];
  const server = new TokenServer(wire ?? (await tokenProcess()), served, at);
  await server.tell({ kind: 'serve', tenant: served });
  await server.tell({ kind: 'listen', ports: at });
  return server;
}

export class TokenServer {
  readonly tenant: ServedTenant;
  readonly ports: TenantPorts;
  readonly wire: TokenWire;
  /** Everything it said, in order. */
  readonly said: FromServer[] = [];
  readonly #waiting = new Map<number, (answer: FromServer) => void>();
  #lastId = 0;

  constructor(wire: TokenWire, tenant: ServedTenant, ports: TenantPorts) {
    this.tenant = tenant;
    this.ports = ports;
    this.wire = wire;
    wire.onMessage((message) => {
      this.said.push(message);
      if ('id' in message) this.#waiting.get(message.id)?.(message);
    });
  }

  /** Answers when the message has taken effect. */
  tell(message: Unnumbered): Promise<FromServer> {
    const id = (this.#lastId += 1);
    return new Promise((settle) => {
      this.#waiting.set(id, settle);
      this.wire.post({ ...message, id });
    });
  }

  put = (application: Application) => this.tell({ kind: 'put', application });
  drop = (applicationId: ApplicationId) => this.tell({ kind: 'drop', applicationId });
  users = (users: readonly User[]) => this.tell({ kind: 'users', users });
  lock = (lock: ServedLock) => this.tell({ kind: 'lock', lock });
  keys = (keys: ServedKeys) => this.tell({ kind: 'keys', keys });

  async userToken(consumerId: ApplicationId, userId: UserId): Promise<string> {
    const answer = await this.tell({ kind: 'user-token', consumerId, userId });
    if (answer.kind !== 'token' || answer.token === null) throw new Error('there is no such consumer or user');
    return answer.token;
  }

  origin(scheme: Scheme = 'http'): string {
    return originOf(scheme, this.ports);
  }

  /** A form is encoded; a text is sent as it is. */
  post(path: string, form: Form, headers: Headers = {}, scheme: Scheme = 'http'): Promise<Reply> {
    const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const ca = this.tenant.tls.certificate;
    return send({ url: this.origin(scheme) + path, method: 'POST', headers: { ...type, ...headers }, body, ca });
  }

  get(path: string, headers: Headers = {}, scheme: Scheme = 'http'): Promise<Reply> {
    return send({ url: this.origin(scheme) + path, method: 'GET', headers, ca: this.tenant.tls.certificate });
  }

  /** Entries of the request log so far; the server gathers them for a quarter of a second. */
  get requests(): readonly AnsweredRequest[] {
    return this.said.flatMap((each) => (each.kind === 'requests' ? each.requests : []));
  }

  get locks(): readonly ServedLock[] {
    return this.said.flatMap((each) => (each.kind === 'lock' ? each.lock : []));
  }

  close(): Promise<void> {
    return this.wire.end();
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
