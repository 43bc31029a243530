import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../core/use-cases/ports.ts';
import type { TenantParts } from '../directory/remote/tenant-parts.ts';
import type { ProxyOf } from '../outgoing/proxy.ts';
import type { Credentials } from './credentials.ts';
import { createSignIn } from './sign-in.ts';
import type { SignInMemory } from './sign-in-memory.ts';
import type { KeptTenant } from './tenants-record.ts';

interface Parts {
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly memory: SignInMemory;
  /** As the system says it. */
  readonly proxyOf?: ProxyOf | undefined;
}

/** What requests to a tenant need: where it is, whom to believe there, and how to sign in. */
export const connectionTo = (tenant: KeptTenant, { credentials, clock, memory, proxyOf }: Parts): TenantParts => ({
  origin: tenant.origin,
  authorities: tenant.authority ? [tenant.authority.pem] : [],
  addresses: tenant.confirmed.includes('private-address') ? 'any' : 'public',
  ...createSignIn({ tenant, credentials, memory, clock, proxyOf }),
  ...(proxyOf && { proxyOf }),
  clock,
  wait: (ms) => wait(ms),
});
