import type { ApplicationId } from '../../core/domain/identifiers.ts';
import type { Scheme } from '../../core/domain/local-tenant.ts';
import type { ApiCaller, KeptToken } from '../../core/use-cases/call-api.ts';
import type { Patience, ReasonOfRefusal, TokenEndpoint } from '../../core/use-cases/check-ports.ts';

/** What checking a dependency and calling an API take, as the handlers ask it. */
export interface Checks {
  /** Null: the address that answers, https before http. */
  endpoint(over: Scheme | null): { readonly over: Scheme; readonly endpoint: TokenEndpoint };
  readonly reasons: ReasonOfRefusal;
  /** Null: what this tenant has made counts at once. */
  readonly patience: Patience | null;
  readonly caller: ApiCaller;
  readonly tokens: {
    keep(token: KeptToken, expires: string | null): string;
    take(handle: string): KeptToken | undefined;
  };
  readonly urls: {
    of(providerId: ApplicationId): string;
    remember(providerId: ApplicationId, url: string): void;
  };
}
