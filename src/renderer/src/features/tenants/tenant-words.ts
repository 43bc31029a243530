import type { ConnectionStep, ConnectionStepName } from '../../../../core/domain/connection-test.ts';
import type { AddressConcern, SignIn } from '../../../../core/domain/tenant.ts';
import type { TypedSignIn } from '../../../../shared/ipc/call-inputs.ts';

export const SIGN_IN_WORDS: Record<TypedSignIn['kind'], string> = {
  'client-secret': 'Client ID and secret',
  'user-password': 'User name and password',
  certificate: 'Certificate (.p12)',
};

export const SIGN_IN_HINTS: Record<TypedSignIn['kind'], string> = {
  'client-secret':
    'In the administration console: Users & Authorizations > Administrators > Add > System, with Manage Applications. The secret is asked for in a window of its own.',
  'user-password': 'Of an administrator with “Manage Applications”. The password is asked for in a window of its own.',
  certificate: 'The file and its passphrase are asked for; the key is kept encrypted on this computer.',
};

/** How a tenant is signed in to, in one line. */
export function signInText(signIn: SignIn): string {
  switch (signIn.kind) {
    case 'client-secret':
      return `Client ID ${signIn.clientId}`;
    case 'user-password':
      return `User ${signIn.userName}`;
    case 'certificate':
      return `Certificate of ${signIn.certificate.subject}`;
  }
}

export const CONCERN_WORDS: Record<AddressConcern, string> = {
  'custom-domain':
    'This host is none of those that SAP gives to tenants. A custom domain of your company may be right.',
  'private-address': 'This address leads to this computer or into a private network.',
};

export const STEP_WORDS: Record<ConnectionStepName, string> = {
  'name-resolves': 'Host name found',
  tls: 'Encrypted, certificate trusted',
  'is-tenant': 'A tenant of SAP Cloud Identity Services answers',
  'credentials-accepted': 'Credentials accepted',
  'may-read': 'Applications may be read',
  'may-write': 'Applications may be changed (tried without changing any)',
};

export const OUTCOME_WORDS: Record<ConnectionStep['outcome'], string> = {
  ...{ passed: 'Passed', failed: 'Failed', 'not-reached': 'Not reached', unknown: 'Not known' },
};

/** What a tested connection is good for; `unknown`: whether anything may be changed, nobody has said. */
type ConnectionResult = 'all' | 'reading' | 'unknown' | 'none';

export function connectionResult(steps: readonly ConnectionStep[]): ConnectionResult {
  const [read, write] = (['may-read', 'may-write'] as const).map((name) => steps.find((step) => step.name === name));
  if (read?.outcome !== 'passed') return 'none';
  if (write?.outcome === 'passed') return 'all';
  return write?.outcome === 'failed' && write.failure.code === 'tenant-not-allowed' ? 'reading' : 'unknown';
}

export const RESULT_WORDS: Record<ConnectionResult, string> = {
  all: 'The connection works.',
  reading:
    'Applications may be read here, but not changed: you can look at everything, and whatever you create, change or delete is refused. To change that, see the last step.',
  unknown: 'Applications may be read here. Whether they may be changed shows when you first try.',
  none: 'The connection does not work.',
};
