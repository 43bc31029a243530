import { DEFAULT_TOKEN_POLICY } from '../../src/core/domain/token/token-policy.ts';
import type { UnfinishedCreationView } from '../../src/shared/ipc/creation-views.ts';
import type { TenantServerView, TokenRequestView } from '../../src/shared/ipc/tenant-views.ts';
import { applicationId, clientId, secretId, tenantId, type ApplicationId } from '../../src/core/domain/identifiers.ts';
import type { CertificateFacts } from '../../src/core/domain/tenant.ts';
import type { TenantView } from '../../src/shared/ipc/tenants-views.ts';
import type {
  ApplicationRow,
  ApplicationView,
  CreatedDependencyView,
  DependencyView,
  SecretView,
} from '../../src/shared/ipc/views.ts';

/** A UUID one can predict: `uuid(7)` ends in 7. */
const uuid = (number: number): string => `00000000-0000-4000-8000-${number.toString().padStart(12, '0')}`;

export const idOf = (number: number): ApplicationId => applicationId(uuid(number));

/** A row as main lists it, with what the test cares about changed. */
export function aRow(number: number, changed: Partial<ApplicationRow> = {}): ApplicationRow {
  return {
    id: idOf(number),
    clientId: clientId(uuid(1_000_000 + number)),
    label: `Application ${number}`,
    name: `application-${number}`,
    kind: 'charged',
    providedApis: 0,
    dependencies: 0,
    ...changed,
  };
}

/** An application as main shows it, with what the test cares about changed. */
export function anApplication(number: number, changed: Partial<ApplicationView> = {}): ApplicationView {
  const { id, clientId: client, label, name, kind } = aRow(number);
  return {
    id,
    clientId: client,
    label,
    displayName: label,
    name,
    description: '',
    kind,
    ssoType: null,
    parent: null,
    children: 0,
    created: '2026-01-02T03:04:05.678Z',
    lastModified: '2026-02-03T04:05:06.789Z',
    providedApis: [],
    allowsAllApisForPrincipalPropagation: false,
    dependents: [],
    dependencies: [],
    secrets: [],
    clientIdLock: { isLockEnabled: true, failedLogons: 0, lockedUntil: null, mayBeLocked: false },
    tokenPolicy: DEFAULT_TOKEN_POLICY,
    grantsAssumed: false,
    ...changed,
  };
}

export function aSecret(number: number, changed: Partial<SecretView> = {}): SecretView {
  return {
    id: secretId(uuid(2_000_000 + number)),
    hint: 'ab=?',
    description: 'For tests',
    created: '2026-01-02T03:04:05.678Z',
    validTo: null,
    status: 'valid',
    keptIn: 'keychain',
    sessionEnded: false,
    valueHere: true,
    ...changed,
  };
}

/** A creation that stopped before its secret was made, with what the test cares about changed. */
export function anUnfinishedCreation(changed: Partial<UnfinishedCreationView> = {}): UnfinishedCreationView {
  return {
    creationId: uuid(3_000_000),
    name: 'orders',
    provider: 'Application 1',
    application: 'Reports',
    newApplication: true,
    applicationId: idOf(5),
    startedAt: '2026-01-02T03:04:05.678Z',
    steps: [
      { step: 'application', state: 'done' },
      { step: 'dependency', state: 'done' },
      { step: 'secret', state: 'failed' },
      { step: 'keychain', state: 'open' },
    ],
    failure: null,
    secretHint: null,
    canContinue: true,
    canUndo: true,
    ...changed,
  };
}

/** A dependency on application 1 that works, with what the test cares about changed. */
export function aDependency(changed: Partial<DependencyView> = {}): DependencyView {
  return {
    name: 'orders',
    apiName: 'sales-orders',
    providerId: idOf(1),
    provider: 'Application 1',
    resource: 'urn:sap:identity:application:provider:name:orders',
    status: 'working',
    availableApis: [],
    allApisAvailable: false,
    ...changed,
  };
}

/** What the credentials dialog shows of a new application that depends on application 1, with a secret. */
export function aCreatedDependency(
  number: number,
  changed: Partial<CreatedDependencyView> = {},
): CreatedDependencyView {
  const { id, clientId: client, label } = aRow(number);
  return {
    applicationId: id,
    application: label,
    newApplication: true,
    name: 'orders',
    apiName: 'sales-orders',
    provider: 'Application 1',
    clientId: client,
    resource: 'urn:sap:identity:application:provider:name:orders',
    authorityFile: null,
    secret: aSecret(number),
    ...changed,
  };
}

/** The local tenant as it usually is: both addresses answer. */
export function aTenantServer(changed: Partial<TenantServerView> = {}): TenantServerView {
  return {
    enabled: true,
    state: 'running',
    fault: null,
    listeners: {
      http: { port: 8750, address: 'http://127.0.0.1:8750', state: 'running', fault: null },
      https: { port: 8751, address: 'https://127.0.0.1:8751', state: 'running', fault: null },
    },
    trust: {
      certificateFile: '/home/jane/.config/trust-desk/local-tenant.pem',
      nodeExtraCaCerts: "NODE_EXTRA_CA_CERTS='/home/jane/.config/trust-desk/local-tenant.pem'",
      domains: '["127.0.0.1:8751"]',
      fingerprint: 'AB:CD',
      validTo: '2028-01-02T03:04:05.000Z',
    },
    signingKey: { kid: 'key-1', created: '2026-01-02T03:04:05.678Z', previous: 0 },
    directoryApi: null,
    forThisSession: false,
    ...changed,
  };
}

/** A token request that was granted, with what the test cares about changed. */
export function aTokenRequest(number: number, changed: Partial<TokenRequestView> = {}): TokenRequestView {
  return {
    id: number,
    time: '2026-01-02T03:04:05.678Z',
    clientId: uuid(1_000_000 + number),
    application: { id: idOf(number), label: `Application ${number}` },
    dependency: 'orders',
    grant: 'client_credentials',
    outcome: 'granted',
    reason: null,
    count: 1,
    ...changed,
  };
}

/** A certificate as a person compares it, with what the test cares about changed. */
export function aCertificate(changed: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: 'acme.example',
    issuer: 'ACME Authority',
    names: ['acme.example'],
    validFrom: '2026-01-02T03:04:05.000Z',
    validTo: '2028-01-02T03:04:05.000Z',
    fingerprint: 'AB:CD:EF',
    ...changed,
  };
}

/** A tenant elsewhere, signed in to by client ID and secret, with what the test cares about changed. */
export function aTenant(number: number, changed: Partial<TenantView> = {}): TenantView {
  return {
    id: tenantId(uuid(3_000_000 + number)),
    name: `Tenant ${number}`,
    origin: `https://tenant-${number}.accounts.ondemand.com`,
    colour: 'blue',
    production: false,
    signIn: { kind: 'client-secret', clientId: uuid(4_000_000 + number) },
    authority: null,
    ...changed,
  };
}
