import type {
  CheckReason,
  CheckReasonCode,
  CheckReasonOf,
  CheckStepName,
  ServerAbsence,
} from '../../../../core/domain/check/check-step.ts';
import type { CheckView } from '../../../../shared/ipc/check-views.ts';
import { textOf } from '../../failure-text/failure-text.ts';
import { quoted } from '../../failure-text/words.ts';
import { hintText } from '../../secret-words.ts';
import { formatTime } from '../../ui/format-time.ts';
import type { Explanation } from './explanation.ts';
import { explainMissingClaim, explainWrongClaim } from './claim-reasons.ts';
import { NETWORK_WORDS } from './network-words.ts';
import { explainRefusal, TOO_MANY } from './refusal-words.ts';

interface Context {
  readonly step: CheckStepName;
  readonly view: CheckView;
}
type Words = { readonly [C in CheckReasonCode]: (reason: CheckReasonOf<C>, context: Context) => Explanation };

const ABSENCE_WORDS: Record<ServerAbsence, Explanation> = {
  off: {
    meaning: 'The token endpoint of the local tenant is switched off.',
    advice: 'Switch it on.',
    goTo: 'start-server',
  },
  starting: {
    meaning: 'The token endpoint of the local tenant is still starting.',
    advice: 'Check again in a moment.',
    goTo: 'again',
  },
  'waiting-for-keychain': {
    meaning: 'The token endpoint of the local tenant waits for the keychain, which holds its keys.',
    advice: 'Unlock the keychain; it starts by itself then.',
    goTo: 'keychain',
  },
  'port-in-use': {
    meaning: 'Another program uses the port of the token endpoint. The secret was not sent to it.',
    advice: 'End that program, or choose another port.',
    goTo: 'settings',
  },
  failed: {
    meaning: 'The token endpoint of the local tenant could not be started.',
    advice: 'See in the settings what is wrong.',
    goTo: 'settings',
  },
};

const MEND_IN_SECRETS = {
  advice: 'Generate a new secret.',
  goTo: 'client-authentication',
} as const;
const MEND_IN_POLICY = {
  advice: 'Allow it in the token policy of the application.',
  goTo: 'token-policy',
} as const;
const AGAIN = { goTo: 'again' } as const;

