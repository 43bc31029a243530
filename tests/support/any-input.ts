import fc from 'fast-check';
import { ADDRESS_CONCERNS, LOCAL_TENANT, TENANT_COLOURS } from '../../src/core/domain/tenant.ts';
import { API_METHODS } from '../../src/core/domain/check/api-request.ts';
import { applicationId, secretId, tenantId } from '../../src/core/domain/identifiers.ts';
import { SCHEMES } from '../../src/core/domain/local-tenant.ts';
import { SECRET_SCOPES, SECRET_VALIDITIES } from '../../src/core/domain/secret.ts';
import { GRANTS, TOKEN_FORMATS } from '../../src/core/domain/token/token-policy.ts';
import type { TrustDeskContract } from '../../src/shared/ipc/contract.ts';
import type { Parser, Parsers } from '../../src/shared/ipc/define.ts';
import { REQUEST_OUTCOMES } from '../../src/core/domain/token-request.ts';
import { userId } from '../../src/core/domain/user.ts';
import { THEME_CHOICES } from '../../src/shared/ipc/views.ts';
import { anyText } from './any-text.ts';

type All = Parsers<TrustDeskContract>;

/** Every input the contract's types allow; a call without an entry, or with one of another type, does not compile. */
type AnyInputs = {
  readonly [G in keyof All]: {
    readonly [N in keyof All[G]]: All[G][N] extends Parser<infer I> ? fc.Arbitrary<I> : never;
  };
};

const application = fc.uuid().map(applicationId);
const secret = fc.uuid().map(secretId);
const user = fc.uuid().map(userId);
const scheme = fc.constantFrom(...SCHEMES);
const requestId = fc.uuid();
const text = anyText;
const nothing = fc.constant(undefined);
const of = { applicationId: application };
const texts = { displayName: text, name: text, description: text };
const tokenPolicy = {
  ...{ lifetime: fc.integer(), format: fc.constantFrom(...TOKEN_FORMATS) },
  grants: fc.subarray([...GRANTS]),
};
const userTexts = {
  ...{ userName: text, mail: text, firstName: text, lastName: text },
  groups: fc.array(text, { maxLength: 5 }),
};
const confirmed = fc.array(fc.record({ consumerId: fc.uuid(), name: text }), { maxLength: 5 });
const wish = fc.record({
  description: text,
  validity: fc.constantFrom(...SECRET_VALIDITIES),
  scopes: fc.subarray([...SECRET_SCOPES]),
});
const newConsumer = fc.record({
  kind: fc.constant('new' as const),
  displayName: text,
  description: text,
  secret: fc.option(wish),
});
const consumer = fc.oneof(
  newConsumer,
  fc.record({ kind: fc.constant('existing' as const), allowClientCredentials: fc.boolean(), ...of }),
);
const dependency = fc.record({ providerId: application, name: text, apiName: fc.option(text), requestId, consumer });
const line = text.map((any) => any.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ''));
const copyable = fc.oneof(
  fc.record({ kind: fc.constantFrom('application-id' as const, 'client-id' as const), ...of }),
  fc.record({ kind: fc.constant('resource' as const), dependency: text, ...of }),
  fc.record({ kind: fc.constant('secret' as const), secretId: secret, ...of }),
  fc.record({ kind: fc.constant('curl' as const), dependency: text, secretId: fc.option(secret), over: scheme, ...of }),
  fc.record({ kind: fc.constantFrom('tenant-address' as const, 'directory-api-address' as const), scheme }),
  fc.record({ kind: fc.constantFrom('administrator-client-id' as const, 'administrator-secret' as const) }),
  fc.record({
    kind: fc.constantFrom('certificate-file' as const, 'node-extra-ca-certs' as const, 'xssec-domains' as const),
  }),
  fc.record({ kind: fc.constant('user-token' as const), userId: user, ...of }),
  fc.record({ kind: fc.constant('preview' as const), requestId, index: fc.option(fc.integer()) }),
  fc.record({
    ...{ kind: fc.constant('failure' as const), code: fc.constantFrom('tenant-fault', 'unexpected') },
    ...{ status: fc.option(fc.integer()), message: line, reference: line },
  }),
  fc.record({ kind: fc.constant('token' as const), handle: fc.uuid() }),
);

