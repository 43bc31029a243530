import type { GrantRule } from './grant.ts';
import { userBehind } from './user-assertion.ts';

const [ACCESS_TOKEN, JWT, ID_TOKEN] = ['access_token', 'jwt', 'id_token'].map(
  (type) => `urn:ietf:params:oauth:token-type:${type}`,
) as [string, string, string];

/** RFC 8693, 2.1, for a user's token; nobody acts for somebody else here. */
export const tokenExchange: GrantRule = async (request) => {
  const { form } = request;
  const subject = form.get('subject_token');
  if (!subject) return { refused: 'assertion-missing' };
  if (![ACCESS_TOKEN, JWT, ID_TOKEN].includes(form.get('subject_token_type') ?? ''))
    return { refused: 'parameter-malformed' };
  const wanted = form.get('requested_token_type') || ACCESS_TOKEN;
  if (![ACCESS_TOKEN, JWT].includes(wanted) || form.has('actor_token')) return { refused: 'parameter-malformed' };
  const behind = await userBehind(request, subject);
  if (!behind.flow) return behind;
  return { ...behind, answer: { issued_token_type: wanted }, ...(wanted === JWT && { format: 'jwt' }) };
};
