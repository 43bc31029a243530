import type { GrantRule } from './grant.ts';

/** RFC 6749, 4.4: the client for itself. */
export const clientCredentials: GrantRule = () => ({ flow: 'technical', user: undefined, answer: {} });
