import type { CreationStep, StepState } from '../../core/domain/creation.ts';

export const CREATION_STEP_WORDS: Record<CreationStep, string> = {
  application: 'Create the application',
  dependency: 'Write the dependency',
  secret: 'Have the tenant generate the secret',
  keychain: 'Keep the secret in the keychain',
};

/** A step of one that has stopped, in words for what exists where. */
export const STEP_STATE_WORDS: Record<CreationStep, Record<StepState, string>> = {
  application: {
    done: 'The application exists in the tenant.',
    failed: 'The application was not created.',
    unknown: 'Whether the application was created is not known.',
    open: 'No application was created.',
  },
  dependency: {
    done: 'Its dependency is written.',
    failed: 'Its dependency could not be written.',
    unknown: 'Whether its dependency was written is not known.',
    open: 'It has no dependency yet.',
  },
  secret: {
    done: 'The tenant has generated a secret.',
    failed: 'The tenant has generated no secret.',
    unknown: 'Whether the tenant has generated a secret is not known.',
    open: 'It has no secret yet.',
  },
  keychain: {
    done: 'The secret is in the keychain.',
    failed: 'The secret is not in the keychain.',
    unknown: 'Whether the secret is in the keychain is not known.',
    open: 'No secret is in the keychain.',
  },
};
