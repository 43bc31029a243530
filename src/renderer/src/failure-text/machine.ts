import type { StoreTrouble } from '../../../core/domain/failure.ts';
import { changedWords, quoted, type WordsFor } from './words.ts';

const TROUBLES: Record<StoreTrouble, { readonly cause: string; readonly nextStep: string }> = {
  'disk-full': { cause: 'The disk is full.', nextStep: 'Free some space, then try again.' },
  'not-permitted': {
    cause: 'The operating system does not permit writing to the data folder.',
    nextStep: 'Give yourself the right to write to the data folder (see Settings), then try again.',
  },
  'read-only': {
    cause: 'The data folder is on a disk that can only be read.',
    nextStep: 'Make the disk writable, then try again.',
  },
  verification: {
    cause: 'What was read back from the disk is not what was written.',
    nextStep: 'Check the disk, then try again.',
  },
  other: { cause: 'The disk refused the change.', nextStep: 'Try again. If it happens again, check the disk.' },
};

/** The keychain, the store and the machine. */
export const machineWords: WordsFor<
  | 'keychain-locked'
  | 'keychain-uninitialised'
  | 'keychain-unavailable'
  | 'keychain-silent'
  | 'keychain-altered-value'
  | 'store-write-failed'
  | 'store-damaged'
  | 'store-newer'
  | 'store-changed-outside'
  | 'clipboard-failed'
  | 'request-refused'
  | 'input-malformed'
  | 'unexpected'
> = {
  'keychain-locked': ({ changed }) => ({
    title: 'The keychain is locked',
    cause: `Secrets can be neither stored nor read while it is locked. ${changedWords(changed)}`,
    nextStep: 'Unlock the keychain of your operating system, then try again.',
  }),
  'keychain-uninitialised': ({ changed }) => ({
    title: 'The keychain is not set up yet',
    cause: `There is a keychain service, but it has no keychain yet, or a locked one, to keep secrets. ${changedWords(changed)}`,
    nextStep: 'Create or unlock the default keychain in your operating system, then try again.',
  }),
  'keychain-unavailable': ({ changed }) => ({
    title: 'There is no keychain',
    cause: `No keychain service of the operating system can be reached. ${changedWords(changed)}`,
    nextStep: 'Start a keychain service and try again, or keep secrets for this session only.',
  }),
  'keychain-silent': ({ changed }) => ({
    title: 'The keychain does not answer',
    cause: `It took too long to answer. ${changedWords(changed)}`,
    nextStep: 'Look whether the keychain service of your operating system is running, then try again.',
  }),
  'keychain-altered-value': ({ changed }) => ({
    title: 'The keychain did not keep the secret as it is',
    cause: `What it gave back is not what was stored. ${changedWords(changed)}`,
    nextStep: 'Try again. If it happens again, the keychain of your operating system needs repair.',
  }),
  'store-write-failed': ({ trouble, changed }) => ({
    title: 'The change could not be saved',
    cause: `${TROUBLES[trouble].cause} ${changedWords(changed)}`,
    nextStep: TROUBLES[trouble].nextStep,
  }),
  'store-damaged': ({ what }) => ({
    title: 'Stored data cannot be read',
    cause: `The stored copy of ${quoted(what)} is damaged.`,
    nextStep: 'Restart Trust Desk: it uses the older copy if there is one, and says so.',
  }),
  'store-newer': ({ format }) => ({
    title: 'Stored data is newer than this version',
    cause: `The data was written by a newer version of Trust Desk (format ${format}).`,
    nextStep: 'Install the newer version. This one leaves the data as it is.',
  }),
  'store-changed-outside': ({ what }) => ({
    title: 'Stored data was changed by another program',
    cause: `${quoted(what)} on the disk is not what Trust Desk wrote last. Nothing was overwritten.`,
    nextStep: 'Restart Trust Desk to work with what is on the disk.',
  }),
  'clipboard-failed': () => ({
    title: 'Nothing was copied',
    cause: 'The clipboard of the operating system did not take the text.',
    nextStep: 'Try again.',
  }),
  'request-refused': () => ({
    title: 'The request was refused',
    cause: 'It did not come from the window of Trust Desk.',
    nextStep: 'Restart Trust Desk.',
  }),
  'input-malformed': ({ path }) => ({
    title: 'The request was not understood',
    cause: `The part ${quoted(path)} does not have the expected form, or is too large.`,
    nextStep: 'Shorten what you entered and try again. If it happens again, restart Trust Desk.',
  }),
  unexpected: () => ({
    title: 'Something unexpected went wrong',
    cause: 'Trust Desk met a fault of its own.',
    nextStep: 'Try again. If it happens again, restart Trust Desk and report the reference.',
  }),
};
