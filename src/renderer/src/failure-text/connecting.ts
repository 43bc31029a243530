import type { UnfinishedCreation } from '../../../core/domain/creation.ts';
import { formatTime } from '../ui/format-time.ts';
import { counted, quoted, type WordsFor } from './words.ts';

const UNREADABLE = ['creation whose record cannot be read', 'creations whose records cannot be read'] as const;

function unfinishedWords(creations: readonly UnfinishedCreation[]): string {
  const named = creations.flatMap((each) =>
    'name' in each ? [`${quoted(each.name)} of ${quoted(each.application)}`] : [],
  );
  const unreadable = creations.length - named.length;
  return [...named, ...(unreadable > 0 ? [counted(unreadable, ...UNREADABLE)] : [])].join(', ');
}

/** Connecting a tenant, and the certificate that one may sign in with. */
export const connectingWords: WordsFor<
  | 'tenant-name-taken'
  | 'tenant-limit-reached'
  | 'tenant-unfinished-creations'
  | 'address-unconfirmed'
  | 'not-a-tenant'
  | 'credential-missing'
  | 'credential-too-long'
  | 'asking-cancelled'
  | 'file-too-large'
  | 'file-unreadable'
  | 'certificate-malformed'
  | 'p12-malformed'
  | 'p12-passphrase-wrong'
  | 'p12-without-key'
  | 'p12-several-keys'
  | 'p12-too-slow'
  | 'p12-expired'
  | 'p12-not-yet-valid'
> = {
  'tenant-name-taken': ({ name }) => ({
    title: 'The name is taken',
    cause: `Another tenant is called ${quoted(name)}.`,
    nextStep: 'Enter another name.',
  }),
  'tenant-limit-reached': ({ limit }) => ({
    title: 'There is no room for another tenant',
    cause: `Trust Desk keeps at most ${counted(limit, 'tenant')}.`,
    nextStep: 'Remove one that you no longer need.',
  }),
  'tenant-unfinished-creations': ({ creations }) => ({
    title: 'Creations in this tenant have stopped half way',
    cause: `Not finished: ${unfinishedWords(creations)}. What they have left in the tenant would stay there, and nothing here would know of it any more.`,
    nextStep: creations.some((each) => 'name' in each)
      ? 'Open the tenant and choose Continue or Undo, or remove it all the same.'
      : 'Look in the tenant for what is left there, or remove it all the same.',
  }),
  'address-unconfirmed': ({ concerns }) => ({
    title: 'The address has to be confirmed',
    cause: concerns.includes('private-address')
      ? 'It leads to this computer or into a private network.'
      : 'It is none of those that SAP gives to tenants.',
    nextStep: 'Look at what answers there, and confirm that it is your tenant.',
  }),
  'not-a-tenant': ({ status }) => ({
    title: 'This is no tenant',
    cause: `Something answers at this address (status ${status}), but not with what a tenant of SAP Cloud Identity Services publishes about itself.`,
    nextStep: 'Check the address.',
  }),
  'credential-missing': () => ({
    title: 'The credentials of this tenant are gone',
    cause: 'The keychain or the data folder no longer has what Trust Desk signs in with.',
    nextStep: 'Open the tenants and change the sign-in of this one.',
  }),
  'credential-too-long': ({ limit }) => ({
    title: 'This is too long for a keychain',
    cause: `At most ${counted(limit, 'byte')} can be kept.`,
    nextStep: 'Check whether it is the right text.',
  }),
  'asking-cancelled': () => ({
    title: 'Nothing was entered',
    cause: 'The window that asks for it was closed.',
    nextStep: 'Start again when you have it at hand.',
  }),
  'file-too-large': ({ limit }) => ({
    title: 'The file is too large',
    cause: `A file with a certificate has at most ${counted(limit / 1024, 'KiB', 'KiB')}.`,
    nextStep: 'Choose the right file.',
  }),
  'file-unreadable': () => ({
    title: 'The file cannot be read',
    cause: 'It is no ordinary file, or you have no permission to read it.',
    nextStep: 'Choose another file.',
  }),
  'certificate-malformed': () => ({
    title: 'This is no certificate of an authority',
    cause: 'The file holds no certificate in PEM or DER form that may vouch for others.',
    nextStep: 'Ask your network team for the certificate of the company’s authority.',
  }),
  'p12-malformed': () => ({
    title: 'The file cannot be understood',
    cause: 'It is no .p12 file, is damaged, or is protected in a way that is not known here.',
    nextStep: 'Choose the file with the certificate and its key, or have it exported again.',
  }),
  'p12-passphrase-wrong': () => ({
    title: 'The passphrase is wrong',
    cause: 'The file cannot be opened with it.',
    nextStep: 'Try again with the passphrase that was set when the file was made.',
  }),
  'p12-without-key': () => ({
    title: 'The file has no key',
    cause: 'To sign in, a certificate is needed together with its private key.',
    nextStep: 'Have it exported again, with the private key.',
  }),
  'p12-several-keys': () => ({
    title: 'The file has several keys',
    cause: 'Which of them is meant cannot be told.',
    nextStep: 'Have a file made with the one certificate for this tenant.',
  }),
  'p12-too-slow': ({ seconds }) => ({
    title: 'Reading the file takes too long',
    cause: `It asks for more work than can be done in ${counted(seconds, 'second')}.`,
    nextStep: 'Have it exported again with usual settings.',
  }),
  'p12-expired': ({ validTo }) => ({
    title: 'The certificate has expired',
    cause: `It was valid until ${formatTime(validTo)}.`,
    nextStep: 'Choose a newer one, or check the clock of this computer.',
  }),
  'p12-not-yet-valid': ({ validFrom }) => ({
    title: 'The certificate is not valid yet',
    cause: `It is valid from ${formatTime(validFrom)}.`,
    nextStep: 'Wait until then, or check the clock of this computer.',
  }),
};