const WORDS: Words = {
  'no-secret': (_, { view }) => ({
    meaning: `${quoted(view.consumer.label)} has no client secret.`,
    ...MEND_IN_SECRETS,
  }),
  'secret-missing': ({ hint }) => ({
    meaning: `The secret ${quoted(hintText(hint))} is no longer in the keychain: another program or a person has deleted it.`,
    ...MEND_IN_SECRETS,
  }),
  'session-ended': ({ hint }) => ({
    meaning: `The secret ${quoted(hintText(hint))} was kept for one session only, and that has ended.`,
    ...MEND_IN_SECRETS,
  }),
  'made-elsewhere': ({ hint }) => ({
    meaning: `The value of the secret ${quoted(hintText(hint))} is not here: it was made elsewhere, or kept for one session only, and a tenant tells a value only once.`,
    advice: 'Generate a new secret here.',
    goTo: 'client-authentication',
  }),
  'keychain-failed': ({ failure }) => {
    const { title, nextStep } = textOf({ code: failure, changed: 'nothing' });
    return { meaning: `${title}.`, advice: nextStep, goTo: 'keychain' };
  },
  'hint-differs': ({ hint }) => ({
    meaning: `What is in the keychain does not begin with ${quoted(hint)}: it is another value than the one generated.`,
    ...MEND_IN_SECRETS,
  }),
  'server-absent': ({ absence }) => ABSENCE_WORDS[absence],
  network: ({ trouble }) => ({ ...NETWORK_WORDS[trouble], ...AGAIN }),
  redirected: ({ status }) => ({
    meaning: `The endpoint sent the request elsewhere (${status}). Trust Desk does not follow, since the secret would go along.`,
    advice: 'Check the address of the tenant.',
    goTo: 'settings',
  }),
  'not-a-token-endpoint': ({ status }) => ({
    meaning: `Something answered (${status}), but not as a token endpoint does.`,
    advice: 'Check whether the address is that of the tenant.',
    goTo: 'settings',
  }),
  'too-many-requests': () => TOO_MANY,
  'grant-missing': (_, { view }) => ({
    meaning: `${quoted(view.consumer.label)} may not use the grant type Client Credentials, so nothing was sent.`,
    ...MEND_IN_POLICY,
  }),
  'client-refused': (reason, { view }) =>
    explainRefusal(
      reason,
      {
        meaning:
          'The tenant does not accept Client ID and secret. The application may be unknown there, the secret wrong or expired, or the client ID locked.',
        advice: 'Compare the secret with those of the application.',
        goTo: 'client-authentication',
      },
      view,
    ),
  'grant-refused': (reason, { view }) =>
    explainRefusal(
      reason,
      {
        meaning: 'The application may not use the grant type Client Credentials.',
        ...MEND_IN_POLICY,
      },
      view,
    ),
  'request-refused': (reason, { view }) =>
    explainRefusal(
      reason,
      {
        meaning: 'The tenant refused the request for this dependency.',
        advice: 'Check whether the dependency still leads to an API.',
        goTo: 'dependencies',
      },
      view,
    ),
  'token-absent': () => ({
    meaning: 'The endpoint answered with success, but without a token.',
    advice: 'Check whether the address is that of the tenant.',
    goTo: 'settings',
  }),
  'token-opaque': (_, { view }) => ({
    meaning: `The token is opaque: only the tenant can say what it means. ${quoted(view.provider?.label ?? view.consumer.label)} asks for that format.`,
    advice: 'Set its token format to JWT, if the API is to verify tokens itself.',
    goTo: 'provider',
  }),
  'keys-not-found': ({ trouble }) => {
    if (trouble === 'not-keys' || trouble === 'elsewhere') {
      const why =
        trouble === 'elsewhere'
          ? 'Discovery names keys at another address, and there are none at the tenant’s own.'
          : 'No keys were found by discovery.';
      return { meaning: `The signature could not be verified. ${why}`, advice: 'Check again.', ...AGAIN };
    }
    const { meaning, advice } = NETWORK_WORDS[trouble];
    return { meaning: `The published keys could not be read. ${meaning}`, advice, ...AGAIN };
  },
  'algorithm-refused': ({ algorithm }) => ({
    meaning: `The token is signed with ${quoted(algorithm || 'nothing')}; only RS256 is accepted.`,
    advice: 'An API must refuse it. Check whether the address is that of the tenant.',
    ...AGAIN,
  }),
  'key-unknown': ({ kid }) => ({
    meaning: `The key ${quoted(kid)} that signed the token is not published.`,
    advice: 'The key may have been replaced just now. Check again.',
    ...AGAIN,
  }),
  'signature-wrong': () => ({
    meaning:
      'The signature does not fit: the token was changed, or somebody else signed it. Nothing it says can be believed.',
    advice: 'An API must refuse it. Check whether the address is that of the tenant.',
    ...AGAIN,
  }),
  'claim-absent': ({ expected }, { step }) => explainMissingClaim(step, expected),
  'claim-differs': ({ expected, found }, { step }) => explainWrongClaim(step, { expected, found }),
  expired: ({ at }) => ({
    meaning: `The token expired on ${formatTime(at)}.`,
    advice: 'Check again. If that does not help, compare the clocks of tenant and computer.',
    ...AGAIN,
  }),
  'issued-in-future': ({ at }) => ({
    meaning: `The token says that it will be issued on ${formatTime(at)}.`,
    advice: 'The clocks of tenant and computer differ: set the one that is wrong.',
    ...AGAIN,
  }),
  'lifetime-absent': () => ({
    meaning: 'The token does not say when it expires (exp).',
    advice: 'An API must refuse it.',
    ...AGAIN,
  }),
};

/** What a failed step means and what to do about it. */
export function explain(reason: CheckReason, context: Context): Explanation {
  // Code and facts belong together by the type of CheckReason, which an index with a union of codes cannot follow.
  const words = WORDS[reason.code] as (reason: CheckReason, context: Context) => Explanation;
  return words(reason, context);
}
