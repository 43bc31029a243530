import type { CheckStepName } from '../../../../core/domain/check/check-step.ts';
import { quoted } from '../../failure-text/words.ts';
import type { Explanation } from './explanation.ts';

/** Claim of a step, and what an API does with a wrong one. */
const CLAIMS: { readonly [N in CheckStepName]?: { readonly claim: string } & Pick<Explanation, 'advice' | 'goTo'> } = {
  issuer: {
    claim: 'iss',
    advice: 'An API that knows the tenant by its address would refuse the token. Check the address of the tenant.',
    goTo: 'settings',
  },
  audience: {
    claim: 'aud',
    advice: 'The provider would refuse the token. Point the dependency at the right application.',
    goTo: 'dependencies',
  },
  azp: {
    claim: 'azp',
    advice: 'The provider would take the caller for another application. Check again.',
    goTo: 'again',
  },
  'ias-apis': {
    claim: 'ias_apis',
    advice: 'The provider would not let the call through to this API. Look at what the dependency leads to.',
    goTo: 'dependencies',
  },
};

const claimOf = (step: CheckStepName) =>
  CLAIMS[step] ?? { claim: step, advice: 'Check again.', goTo: 'again' as const };

export function explainMissingClaim(step: CheckStepName, expected: string): Explanation {
  const { claim, advice, goTo } = claimOf(step);
  return { meaning: `The token has no claim ${claim}; it should be ${quoted(expected)}.`, advice, goTo };
}

export function explainWrongClaim(
  step: CheckStepName,
  { expected, found }: { readonly expected: string; readonly found: string },
): Explanation {
  const { claim, advice, goTo } = claimOf(step);
  const should = expected === '' ? 'there should be none' : `it should be ${quoted(expected)}`;
  return { meaning: `The claim ${claim} is ${quoted(found)}; ${should}.`, advice, goTo };
}
