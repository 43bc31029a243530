import type { Refusal } from '../../../../core/domain/check/check-step.ts';
import type { RequestReason } from '../../../../core/domain/token-request.ts';
import type { CheckView } from '../../../../shared/ipc/check-views.ts';
import { apiInSentence } from '../../api-words.ts';
import { quoted } from '../../failure-text/words.ts';
import type { Explanation } from './explanation.ts';

/** What the tenant itself noted; a reason that cannot come of a check of ours is left out. */
const EXACT: { readonly [R in RequestReason]?: (view: CheckView) => Explanation } = {
  'client-unknown': ({ consumer }) => ({
    meaning: `The tenant knows no application with the client ID of ${quoted(consumer.label)}.`,
    advice: 'It may have been deleted meanwhile. Check again.',
    goTo: 'again',
  }),
  'client-locked': ({ consumer }) => ({
    meaning: `${quoted(consumer.label)} is locked after five wrong secrets in a row; the right one is refused as well.`,
    advice: 'Find out who sent the wrong ones, then unlock the client ID, or wait for an hour.',
    goTo: 'client-id-lock',
  }),
  'secret-wrong': () => ({
    meaning: 'The tenant knows the application, but not this secret.',
    advice: 'The secret may have been removed meanwhile. Generate a new one.',
    goTo: 'client-authentication',
  }),
  'secret-expired': () => ({
    meaning: 'The secret has expired.',
    advice: 'Generate a new one and give it to whoever uses the old one.',
    goTo: 'client-authentication',
  }),
  'secret-without-scope': () => ({
    meaning: 'The secret may not be used for tokens: its API access does not include OpenID.',
    advice: 'Generate a secret with OpenID.',
    goTo: 'client-authentication',
  }),
  'grant-not-allowed': ({ consumer }) => ({
    meaning: `${quoted(consumer.label)} may not use the grant type Client Credentials.`,
    advice: 'Allow it in the token policy of the application.',
    goTo: 'token-policy',
  }),
  'dependency-unknown': ({ consumer, dependency }) => ({
    meaning: `${quoted(consumer.label)} has no dependency with the name ${quoted(dependency ?? '')}.`,
    advice: 'It may have been removed meanwhile. Create it again at the provider.',
    goTo: 'dependencies',
  }),
  'provider-unknown': ({ dependency }) => ({
    meaning: 'The application that provided the API does not exist any more.',
    advice: `Remove the dependency ${quoted(dependency ?? '')} and create one on another provider.`,
    goTo: 'dependencies',
  }),
  'api-missing': ({ provider, apiName }) => ({
    meaning: `${quoted(provider?.label ?? '')} no longer provides ${apiInSentence(apiName)}.`,
    advice: 'Repair the dependency, or add the API to the provider again under its old name.',
    goTo: 'dependencies',
  }),
  'all-apis-for-users-only': ({ provider }) => ({
    meaning: `The dependency is on all APIs of ${quoted(provider?.label ?? '')}, which is for users only: an application alone gets no token.`,
    advice:
      'Copy a user token under Users and try it with the token request that Show Credentials prints, or create a dependency on one API.',
    goTo: 'dependencies',
  }),
  'too-many-requests': () => TOO_MANY,
  'server-fault': () => ({
    meaning: 'The token endpoint of the local tenant had a fault of its own.',
    advice: 'Check again; if it happens again, switch the token endpoint off and on.',
    goTo: 'again',
  }),
};

export const TOO_MANY: Explanation = {
  meaning: 'There were too many failed attempts with this client ID in a short time.',
  advice: 'Stop the client that keeps trying, wait for a minute, then check again.',
  goTo: 'again',
};

/** By the exact reason where it is known, else by what the endpoint said. */
export function explainRefusal(refusal: Refusal, otherwise: Explanation, view: CheckView): Explanation {
  const exact = refusal.exact === null ? undefined : EXACT[refusal.exact]?.(view);
  if (exact) return exact;
  const { description, error, status } = refusal;
  const said = `${error}${description === null ? '' : `, ${quoted(description)}`}`;
  return { ...otherwise, meaning: `${otherwise.meaning} The answer was ${status}: ${said}.` };
}
