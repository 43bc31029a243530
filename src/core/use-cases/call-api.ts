import type { ApiAnswer } from '../domain/check/api-answer.ts';
import { parseApiRequest, type ApiRequest, type TypedApiRequest } from '../domain/check/api-request.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { fail, ok, type Result } from '../domain/result.ts';

/** Sends one request with the token; nothing is thrown, no redirect followed, no certificate taken on trust. */
export interface ApiCaller {
  call(request: ApiRequest, token: string): Promise<ApiAnswer>;
}

/** A token that was got by a check, until it expires or newer ones take its place. */
export interface KeptToken {
  readonly value: string;
  /** Whose APIs it opens; undefined for a token for the consumer itself. */
  readonly providerId: ApplicationId | undefined;
}

export interface CallDesk {
  readonly caller: ApiCaller;
  readonly token: (handle: string) => KeptToken | undefined;
  readonly rememberUrl: (providerId: ApplicationId, url: string) => void;
}

/** Calls an API with the token of a check. Failures: token-gone, field-empty, field-too-long, url-malformed, header-malformed, body-not-allowed. */
export async function callApi(desk: CallDesk, handle: string, typed: TypedApiRequest): Promise<Result<ApiAnswer>> {
  const request = parseApiRequest(typed);
  if (!request.ok) return request;
  const token = desk.token(handle);
  if (!token) return fail({ code: 'token-gone' });
  if (token.providerId !== undefined) desk.rememberUrl(token.providerId, request.value.url);
  return ok(await desk.caller.call(request.value, token.value));
}
