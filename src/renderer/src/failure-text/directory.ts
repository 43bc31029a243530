import { counted, quoted, type WordsFor } from './words.ts';

const KINDS: Readonly<Record<string, string>> = {
  bundled: 'comes with an SAP product',
  system: 'is part of the tenant',
};

/** What is or is not there. */
export const directoryWords: WordsFor<
  | 'application-unknown'
  | 'application-protected'
  | 'application-has-children'
  | 'api-unknown'
  | 'api-limit-reached'
  | 'all-apis-not-allowed'
  | 'dependency-unknown'
  | 'dependency-limit-reached'
  | 'consumer-is-provider'
  | 'dependents-affected'
  | 'secret-unknown'
  | 'secret-limit-reached'
  | 'secret-missing'
  | 'secret-session-ended'
> = {
  'application-unknown': ({ id }) => ({
    title: 'This application does not exist any more',
    cause: `There is no application with the ID ${id}. It has probably been deleted.`,
    nextStep: 'Go back to the list of applications.',
  }),
  'application-protected': ({ kind }) => ({
    title: 'This application cannot be deleted',
    cause: `It ${KINDS[kind] ?? 'is not one of your own applications'}.`,
    nextStep: 'Only applications that you created can be deleted.',
  }),
  'application-has-children': ({ children }) => ({
    title: 'Other applications inherit from this one',
    cause: `${counted(children, 'application')} inherit${children === 1 ? 's' : ''} from it.`,
    nextStep: 'Delete those first.',
  }),
  'api-unknown': ({ name }) => ({
    title: 'This API does not exist any more',
    cause: `The application does not provide an API with the name ${quoted(name)}.`,
    nextStep: 'Choose another API, or provide this one again.',
  }),
  'api-limit-reached': ({ limit }) => ({
    title: 'No further API can be provided',
    cause: `An application provides at most ${counted(limit, 'API')}.`,
    nextStep: 'Remove an API that is no longer used.',
  }),
  'all-apis-not-allowed': ({ provider }) => ({
    title: 'The provider does not allow all APIs',
    cause: `${quoted(provider)} does not allow all its APIs for principal propagation.`,
    nextStep: 'Choose one API, or switch on this option of the provider first.',
  }),
  'dependency-unknown': ({ name }) => ({
    title: 'This dependency does not exist any more',
    cause: `The application has no dependency with the name ${quoted(name)}.`,
    nextStep: 'Create it again if it is still needed.',
  }),
  'dependency-limit-reached': ({ limit }) => ({
    title: 'No further dependency can be created',
    cause: `An application has at most ${counted(limit, 'dependency', 'dependencies')}.`,
    nextStep: 'Delete a dependency of the consumer that is no longer used, or choose another consumer.',
  }),
  'consumer-is-provider': () => ({
    title: 'An application cannot depend on itself',
    cause: 'The application chosen as consumer is the provider.',
    nextStep: 'Choose another application as consumer.',
  }),
  'dependents-affected': ({ affected }) => ({
    title: 'Other applications depend on this',
    cause: `${counted(affected.length, 'dependency is', 'dependencies are')} affected, and not all of them were shown when you confirmed.`,
    nextStep: 'Look at the list again, then confirm.',
  }),
  'secret-unknown': () => ({
    title: 'This secret does not exist any more',
    cause: 'It has been deleted meanwhile.',
    nextStep: 'Create a new secret if the application still needs one.',
  }),
  'secret-limit-reached': ({ limit }) => ({
    title: 'No further secret can be created',
    cause: `An application has at most ${counted(limit, 'secret')}.`,
    nextStep: 'Delete a secret that is no longer used.',
  }),
  'secret-missing': ({ hint }) => ({
    title: 'The value of this secret is not in the keychain',
    cause: `The keychain answers, but holds nothing for the secret ${quoted(`${hint}…`)}. It was removed there, or belongs to another user of this computer.`,
    nextStep: 'Create a new secret, give it to the consumer, then delete this one.',
  }),
  'secret-session-ended': ({ hint }) => ({
    title: 'The value of this secret is gone',
    cause: `The secret ${quoted(`${hint}…`)} was kept for one session only, and that session has ended.`,
    nextStep: 'Create a new secret, give it to the consumer, then delete this one.',
  }),
};
