import type { DependencyStatus } from '../../../../core/domain/dependents.ts';
import type { CreatedDependencyView, KeychainView } from '../../../../shared/ipc/views.ts';
import { apiInSentence } from '../../api-words.ts';
import { quoted } from '../../failure-text/words.ts';
import { lastingWords } from '../../secret-words.ts';

/** Of constant length, whatever is behind it. */
export const MASK = '•'.repeat(24);

/** What was done or is shown, in one sentence. */
export function openingWords(view: CreatedDependencyView, justCreated: boolean): string {
  const { application, apiName, provider } = view;
  if (!justCreated)
    return `${quoted(application)} calls ${apiInSentence(apiName)} of ${quoted(provider)} with these credentials.`;
  const may = `may now call ${apiInSentence(apiName)} of ${quoted(provider)}`;
  return view.newApplication ? `The new application ${quoted(application)} ${may}.` : `${quoted(application)} ${may}.`;
}

/** What does not work with these credentials, and what to do about it; null if nothing is amiss. */
export function brokenWords({ apiName, provider }: CreatedDependencyView, status: DependencyStatus): string | null {
  if (status === 'working' || status === 'provider-unknown') return null;
  if (status === 'provider-missing')
    return `The application that provided ${apiInSentence(apiName)} has been deleted: no token is issued for this resource. Remove the dependency, and create one on another provider.`;
  const amiss =
    apiName === null
      ? 'does not allow all its APIs for principal propagation any more'
      : `does not provide ${apiInSentence(apiName)} any more`;
  return `${quoted(provider)} ${amiss}: no token is issued for this resource until the dependency is repaired.`;
}

/** What becomes of the secret, or how to get one where there is none. */
export function secretWords(
  { application, newApplication, secret }: CreatedDependencyView,
  keychain: KeychainView,
): string {
  const place = `Client Authentication of ${quoted(application)}`;
  if (!secret) {
    return newApplication
      ? `No client secret was generated. Generate one under ${place} when the application is to ask for tokens.`
      : `There is no valid client secret that Trust Desk has made for it. Use one the application has, or generate one under ${place}.`;
  }
  if (secret.sessionEnded) {
    return `The value of the secret is gone: it was kept for one session only. Generate a new one under ${place}.`;
  }
  return `${lastingWords(secret, keychain)} You can copy it again under ${place}.`;
}
