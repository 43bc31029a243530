import type { Application } from '../domain/application.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import type { Result } from '../domain/result.ts';
import { checkTokenPolicy, type TokenPolicy } from '../domain/token/token-policy.ts';
import { changeMembers, type Desk } from './desk.ts';

/** Which grants an application may use, and what its tokens are like. Failures: those of the policy, application-unknown, store-*. */
export async function setTokenPolicy(desk: Desk, id: ApplicationId, wished: TokenPolicy): Promise<Result<Application>> {
  const tokenPolicy = checkTokenPolicy(wished);
  return tokenPolicy.ok
    ? changeMembers(desk, id, () => ({ ok: true, value: { tokenPolicy: tokenPolicy.value } }))
    : tokenPolicy;
}
