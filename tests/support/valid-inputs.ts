const applicationId = '01234567-89ab-4cde-8f01-23456789abcd';
const secretId = '11234567-89ab-4cde-8f01-23456789abcd';
const requestId = '21234567-89ab-4cde-8f01-23456789abcd';
const confirmed = [{ consumerId: secretId, name: 'orders' }];
const texts = { displayName: 'Sales', name: 'sales', description: '' };
const policy = { grants: ['clientCredentials'], lifetime: 3600, format: 'jwt' };
const user = { userName: 'jane', mail: 'jane@example.com', firstName: 'Jane', lastName: 'Doe', groups: ['Sales'] };
const secret = { description: 'for tests', validity: 'one-year', scopes: ['oAuth'] };

const dependency = {
  ...{ providerId: applicationId, name: 'orders', apiName: 'orders', requestId },
  consumer: { kind: 'new', displayName: 'Consumer', description: '', secret },
};

const tenantId = '31234567-89ab-4cde-8f01-23456789abcd';
const look = { name: 'ACME', colour: 'blue', production: false };
const signIn = { kind: 'client-secret', clientId: 'c-1' };

/** An input each call accepts; a call that is not named takes none. */
const VALID: Readonly<Record<string, unknown>> = {
  'tenants.open': { tenantId },
  'tenants.examine': { address: 'no address', authority: null },
  'tenants.add': { ...look, requestId, address: 'no address', signIn, confirmed: [], authority: null },
  'tenants.change': { tenantId, ...look },
  'tenants.signIn': { tenantId, signIn },
  'tenants.setAuthority': { tenantId, authority: null },
  'tenants.remove': { tenantId, abandoned: [requestId] },
  'tenants.test': { tenantId },
  'applications.read': { applicationId },
  'applications.create': { ...texts, requestId },
  'applications.change': { ...texts, applicationId, before: texts },
  'applications.affected': { applicationId },
  'applications.remove': { applicationId, confirmed },
  'applications.loadExample': { requestId },
  'applications.switchLock': { applicationId, enabled: false },
  'applications.unlock': { applicationId },
  'applications.setTokenPolicy': { applicationId, ...policy, before: policy },
  'providedApis.add': { applicationId, name: 'orders', description: '' },
  'providedApis.change': { applicationId, confirmed, current: 'orders', name: 'invoices', description: '' },
  'providedApis.remove': { applicationId, confirmed, name: 'orders' },
  'providedApis.affected': { applicationId, name: 'orders' },
  'providedApis.allowAll': { applicationId, confirmed, allowed: false },
  'dependencies.checkName': { providerId: applicationId, name: 'orders' },
  'dependencies.preview': dependency,
  'dependencies.create': dependency,
  'dependencies.resume': { creationId: requestId },
  'dependencies.undo': { creationId: requestId },
  'dependencies.summary': { applicationId, name: 'orders' },
  'dependencies.repoint': { applicationId, name: 'orders', apiName: 'invoices' },
  'dependencies.remove': { applicationId, name: 'orders' },
  'secrets.create': { applicationId, requestId, secret },
  'secrets.remove': { applicationId, secretId },
  'secrets.show': { applicationId, secretId },
  'clipboard.copy': { kind: 'curl', applicationId, dependency: 'orders', secretId: null, over: 'http' },
  'checks.run': { applicationId, dependency: 'orders', secretId: null, over: null },
  'checks.callApi': { handle: requestId, url: 'http://localhost/', method: 'GET', headers: '', body: '' },
  'tenantServer.enable': { enabled: true },
  'tenantServer.switchDirectoryApi': { enabled: true },
  'tenantServer.setPorts': { http: 8750, https: 8751 },
  'tenantServer.offerPort': { scheme: 'http' },
  'users.create': { ...user, requestId },
  'users.change': { ...user, userId: secretId },
  'users.remove': { userId: secretId },
  'requests.list': { outcome: 'all' },
  'settings.chooseTheme': { theme: 'dark' },
  'settings.rememberSelection': { page: 'applications', applicationId, tab: 'trust' },
  'app.openLink': { link: 'sap-procedure' },
};

export const validInput = (channel: string): unknown => VALID[channel.replace(/^trust-desk:/, '')];
