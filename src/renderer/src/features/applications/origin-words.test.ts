import { describe, expect, it } from 'vitest';
import { protocolWords, undeletable } from './origin-words.ts';

describe('what a tenant says of an application', () => {
  it.each([
    ['openIdConnect', 'OpenID Connect'],
    ['saml2', 'SAML 2.0'],
    ['saml2oidc', 'SAML 2.0 and OpenID Connect'],
    ['somethingNew', 'somethingNew'],
    ['constructor', 'constructor'],
  ])('names its protocol: %s', (ssoType, words) => expect(protocolWords(ssoType)).toBe(words));

  it('says why it cannot be deleted', () => {
    expect(undeletable({ kind: 'charged', children: 0 })).toBeUndefined();
    expect(undeletable({ kind: 'bundled', children: 0 })).toContain('your own');
    expect(undeletable({ kind: 'charged', children: 1 })).toContain('inherit');
  });
});
