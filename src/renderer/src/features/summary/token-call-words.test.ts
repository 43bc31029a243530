import { expect, test } from 'vitest';
import { aCreatedDependency } from '../../../../../tests/support/views.ts';
import { remoteCall } from './token-call-words.ts';

const ORIGIN = 'https://acme.accounts.ondemand.com';

test('the call at a tenant trusts the authority that was imported for it', () => {
  const call = remoteCall(aCreatedDependency(1, { authorityFile: "/home/o'neil/authority.pem" }), ORIGIN);
  expect(call).toContain(`${ORIGIN}/oauth2/token`);
  expect(call).toContain(`--cacert '/home/o'\\''neil/authority.pem'`);
});

test('without one it trusts what the machine does', () => {
  expect(remoteCall(aCreatedDependency(1), ORIGIN)).not.toContain('--cacert');
});
