import type { ChangeableList, ListChange, RemoteUnsupported, RemoteWrite } from '../../../core/domain/failure.ts';
import type { AnswerProblem, ListDifference, TenantReply } from '../../../core/domain/tenant-reply.ts';
import { REMOTE_NETWORK } from './remote-network.ts';
import { counted, listedInShort, quoted, type WordsFor } from './words.ts';

const PROBLEMS: Record<AnswerProblem, string> = {
  'not-json': 'What came back is no JSON, but perhaps the page of a proxy or of a login.',
  shape: 'What came back does not have the form of such an answer.',
  status: 'It answered with a status that such an answer does not have.',
  redirect: 'It answered with a redirect, which is never followed: your credentials stay with this address.',
  pages: 'Its list of applications does not come to an end.',
  foreign: 'What came back bears no sign of the tenant, but may be from a proxy or a gateway before it.',
};

const WRITES: Record<RemoteWrite, string> = {
  creation: 'Whether the application was created',
  change: 'Whether the change was made',
  removal: 'Whether it was deleted',
  secret: 'Whether the secret was created',
};

/** Before the words of the failure that stopped it: how far a person's own try has come. */
export const TRIED_IN_VAIN = {
  continue: 'Continue did not get further',
  undo: 'Undo was not possible yet',
} as const;

/** Beside a creation of which something may still be under way. */
export const STILL_UNDER_WAY =
  'The tenant may still be working on it. What is not to be seen a minute after it was sent has not been done, so try again then.';

const LISTS: Record<ChangeableList, string> = {
  dependencies: 'dependencies',
  apis: 'APIs',
  secrets: 'secrets',
  grants: 'grants',
  settings: 'settings',
};

const SETTINGS: Readonly<Record<string, string>> = {
  displayName: 'Display Name',
  name: 'Name',
  description: 'Description',
  lifetime: 'Token Lifetime',
  format: 'Access Token Format',
};

const NOT_OURS = {
  application: (name: string, ids: string) => ({
    title: 'This application may be somebody else’s',
    cause: `An application named ${name} is there now, under an ID that was not sent (${ids}). Whether it was made here cannot be known, so it is neither changed nor deleted.`,
    nextStep:
      'Look at it: if it is yours, go on with it as an existing application. An unfinished creation is ended by one more Undo, which leaves it as it is.',
  }),
  dependency: (name: string) => ({
    title: 'This dependency leads elsewhere now',
    cause: `${name} was changed, or made by somebody else. It is left as it is.`,
    nextStep: 'Look at it in its application. One more Undo ends the unfinished creation and leaves it as it is.',
  }),
} as const;

const UNSUPPORTED: Record<RemoteUnsupported, { readonly cause: string; readonly nextStep: string }> = {
  'all-apis': {
    cause: 'How a tenant writes a dependency on all APIs is not documented, and nothing is guessed there.',
    nextStep: 'Choose one API, or use the administration console of the tenant.',
  },
  'own-secret': {
    cause: 'A tenant makes the values of its secrets itself and takes none from outside.',
    nextStep: 'Have the tenant generate a secret.',
  },
};

const minutes = (seconds: number): string => counted(Math.max(1, Math.round(Math.abs(seconds) / 60)), 'minute');

/** A token or a certificate that is refused may be right, and the clock wrong. */
const clockWords = ({ clockAheadSeconds }: TenantReply): string =>
  clockAheadSeconds === undefined
    ? ''
    : ` The clock of this computer is ${minutes(clockAheadSeconds)} ${clockAheadSeconds > 0 ? 'behind' : 'ahead of'} that of the tenant.`;

function differenceWords(list: ChangeableList, { added, removed, changed }: ListDifference): string {
  const said = (name: string) => quoted((list === 'settings' ? SETTINGS[name] : undefined) ?? name);
  const parts = [
    [added, 'was added', 'were added'],
    [removed, 'was removed', 'were removed'],
    [changed, 'was changed', 'were changed'],
  ] as const;
  return parts
    .filter(([names]) => names.length > 0)
    .map(([names, one, many]) => ` ${listedInShort(names.map(said))} ${names.length === 1 ? one : many}.`)
    .join('');
}

const meanwhileWords = ({ list, difference }: ListChange): string =>
  ` The ${LISTS[list]} have changed meanwhile.${differenceWords(list, difference)} A change that comes late replaces them.`;

/** Tenants elsewhere, over their REST interface. What one said itself is shown apart from these words. */
export const remoteWords: WordsFor<
  | 'tenant-unknown'
  | 'tenant-address-insecure'
  | 'tenant-unreachable'
  | 'tenant-credentials-refused'
  | 'tenant-not-allowed'
  | 'tenant-input-refused'
  | 'tenant-conflict'
  | 'tenant-busy'
  | 'tenant-fault'
  | 'tenant-answer-unknown'
  | 'tenant-outcome-unknown'
  | 'tenant-kept-otherwise'
  | 'list-changed-meanwhile'
  | 'application-exists'
  | 'application-left'
  | 'secret-value-lost'
  | 'creation-unknown'
  | 'creation-unfinished'
  | 'creation-not-ours'
  | 'preview-gone'
  | 'remote-unsupported'
