import { shellQuote } from '../../core/domain/token-call.ts';
import { originOf, SCHEMES, xssecDomainOf, type Scheme, type TenantPorts } from '../../core/domain/local-tenant.ts';
import type {
  DirectoryApiView,
  ListenerFault,
  ListenerView,
  TenantServerView,
  TrustView,
} from '../../shared/ipc/tenant-views.ts';
import type { ServedAdministrator } from '../tenant-server/messages.ts';
import type { TlsIdentity } from './certificate.ts';
import type { TenantKeys } from './tenant-keys.ts';

type ListenerState =
  { readonly state: 'off' | 'starting' | 'running' } | { readonly state: 'failed'; readonly fault: ListenerFault };

/** What keeps the server from starting at all, or has ended it for good. */
export type Obstacle = 'keychain' | 'process-ended' | 'keys-unreadable';

const OFF: ListenerState = { state: 'off' };

/** What is known of the server just now, and how the window is told. */
export class ServerStatus {
  #listeners: Record<Scheme, ListenerState> = { http: OFF, https: OFF };
  #obstacle: Obstacle | undefined;

  /** All listeners to the same state; whatever stood in the way does so no more. */
  all(state: 'off' | 'starting'): void {
    this.#obstacle = undefined;
    for (const scheme of SCHEMES) this.#listeners[scheme] = { state };
  }

  blocked(obstacle: Obstacle): void {
    this.all('off');
    this.#obstacle = obstacle;
  }

  running(scheme: Scheme): void {
    this.#listeners[scheme] = { state: 'running' };
  }

  failed(scheme: Scheme, fault: ListenerFault): void {
    this.#listeners[scheme] = { state: 'failed', fault };
  }

  get isUp(): boolean {
    return this.#obstacle === undefined && SCHEMES.some((scheme) => this.#listeners[scheme].state === 'running');
  }

  view({ enabled, ports, keys, administrator }: Shown): TenantServerView {
    return {
      enabled,
      state: this.#state(),
      fault: this.#obstacle === undefined || this.#obstacle === 'keychain' ? null : this.#obstacle,
      listeners: { http: this.#listener('http', ports), https: this.#listener('https', ports) },
      trust: keys ? trustOf(keys.tls, ports) : null,
      signingKey: keys ? keyOf(keys) : null,
      directoryApi: administrator ? directoryApiOf(administrator) : null,
      forThisSession: keys?.forThisSession ?? false,
    };
  }

  #state(): TenantServerView['state'] {
    if (this.#obstacle) return this.#obstacle === 'keychain' ? 'waiting-for-keychain' : 'failed';
    const states = new Set(SCHEMES.map((scheme) => this.#listeners[scheme].state));
    if (states.has('running')) return 'running';
    if (states.has('starting')) return 'starting';
    return states.has('failed') ? 'failed' : 'off';
  }

  #listener(scheme: Scheme, ports: TenantPorts): ListenerView {
    const now = this.#listeners[scheme];
    const fault = now.state === 'failed' ? now.fault : null;
    return { port: ports[scheme], address: originOf(scheme, ports), state: now.state, fault };
  }
}

interface Shown {
  readonly enabled: boolean;
  readonly ports: TenantPorts;
  readonly keys: TenantKeys | undefined;
  readonly administrator: ServedAdministrator | undefined;
}

const trustOf = ({ file, fingerprint, validTo }: TlsIdentity, ports: TenantPorts): TrustView => ({
  certificateFile: file,
  nodeExtraCaCerts: `NODE_EXTRA_CA_CERTS=${shellQuote(file)}`,
  domains: JSON.stringify([xssecDomainOf(ports)]),
  fingerprint,
  validTo,
});

const directoryApiOf = ({ clientId, secret }: ServedAdministrator): DirectoryApiView => ({
  ...{ clientId, hint: secret.hint, created: secret.created, keptIn: secret.keptIn },
});

function keyOf(keys: TenantKeys): NonNullable<TenantServerView['signingKey']> {
  const { current, retired } = keys.signing();
  return { kid: current.kid, created: current.created, previous: retired.length };
}
