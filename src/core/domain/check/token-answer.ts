import {
  failedAt,
  passedBefore,
  type CheckReason,
  type Findings,
  type Refusal,
  type ServerAbsence,
} from './check-step.ts';
import type { NetworkTrouble } from './network-trouble.ts';

/** What came of a token request. */
export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'refused'; readonly status: number; readonly error: string; readonly description: string | null }
  /** 200 without a token in it. */
  | { readonly kind: 'no-token' }
  /** It was not asked at all: the secret is given to nobody but the server we know. */
  | { readonly kind: 'server-absent'; readonly absence: ServerAbsence }
  | { readonly kind: 'unreachable'; readonly trouble: NetworkTrouble }
  | { readonly kind: 'not-understood'; readonly status: number };

/** The steps from *token endpoint reached* to *token returned*. `exact`: the reason the tenant itself noted, where it is ours. */
export function judgeAnswer(answer: TokenAnswer, exact: Refusal['exact']): Findings {
  switch (answer.kind) {
    case 'token':
      return passedBefore('signature');
    case 'no-token':
      return failedAt('token-returned', { code: 'token-absent' });
    case 'server-absent':
      return failedAt('endpoint-reached', { code: 'server-absent', absence: answer.absence });
    case 'unreachable':
      return failedAt('endpoint-reached', { code: 'network', trouble: answer.trouble });
    case 'not-understood':
      return failedAt('endpoint-reached', notUnderstood(answer.status));
    case 'refused': {
      const { status, error, description } = answer;
      return judgeRefusal({ status, error, description, exact });
    }
  }
}

function notUnderstood(status: number): CheckReason {
  if (status === 429) return { code: 'too-many-requests' };
  return status >= 300 && status < 400 ? { code: 'redirected', status } : { code: 'not-a-token-endpoint', status };
}

/** RFC 6749, 5.2: the client is judged first, then the grant, then what is asked for. Real tenants answer 400 as well as 401. */
function judgeRefusal(refusal: Refusal): Findings {
  switch (refusal.error) {
    case 'invalid_client':
      return failedAt('client-accepted', { code: 'client-refused', ...refusal });
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return failedAt('grant-allowed', { code: 'grant-refused', ...refusal });
    case 'invalid_request':
      // Nothing is known of the client then: the request was not even looked into.
      return failedAt('client-accepted', { code: 'request-refused', ...refusal });
    default:
      return failedAt('token-returned', { code: 'request-refused', ...refusal });
  }
}
