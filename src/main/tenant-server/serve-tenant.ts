import type { Server } from 'node:http';
import { DEFAULT_PORTS, SCHEMES, type Scheme, type TenantPorts } from '../../core/domain/local-tenant.ts';
import type { ParentPort } from '../helper/parent-port.ts';
import { userToken } from './endpoints/user-token.ts';
import { close, listen, type Listening } from './listeners.ts';
import type { FromServer, ServedTenant, ServedTls, ToServer } from './messages.ts';
import { requestHandler } from './request-handler.ts';
import { RequestLog } from './request-log.ts';
import { MainCalls } from './main-calls.ts';
import { createTenant, type Tenant } from './tenant.ts';
import { TokenKeys } from './token-keys.ts';

/** A port that is none, a certificate that does not fit. */
const NOT_LISTENING: Listening = { trouble: 'other' };

interface Serving {
  readonly tenant: Tenant;
  readonly tls: ServedTls;
}

/** Does what main says, one message after the other. One that cannot be carried out is answered like any other. */
export function serveTenant(port: ParentPort<FromServer>, now: () => Date = () => new Date()): void {
  const server = new TenantServer(port, now);
  let last = Promise.resolve();
  port.onMessage((message) => {
    if (!isOrder(message)) return;
    // An answer that a request waits for, maybe behind others.
    if (message.kind === 'directory-answer') {
      server.hear(message);
      return;
    }
    const { id } = message;
    const failed = (): FromServer =>
      message.kind === 'user-token' ? { kind: 'token', id, token: null } : { kind: 'done', id };
    last = last
      .then(() => server.carryOut(message))
      .catch(failed)
      .then((answer) => port.post(answer));
  });
  port.post({ kind: 'started' });
}

class TenantServer {
  readonly #post: ParentPort<FromServer>['post'];
  readonly #now: () => Date;
  readonly #log: RequestLog;
  readonly #main: MainCalls;
  #serving: Serving | undefined;
  #servers: readonly Server[] = [];

  constructor(port: ParentPort<FromServer>, now: () => Date) {
    this.#post = (message) => port.post(message);
    this.#now = now;
    this.#main = new MainCalls((message) => port.post(message));
    this.#log = new RequestLog((requests) => port.post({ kind: 'requests', requests }), now);
  }

  hear({ call, answer }: Extract<ToServer, { readonly kind: 'directory-answer' }>): void {
    this.#main.answered(call, answer);
  }

  async carryOut(message: ToServer): Promise<FromServer> {
    const { id } = message;
    if (message.kind === 'serve') await this.#begin(message.tenant);
    else if (this.#serving && message.kind === 'listen') await this.#listenOn(this.#serving, message.ports);
    else if (message.kind === 'user-token')
      return { kind: 'token', id, token: this.#serving ? await userToken(this.#serving.tenant, message) : null };
    else if (this.#serving) await change(this.#serving.tenant, message);
    return { kind: 'done', id };
  }

  async #begin({ keys, tls, revoked, ...told }: ServedTenant): Promise<void> {
    const tenant = createTenant({
      ...{ now: this.#now, ports: DEFAULT_PORTS, keys: await TokenKeys.from(keys) },
      ...{ lockChanged: (lock) => this.#post({ kind: 'lock', lock }), main: this.#main },
      tokenRevoked: (token) => this.#post({ kind: 'revoked', token }),
    });
    tenant.state.reset(told);
    tenant.issued.restore(revoked);
    this.#serving = { tenant, tls };
  }

  async #listenOn({ tenant, tls }: Serving, ports: TenantPorts): Promise<void> {
    await Promise.all(this.#servers.map(close));
    this.#servers = [];
    tenant.ports = ports;
    tenant.listening = [];
    const open = async (scheme: Scheme): Promise<Server | undefined> => {
      const handler = requestHandler(tenant, scheme, (told) => this.#log.add(told));
      const place = { scheme, port: ports[scheme] };
      const { server, ...failed } = await listen({ ...place, tls, handler }).catch(() => NOT_LISTENING);
      const trouble = 'trouble' in failed ? failed.trouble : 'other';
      this.#post(server ? { kind: 'listening', ...place } : { kind: 'not-listening', ...place, trouble });
      return server;
    };
    const opened = await Promise.all(SCHEMES.map(open));
    this.#servers = opened.flatMap((server) => server ?? []);
    tenant.listening = SCHEMES.filter((_, index) => opened[index]);
  }
}

async function change(tenant: Tenant, message: ToServer): Promise<void> {
  if (message.kind === 'put') tenant.state.put(message.application);
  if (message.kind === 'drop') tenant.state.drop(message.applicationId);
  if (message.kind === 'users') tenant.state.setUsers(message.users);
  if (message.kind === 'lock') tenant.state.setLock(message.lock);
  if (message.kind === 'administrator') tenant.state.setAdministrator(message.administrator);
  if (message.kind === 'keys') tenant.keys = await TokenKeys.from(message.keys);
}

const isOrder = (message: unknown): message is ToServer =>
  typeof message === 'object' &&
  message !== null &&
  'id' in message &&
  typeof message.id === 'number' &&
  'kind' in message &&
  typeof message.kind === 'string';