> = {
  'tenant-unknown': () => ({
    title: 'This tenant is not known',
    cause: 'It was removed from Trust Desk.',
    nextStep: 'Choose another tenant.',
  }),
  'tenant-address-insecure': ({ host }) => ({
    title: 'This address is not secure',
    cause: `Credentials would go to ${quoted(host)} without protection.`,
    nextStep: 'Use an address that begins with https://, with nothing behind the host.',
  }),
  'tenant-unreachable': ({ trouble }) => ({ title: 'The tenant cannot be reached', ...REMOTE_NETWORK[trouble] }),
  'tenant-credentials-refused': ({ reply }) => ({
    title: 'The tenant refused the credentials',
    cause: `They are wrong, expired or locked.${clockWords(reply)}`,
    nextStep:
      'If they are wrong, change the sign-in of this tenant. Five failed tries lock a client ID for an hour; trying again sends them only after a minute.',
  }),
  'tenant-not-allowed': ({ reply }) => ({
    title: 'The tenant does not permit this',
    cause: `The credentials are right, and lack an authorization.${clockWords(reply)}`,
    nextStep: 'Ask an administrator for “Manage Applications”, or for the right to change this application.',
  }),
  'tenant-input-refused': ({ reply }) => ({
    title: 'The tenant refused the request',
    cause: `It answered with status ${reply.status}. This request changed nothing.${clockWords(reply)}`,
    nextStep: 'Correct what the tenant complains about, then try again.',
  }),
  'tenant-conflict': () => ({
    title: 'The tenant found a conflict',
    cause: 'What was sent contradicts what is there, or somebody else is changing it. This request changed nothing.',
    nextStep: 'Look at what is there now, then try again.',
  }),
  'tenant-busy': ({ retryAfterSeconds }) => ({
    title: 'The tenant is busy',
    cause: 'It has had too many requests. This one changed nothing.',
    nextStep:
      retryAfterSeconds === null
        ? 'Wait a minute, then try again.'
        : `Wait ${counted(retryAfterSeconds, 'second')}, then try again.`,
  }),
  'tenant-fault': ({ reply }) => ({
    title: 'The tenant has a fault',
    cause: `It answers with a fault (${reply.status}).`,
    nextStep: `Try again later.${reply.correlationId === undefined ? '' : ' If it happens again, give the reference to SAP’s support.'}`,
  }),
  'tenant-answer-unknown': ({ problem }) => ({
    title: 'The answer was not understood',
    cause: PROBLEMS[problem],
    nextStep:
      problem === 'shape'
        ? 'Try again. If other answers of the tenant are understood, its address is right: look at this in its administration console.'
        : 'Check the address of the tenant, and whether a proxy stands between it and you.',
  }),
  'tenant-outcome-unknown': ({ what, meanwhile }) => ({
    title: 'The outcome is not known',
    cause: `${WRITES[what]} could not be found out. It was sent once and is not sent again by itself.${meanwhile ? meanwhileWords(meanwhile) : ''}`,
    nextStep: 'Wait a minute and look at what is there, before you try again.',
  }),
  'tenant-kept-otherwise': ({ members }) => ({
    title: 'The tenant did not keep everything',
    cause: `It accepted the change, but ${listedInShort(members)} reads otherwise.`,
    nextStep: 'Look at what is there now; somebody else may have changed it.',
  }),
  'list-changed-meanwhile': ({ list, difference, written }) => ({
    title: `The ${LISTS[list]} have changed`,
    cause: `Somebody else changed them ${written ? 'while they were written' : 'meanwhile, and nothing was written'}.${differenceWords(list, difference)}`,
    nextStep: 'Look at what is there now, then decide again.',
  }),
  'application-exists': ({ id }) => ({
    title: 'This application exists already',
    cause: `There is an application with the ID ${id}. It was not touched.`,
    nextStep: 'Open it, or create another one.',
  }),
  'application-left': ({ id, name }) => ({
    title: 'An application was left behind',
    cause: `${quoted(name)} (${id}) was created, but could neither be completed nor deleted again.`,
    nextStep: 'Delete it when the tenant answers again.',
  }),
  'secret-value-lost': ({ hint }) => ({
    title: 'The value of the secret was lost',
    cause: `The application has the new secret ${quoted(`${hint}…`)}, but the answer with its value did not arrive whole. Nothing was deleted, for somebody else may have made this one at the same moment.`,
    nextStep: 'If nobody else has made it, delete it; then create another one.',
  }),
  'creation-unknown': () => ({
    title: 'This creation has come to its end',
    cause: 'It was finished or undone meanwhile.',
    nextStep: 'Look at what is there now.',
  }),
  'creation-unfinished': () => ({
    title: 'An earlier creation is not finished',
    cause: 'One for this application stopped half way, and this one would get into its way. Nothing was sent.',
    nextStep: 'Continue or undo it first.',
  }),
  'creation-not-ours': ({ what, name, ids }) => NOT_OURS[what](quoted(name), listedInShort(ids)),
  'preview-gone': () => ({
    title: 'These requests are not known any more',
    cause: 'They were sent, or others took their place.',
    nextStep: 'Go to the review step again.',
  }),
  'remote-unsupported': ({ what }) => ({ title: 'This cannot be done in a remote tenant', ...UNSUPPORTED[what] }),
};
