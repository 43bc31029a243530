import type { CheckStep, CheckStepName } from '../../../../core/domain/check/check-step.ts';
import type { CheckView } from '../../../../shared/ipc/check-views.ts';
import { apiInSentence } from '../../api-words.ts';
import { counted, quoted } from '../../failure-text/words.ts';

/** What a step looks at, with whom it is about. */
export function stepText(name: CheckStepName, { consumer, provider, apiName, dependency }: CheckView): string {
  const STEP_WORDS: Record<CheckStepName, string> = {
    'secret-found': 'The client secret is found',
    'hint-matches': 'It begins as its hint says',
    'endpoint-reached': 'The token endpoint answers',
    'client-accepted': 'Client ID and secret are accepted',
    'grant-allowed': `${quoted(consumer.label)} may use client credentials`,
    'token-returned': 'A token is returned',
    signature: 'The signature is by a published key',
    issuer: 'The issuer (iss) is the tenant that was asked',
    audience: `The audience (aud) is ${quoted(provider?.label ?? consumer.label)}`,
    azp: `It was issued to (azp) ${quoted(consumer.label)}`,
    'ias-apis': dependency === null ? 'It names no API (ias_apis)' : `It names ${apiInSentence(apiName)} (ias_apis)`,
    lifetime: 'It is valid now',
  };
  return STEP_WORDS[name];
}

export const OUTCOME_WORDS: Record<CheckStep['outcome'], string> = {
  passed: 'Passed',
  failed: 'Failed',
  'not-reached': 'Not reached',
};

/** Said of what was made or changed a moment ago. */
export const retriesText = ({ retries, steps }: CheckView): string =>
  steps.some(({ name, outcome }) => name === 'token-returned' && outcome === 'passed')
    ? 'The tenant refused the request at first and accepted it when asked again: what was just created takes a moment to work everywhere.'
    : `This was written a moment ago, so the tenant was asked ${retries + 1} times over some seconds. What was just created can take a while to work everywhere: check again in a minute or two.`;

/** The result in one sentence; said aloud once it is there. */
export function resultText(view: CheckView): string {
  const failed = view.steps.filter(({ outcome }) => outcome === 'failed');
  const [first] = failed;
  if (!first) return `The check passed: all ${view.steps.length} steps are right.`;
  const which = stepText(first.name, view);
  return failed.length === 1
    ? `The check failed at the step: ${which}.`
    : `The check failed at ${counted(failed.length, 'step')}, first at the step: ${which}.`;
}
