import type { Application } from '../../src/core/domain/application.ts';
import type { AllApisDependency, ApiDependency } from '../../src/core/domain/dependency.ts';
import { applicationId, clientId, secretId, type ApplicationId } from '../../src/core/domain/identifiers.ts';
import type { Secret } from '../../src/core/domain/secret.ts';
import { countedId } from './counted-ids.ts';

/** The n-th application of a test, valid as it is, with what the test cares about changed. */
export function anApplication(number: number, changed: Partial<Application> = {}): Application {
  return {
    id: idOf(number),
    clientId: clientId(countedId(number, 9001)),
    name: `application-${number}`,
    displayName: `Application ${number}`,
    description: '',
    kind: 'charged',
    created: '2026-02-01T08:00:00.000Z',
    lastModified: '2026-02-01T08:00:00.000Z',
    providedApis: [],
    allowsAllApisForPrincipalPropagation: false,
    consumedApis: [],
    secrets: [],
    ...changed,
  };
}

export const idOf = (number: number): ApplicationId => applicationId(countedId(number, 9000));

/** A dependency on the n-th application. */
export const aDependency = (provider: number, changed: Partial<ApiDependency> = {}): ApiDependency => ({
  name: 'orders-client',
  apiName: 'orders',
  providerId: idOf(provider),
  providerClientId: clientId(countedId(provider, 9001)),
  ...changed,
});

/** A dependency on all APIs of the n-th application. */
export const anAllApisDependency = (provider: number, name = 'users-client'): AllApisDependency => ({
  ...{ kind: 'all-apis', name },
  ...{ providerId: idOf(provider), providerClientId: clientId(countedId(provider, 9001)) },
});

export const aSecret = (number: number, changed: Partial<Secret> = {}): Secret => ({
  id: secretId(countedId(number, 9002)),
  hint: 'abcd',
  description: '',
  scopes: ['oAuth'],
  created: '2026-02-01T08:00:00.000Z',
  keptIn: 'keychain',
  digest: '0'.repeat(64),
  ...changed,
});
