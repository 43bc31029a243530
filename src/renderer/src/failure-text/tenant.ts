import { counted, quoted, wordsOf, type WordsFor } from './words.ts';

/** The local tenant: its server and its test users. */
export const tenantWords: WordsFor<
  | 'user-name-taken'
  | 'mail-malformed'
  | 'group-limit-reached'
  | 'user-unknown'
  | 'user-limit-reached'
  | 'port-out-of-range'
  | 'ports-equal'
  | 'token-lifetime-out-of-range'
  | 'port-none-free'
  | 'tenant-server-not-running'
  | 'tenant-server-silent'
> = {
  'user-name-taken': ({ name }) => ({
    title: 'The user name is taken',
    cause: `There already is a user with the name ${quoted(name)}; capital letters make no difference.`,
    nextStep: 'Enter another name.',
  }),
  'mail-malformed': () => ({
    title: 'This is not an e-mail address',
    cause: 'An e-mail address has one @ with something before and after it, and no blank.',
    nextStep: 'Enter an address such as jane.doe@example.com.',
  }),
  'group-limit-reached': ({ limit }) => ({
    title: 'Too many groups',
    cause: `A user has at most ${counted(limit, 'group')}.`,
    nextStep: 'Remove groups that are not needed.',
  }),
  'user-unknown': () => ({
    title: 'This user does not exist any more',
    cause: 'The user has been deleted meanwhile.',
    nextStep: 'Choose another user.',
  }),
  'user-limit-reached': ({ limit }) => ({
    title: 'No further user can be created',
    cause: `The local tenant has at most ${counted(limit, 'user')}.`,
    nextStep: 'Delete a user that is no longer needed.',
  }),
  'port-out-of-range': ({ field, minimum, maximum }) => ({
    title: 'The port cannot be used',
    cause: `The ${wordsOf(field)} must be a whole number from ${minimum} to ${maximum}.`,
    nextStep: 'Enter another port.',
  }),
  'ports-equal': ({ port }) => ({
    title: 'The ports are the same',
    cause: `Both addresses would use the port ${port}, and only one of them can.`,
    nextStep: 'Enter two different ports.',
  }),
  'token-lifetime-out-of-range': ({ minimum, maximum }) => ({
    title: 'The lifetime cannot be used',
    cause: `The token lifetime must be a whole number from ${minimum / 60} to ${maximum / 60} minutes.`,
    nextStep: 'Enter another number of minutes.',
  }),
  'port-none-free': () => ({
    title: 'No free port was found',
    cause: 'All ports that were tried are used by other programs.',
    nextStep: 'Enter a port that you know to be free.',
  }),
  'tenant-server-not-running': () => ({
    title: 'The local tenant is not running',
    cause: 'This needs the server of the local tenant.',
    nextStep: 'Start the local tenant, then try again.',
  }),
  'tenant-server-silent': () => ({
    title: 'The local tenant does not answer',
    cause: 'Its server took too long.',
    nextStep: 'Try again. If it happens again, stop the local tenant and start it anew.',
  }),
};
