import type { Application } from '../../../core/domain/application.ts';
import type { Flow } from '../../../core/domain/token/granted-apis.ts';
import type { RequestReason } from '../../../core/domain/token-request.ts';
import type { User } from '../../../core/domain/user.ts';
import type { Parameters } from '../form.ts';
import type { Tenant } from '../tenant.ts';

/** On whose behalf the client asks, by the rules of one grant. */
export type OnBehalf =
  | {
      readonly flow: Flow;
      readonly user: User | undefined;
      /** Members of the answer besides those of every grant. */
      readonly answer: Readonly<Record<string, string>>;
      /** Where the grant has a word of its own for it. */
      readonly format?: 'jwt';
    }
  | { readonly flow?: never; readonly refused: RequestReason };

export interface GrantRequest {
  readonly tenant: Tenant;
  readonly client: Application;
  readonly form: Parameters;
}

export type GrantRule = (request: GrantRequest) => OnBehalf | Promise<OnBehalf>;
