import type { GrantRule } from './grant.ts';
import { userBehind } from './user-assertion.ts';

const TOKEN_TYPES = ['access_token', 'id_token', 'jwt'].map((type) => `urn:ietf:params:oauth:token-type:${type}`);
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** RFC 8693, 2.1, for a user's token; nobody acts for somebody else here. */
export const tokenExchange: GrantRule = async (request) => {
  const { form } = request;
  const subject = form.get('subject_token');
  if (!subject) return { refused: 'assertion-missing' };
  if (!TOKEN_TYPES.includes(form.get('subject_token_type') ?? '')) return { refused: 'parameter-malformed' };
  const wanted = form.get('requested_token_type') || ACCESS_TOKEN;
  if (!TOKEN_TYPES.includes(wanted) || form.has('actor_token')) return { refused: 'parameter-malformed' };
  const behind = await userBehind(request, subject);
  return behind.flow ? { ...behind, answer: { issued_token_type: ACCESS_TOKEN } } : behind;
};
