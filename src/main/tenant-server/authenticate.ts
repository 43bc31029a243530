import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Application } from '../../core/domain/application.ts';
import type { Secret } from '../../core/domain/secret.ts';
import type { RequestReason } from '../../core/domain/token-request.ts';
import type { Refusal } from './answer.ts';
import { judgeCredentials, presentedCredentials, type Credentials, type Judged } from './client-authentication.ts';
import { readForm, type Parameters } from './form.ts';
import { noteFailure, noteSuccess, type Tenant } from './tenant.ts';

export interface Authenticated {
  readonly form: Parameters;
  readonly client: Application;
  readonly secret: Secret;
}

export interface RefusedClient {
  readonly client?: never;
  readonly form: Parameters | undefined;
  readonly clientId: string | null;
  readonly refusal: Refusal;
}

export type Authentication = Authenticated | RefusedClient;

/** Only these say something about a guess. */
const GUESSES: readonly RequestReason[] = ['secret-wrong', 'secret-expired'];

/** Reads the form and finds out who asks. Guesses are counted, and too many are not looked at. */
export async function authenticate(tenant: Tenant, request: IncomingMessage): Promise<Authentication> {
  const { parameters: form, ...unread } = await readForm(request);
  if (!form)
    return { form, clientId: null, refusal: { reason: 'refused' in unread ? unread.refused : 'parameter-malformed' } };
  const presented = presentedCredentials(request.headers.authorization, form);
  const basic = request.headers.authorization !== undefined;
  const { credentials } = presented;
  if (!credentials)
    return { form, clientId: form.get('client_id') ?? null, refusal: { reason: presented.refused, basic } };

  const { clientId } = credentials;
  const judged = tryCredentials(tenant, credentials);
  if ('retryAfter' in judged)
    return { form, clientId, refusal: { reason: 'too-many-requests', retryAfter: judged.retryAfter } };
  return judged.secret
    ? { form, client: judged.client, secret: judged.secret }
    : { form, clientId, refusal: { reason: judged.refused, basic } };
}

/** Judges them, unless too many guesses came before; a guess is counted. */
export function tryCredentials(
  tenant: Tenant,
  credentials: Pick<Credentials, 'clientId' | 'secret'>,
): Judged | { readonly retryAfter: number } {
  const { clientId } = credentials;
  const bucket = hash('sha256', clientId, 'base64url');
  const throttle = tenant.state.client(clientId) ? tenant.throttle : tenant.strangers;
  const retryAfter = throttle.wait(bucket);
  if (retryAfter > 0) return { retryAfter };

  const judged = judgeCredentials(tenant.state, credentials, tenant.now());
  if (judged.secret) {
    throttle.succeeded(bucket);
    noteSuccess(tenant, judged.client);
    return judged;
  }
  throttle.failed(bucket);
  if (judged.client && GUESSES.includes(judged.refused)) noteFailure(tenant, judged.client);
  return judged;
}
