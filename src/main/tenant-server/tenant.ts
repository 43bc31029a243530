import type { Application } from '../../core/domain/application.ts';
import { afterFailedLogon, lockAt, unlocked } from '../../core/domain/client-id-lock.ts';
import { originOf, type Scheme, type TenantPorts } from '../../core/domain/local-tenant.ts';
import type { RevokedToken, ServedLock } from './messages.ts';
import type { MainCalls } from './main-calls.ts';
import { IssuedTokens } from './issued-tokens.ts';
import { TenantState } from './tenant-state.ts';
import type { TokenKeys } from './token-keys.ts';
import { Throttle } from './throttle.ts';

/** Everything that the endpoints share. */
export interface Tenant {
  readonly state: TenantState;
  readonly issued: IssuedTokens;
  /** For client ids that there are, and for made-up ones: a flood of those must not push one of the others out. */
  readonly throttle: Throttle;
  readonly strangers: Throttle;
  keys: TokenKeys;
  ports: TenantPorts;
  /** Where it listens. */
  listening: readonly Scheme[];
  readonly now: () => Date;
  /** Told of every change of a lock. */
  readonly lockChanged: (lock: ServedLock) => void;
  /** Told of every revocation. */
  readonly tokenRevoked: (token: RevokedToken) => void;
  /** What only main can do. */
  readonly main: Pick<MainCalls, 'ask'>;
}

type Surroundings = Pick<Tenant, 'now' | 'lockChanged' | 'tokenRevoked' | 'main' | 'keys' | 'ports'>;

export const createTenant = (surroundings: Surroundings): Tenant => ({
  ...{ state: new TenantState(), issued: new IssuedTokens(), throttle: new Throttle(), strangers: new Throttle() },
  listening: [],
  ...surroundings,
});

/** The address a token was asked at, which issues it: what discovery at that address says, too. */
export const issuerAt = ({ ports }: Tenant, scheme: Scheme): string => originOf(scheme, ports);

/**
 * SAP's `ias_iss`: the https address where there is one. @sap/xssec takes it for the issuer and wants https, so with it tokens got
 * over http can be verified as well.
 */
export const tenantIssuer = ({ ports, listening }: Tenant, scheme: Scheme): string =>
  originOf(listening.includes('https') ? 'https' : scheme, ports);

/**
 * A failed logon; the fifth in a row locks the client id. The administrator is not locked: whoever guesses on this machine could
 * lock its owner's scripts out, and 30 guesses a minute are all that anybody has.
 */
export function noteFailure(tenant: Tenant, client: Application): void {
  if (tenant.state.isAdministrator(client)) return;
  const before = lockAt(tenant.state.lockOf(client.id), tenant.now());
  setLock(tenant, { applicationId: client.id, ...afterFailedLogon(before, tenant.now()) });
}

/** A success starts the count anew. */
export function noteSuccess(tenant: Tenant, client: Application): void {
  const before = tenant.state.lockOf(client.id);
  if (before.failedLogons > 0 || before.lockedUntil !== undefined)
    setLock(tenant, { applicationId: client.id, ...unlocked(before) });
}

export function revokeToken(tenant: Tenant, { jti, exp }: RevokedToken): void {
  tenant.issued.revoke({ jti, exp }, tenant.now());
  tenant.tokenRevoked({ jti, exp });
}

function setLock(tenant: Tenant, lock: ServedLock): void {
  tenant.state.setLock(lock);
  tenant.lockChanged(lock);
}
