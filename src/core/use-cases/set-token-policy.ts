import type { Application } from '../domain/application.ts';
import { checkStillAsShown, type Edit } from '../domain/edit.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { ok, type Result } from '../domain/result.ts';
import { checkTokenPolicy, GRANTS, tokenPolicyOf, type TokenPolicy } from '../domain/token/token-policy.ts';
import { changeMembers, type Desk } from './desk.ts';

/**
 * Which grants an application may use, and what its tokens are like; what was not edited stays as it is there. Failures: those of
 * the policy, list-changed-meanwhile, application-unknown, store-*.
 */
export async function setTokenPolicy(
  desk: Desk,
  id: ApplicationId,
  edit: Edit<TokenPolicy>,
): Promise<Result<Application>> {
  const { before, wanted } = edit;
  if (wanted.lifetime !== before.lifetime) {
    const checked = checkTokenPolicy(wanted);
    if (!checked.ok) return checked;
  }
  return changeMembers(desk, id, (current) => {
    const policy = tokenPolicyOf(current);
    const same = checkStillAsShown({ before: membersOf(before), wanted: membersOf(wanted) }, membersOf(policy));
    return same.ok ? ok({ tokenPolicy: edited(policy, edit) }) : same;
  });
}

const membersOf = ({ lifetime, format }: TokenPolicy) => ({ lifetime, format });

function edited(policy: TokenPolicy, { before, wanted }: Edit<TokenPolicy>): TokenPolicy {
  const isWanted = (grant: TokenPolicy['grants'][number]) =>
    wanted.grants.includes(grant) === before.grants.includes(grant)
      ? policy.grants.includes(grant)
      : wanted.grants.includes(grant);
  return {
    grants: GRANTS.filter(isWanted),
    lifetime: wanted.lifetime === before.lifetime ? policy.lifetime : wanted.lifetime,
    format: wanted.format === before.format ? policy.format : wanted.format,
  };
}
