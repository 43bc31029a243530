import { LOOPBACK } from '../../../core/domain/local-tenant.ts';
import { fail, done, type Result } from '../../../core/domain/result.ts';
import type { Clock } from '../../../core/use-cases/ports.ts';
import type { ProxyOf } from '../../outgoing/proxy.ts';
import type { ClientCertificate } from '../../../core/use-cases/tenant-ports.ts';

/** What stands in `Authorization`, or what TLS shows instead, and what of it must not be shown should a tenant repeat it. */
export interface Credential {
  /** Undefined: the certificate says who asks. */
  readonly header: string | undefined;
  readonly clientCertificate?: Pick<ClientCertificate, 'certificate' | 'privateKey'>;
  readonly confidential: readonly string[];
}

/** What a tenant said to a credential. Unclear: something else answered, or nothing did, or nothing was sent. */
export type Heard = 'accepted' | 'refused' | 'unclear';

export interface TenantParts {
  /** Scheme, host and port, without a slash. */
  readonly origin: string;
  /** PEM: the one certificate that is trusted there, in place of the authorities of the runtime. */
  readonly certificate?: string;
  /** PEM: with those of the runtime the only authorities that are believed, whatever the environment adds. */
  readonly authorities?: readonly string[];
  /** `public`: only addresses that are of no private network. */
  readonly addresses?: 'any' | 'public';
  /** Asked before every request, which has so much time. Failure: why there is none now. */
  readonly authorize: (timeoutMs: number) => Promise<Result<Credential>>;
  /** Told once of each credential, since others may wait for what is said to it; true: it was refused, and another one may be tried. */
  readonly heard?: (credential: Credential, heard: Heard) => boolean;
  /** Asked for the proxy on the way; without it there is none. */
  readonly proxyOf?: ProxyOf;
  readonly clock: Clock;
  readonly wait: (ms: number) => Promise<void>;
  /** Of a write; a read has less, since it may be made twice. */
  readonly timeoutMs?: number;
}

const THIS_MACHINE = [LOOPBACK, '[::1]'];

/** Credentials go over TLS, or to this machine: a name such as `localhost` may lead elsewhere. Failure: tenant-address-insecure. */
export function checkOrigin(origin: string): Result<void> {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const isBare = url !== undefined && url.origin === origin;
  const isSafe =
    isBare && (url.protocol === 'https:' || (url.protocol === 'http:' && THIS_MACHINE.includes(url.hostname)));
  return isSafe ? done : fail({ code: 'tenant-address-insecure', host: url?.host ?? '' });
}