const tenant = fc.oneof(fc.uuid(), fc.constant(LOCAL_TENANT)).map(tenantId);
const look = { name: text, colour: fc.constantFrom(...TENANT_COLOURS), production: fc.boolean() };
const authority = fc.option(fc.uuid());
const signIn = fc.oneof(
  fc.record({ kind: fc.constant('client-secret' as const), clientId: text }),
  fc.record({ kind: fc.constant('user-password' as const), userName: text }),
  fc.record({ kind: fc.constant('certificate' as const) }),
);

export const anyInputs: AnyInputs = {
  tenants: {
    list: nothing,
    open: fc.record({ tenantId: tenant }),
    examine: fc.record({ address: text, authority }),
    chooseAuthority: nothing,
    add: fc.record({
      ...{ ...look, requestId, address: text, signIn, authority },
      confirmed: fc.subarray([...ADDRESS_CONCERNS]),
    }),
    change: fc.record({ tenantId: tenant, ...look }),
    signIn: fc.record({ tenantId: tenant, signIn }),
    setAuthority: fc.record({ tenantId: tenant, authority }),
    remove: fc.record({ tenantId: tenant, abandoned: fc.array(requestId) }),
    test: fc.record({ tenantId: tenant }),
  },
  applications: {
    list: nothing,
    listState: nothing,
    refresh: nothing,
    read: fc.record(of),
    create: fc.record({ ...texts, requestId }),
    change: fc.record({ ...texts, ...of, before: fc.record(texts) }),
    affected: fc.record(of),
    remove: fc.record({ ...of, confirmed }),
    loadExample: fc.record({ requestId }),
    switchLock: fc.record({ ...of, enabled: fc.boolean() }),
    unlock: fc.record(of),
    setTokenPolicy: fc.record({ ...of, ...tokenPolicy, before: fc.record(tokenPolicy) }),
  },
  providedApis: {
    add: fc.record({ ...of, name: text, description: text }),
    change: fc.record({ ...of, confirmed, current: text, name: text, description: text }),
    remove: fc.record({ ...of, confirmed, name: text }),
    affected: fc.record({ ...of, name: fc.option(text) }),
    allowAll: fc.record({ ...of, confirmed, allowed: fc.boolean() }),
  },
  dependencies: {
    checkName: fc.record({ providerId: application, name: text }),
    preview: dependency,
    create: dependency,
    unfinished: nothing,
    resume: fc.record({ creationId: fc.uuid() }),
    undo: fc.record({ creationId: fc.uuid() }),
    summary: fc.record({ ...of, name: text }),
    repoint: fc.record({ ...of, name: text, apiName: fc.option(text) }),
    remove: fc.record({ ...of, name: text }),
  },
  secrets: {
    create: fc.record({ ...of, requestId, secret: wish }),
    remove: fc.record({ ...of, secretId: secret }),
    show: fc.record({ ...of, secretId: secret }),
  },
  checks: {
    run: fc.record({
      ...{ ...of, dependency: fc.option(text), secretId: fc.option(secret) },
      over: fc.option(scheme),
    }),
    callApi: fc.record({
      ...{ handle: fc.uuid(), url: text, method: fc.constantFrom(...API_METHODS), headers: text, body: text },
    }),
  },
  tenantServer: {
    state: nothing,
    enable: fc.record({ enabled: fc.boolean() }),
    setPorts: fc.record({ http: fc.double({ noNaN: true }), https: fc.integer() }),
    offerPort: fc.record({ scheme }),
    rotateKey: nothing,
    switchDirectoryApi: fc.record({ enabled: fc.boolean() }),
    regenerateSecret: nothing,
  },
  users: {
    list: nothing,
    create: fc.record({ ...userTexts, requestId }),
    change: fc.record({ ...userTexts, userId: user }),
    remove: fc.record({ userId: user }),
  },
  requests: { list: fc.record({ outcome: fc.constantFrom('all', ...REQUEST_OUTCOMES) }) },
  clipboard: { copy: copyable, clear: nothing },
  keychain: { state: nothing, check: nothing, useSession: nothing },
  settings: {
    read: nothing,
    chooseTheme: fc.record({ theme: fc.constantFrom(...THEME_CHOICES) }),
    rememberSelection: fc.record({
      page: fc.constantFrom('applications', 'users', 'requests', 'settings', 'about'),
      applicationId: fc.option(application),
      tab: fc.constantFrom('general', 'trust'),
    }),
  },
  app: {
    about: nothing,
    notices: nothing,
    openLink: fc.record({ link: fc.constantFrom('sap-procedure', 'sap-console-help') }),
    showDataFolder: nothing,
  },
};
