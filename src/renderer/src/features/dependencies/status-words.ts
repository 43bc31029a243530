import type { DependencyStatus } from '../../../../core/domain/dependents.ts';

/** What a dependency's status means, in a few words for a table. Whether it works is known only by checking. */
export const STATUS_WORDS: Record<DependencyStatus, string> = {
  working: 'Set Up',
  'api-missing': 'API not provided',
  'provider-missing': 'Provider deleted',
  'provider-unknown': 'Not known yet',
};

/** From here on a list is searched rather than read. */
export const MANY = 10;
