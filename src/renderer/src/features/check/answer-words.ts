import type { ApiAnswer, ApiBody } from '../../../../core/domain/check/api-answer.ts';

type Answered = Extract<ApiAnswer, { readonly kind: 'answered' }>;

/** What a status means for the token, where it means something. */
export function statusWords({ status }: Answered): string {
  if (status === 401)
    return 'The API does not accept the token as valid: compare issuer, audience and keys it was set up with.';
  if (status === 403) return 'The API accepts the token, but not for this call: look at ias_apis and at its own rules.';
  if (status === 404) return 'The API has nothing at this path.';
  if (status === 405) return 'The API does not take this method at this path.';
  if (status === 429) return 'The API asks to be called less often.';
  if (status >= 500) return 'The API has a fault of its own: look at its log.';
  if (status >= 400) return 'The API refuses the request.';
  if (status >= 300) return 'The API sends elsewhere. Trust Desk does not follow, since the token would go along.';
  return 'The API accepts the call.';
}

const SIZES = new Intl.NumberFormat('en');

/** How much came, in a few words. */
export function sizeWords({ bytes, cut, kind }: ApiBody): string {
  if (bytes === 0) return 'No body';
  const size = `${SIZES.format(bytes)} bytes`;
  if (cut) return `The first ${size}; the rest was not read`;
  return kind === 'binary' ? `${size} that are no text` : size;
}
