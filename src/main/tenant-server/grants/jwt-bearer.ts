import type { GrantRule } from './grant.ts';
import { userBehind } from './user-assertion.ts';

/** RFC 7523, 2.1. */
export const jwtBearer: GrantRule = (request) => {
  const assertion = request.form.get('assertion');
  return assertion ? userBehind(request, assertion) : { refused: 'assertion-missing' };
};
