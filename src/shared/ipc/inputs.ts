import * as v from 'valibot';
import { API_METHODS } from '../../core/domain/check/api-request.ts';
import { applicationId, isUuid, secretId, tenantId } from '../../core/domain/identifiers.ts';
import { SCHEMES } from '../../core/domain/local-tenant.ts';
import { SECRET_SCOPES, SECRET_VALIDITIES } from '../../core/domain/secret.ts';
import { ADDRESS_CONCERNS, LOCAL_TENANT, TENANT_COLOURS } from '../../core/domain/tenant.ts';
import { GRANTS, TOKEN_FORMATS } from '../../core/domain/token/token-policy.ts';
import { REQUEST_OUTCOMES } from '../../core/domain/token-request.ts';
import { userId } from '../../core/domain/user.ts';
import type { TrustDeskContract } from './contract.ts';
import type { Parser, Parsers } from './define.ts';
import { THEME_CHOICES } from './views.ts';

// Rules of the domain are checked in the core, with words for people. Here only the shape counts, and a size no honest
// window exceeds: the longest field takes 255 characters, and a person may paste something too long and be told so.
const TEXT_MAXIMUM = 10_000;
/** An API takes more than a field does; how much is checked in the core, in bytes. */
const BODY_MAXIMUM = 2 * 1024 * 1024;
const CONFIRMED_MAXIMUM = 100_000;
const GROUPS_MAXIMUM = 1_000;

const uuid = v.pipe(v.string(), v.check(isUuid));
const application = v.pipe(uuid, v.transform(applicationId));
const secret = v.pipe(uuid, v.transform(secretId));
const user = v.pipe(uuid, v.transform(userId));
const text = v.pipe(v.string(), v.maxLength(TEXT_MAXIMUM));
/** Of which pasting makes one line, wherever that may be. */
const line = v.pipe(text, v.regex(/^[^\p{Cc}\u2028\u2029]*$/u));

const tenant = v.pipe(
  v.string(),
  v.check((id) => isUuid(id) || id === LOCAL_TENANT),
  v.transform(tenantId),
);

const target = v.nullable(text);
const scheme = v.picklist(SCHEMES);

const nothing = v.optional(v.undefined());
const of = { applicationId: application };
const once = { requestId: uuid };
const confirmed = {
  confirmed: v.pipe(v.array(v.strictObject({ consumerId: uuid, name: text })), v.maxLength(CONFIRMED_MAXIMUM)),
};
const applicationTexts = { displayName: text, name: text, description: text };
const secretWish = v.strictObject({
  description: text,
  validity: v.picklist(SECRET_VALIDITIES),
  scopes: v.pipe(v.array(v.picklist(SECRET_SCOPES)), v.maxLength(SECRET_SCOPES.length)),
});
const consumer = v.variant('kind', [
  v.strictObject({
    kind: v.literal('new'),
    displayName: text,
    description: text,
    secret: v.nullable(secretWish),
  }),
  v.strictObject({ kind: v.literal('existing'), ...of, allowClientCredentials: v.boolean() }),
]);
const dependency = { providerId: application, name: text, apiName: target, ...once, consumer };
const userTexts = {
  ...{ userName: text, mail: text, firstName: text, lastName: text },
  groups: v.pipe(v.array(text), v.maxLength(GROUPS_MAXIMUM)),
};
const ofTenant = { tenantId: tenant };
const tenantLook = { name: text, colour: v.picklist(TENANT_COLOURS), production: v.boolean() };
const authority = v.nullable(uuid);
const signIn = v.variant('kind', [
  v.strictObject({ kind: v.literal('client-secret'), clientId: text }),
  v.strictObject({ kind: v.literal('user-password'), userName: text }),
  v.strictObject({ kind: v.literal('certificate') }),
]);
const copyable = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['application-id', 'client-id']), ...of }),
  v.strictObject({ kind: v.literal('resource'), ...of, dependency: text }),
  v.strictObject({ kind: v.literal('secret'), ...of, secretId: secret }),
  v.strictObject({ kind: v.literal('curl'), ...of, dependency: text, secretId: v.nullable(secret), over: scheme }),
  v.strictObject({ kind: v.picklist(['tenant-address', 'directory-api-address']), scheme }),
  v.strictObject({ kind: v.picklist(['administrator-client-id', 'administrator-secret']) }),
  v.strictObject({ kind: v.picklist(['certificate-file', 'node-extra-ca-certs', 'xssec-domains']) }),
  v.strictObject({ kind: v.literal('user-token'), ...of, userId: user }),
  v.strictObject({ kind: v.literal('preview'), requestId: uuid, index: v.nullable(v.pipe(v.number(), v.integer())) }),
  v.strictObject({
    ...{ kind: v.literal('failure'), code: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,50}$/)) },
    ...{ status: v.nullable(v.pipe(v.number(), v.integer())), message: line, reference: line },
  }),
  v.strictObject({ kind: v.literal('token'), handle: uuid }),
]);
const tokenPolicy = {
  ...{ lifetime: v.number(), format: v.picklist(TOKEN_FORMATS) },
  grants: v.pipe(v.array(v.picklist(GRANTS)), v.maxLength(GRANTS.length)),
};
const selection = v.strictObject({
  page: v.picklist(['applications', 'users', 'requests', 'tenants', 'settings', 'about']),
  applicationId: v.nullable(application),
  tab: v.picklist(['general', 'trust']),
});

function parser<I>(schema: v.GenericSchema<unknown, I>): Parser<I> {
  return (input) => {
    const parsed = v.safeParse(schema, input, { abortEarly: true });
    return parsed.success ? { ok: true, value: parsed.output } : { ok: false, path: pathOf(parsed.issues[0]) };
  };
}

/** A member nobody asked for has a name the sender made up, which may be anything of any length: its holder is named instead. */
function pathOf(issue: v.BaseIssue<unknown>): string {
  const known = (issue.path ?? []).slice(0, issue.expected === 'never' ? -1 : undefined);
  return known.map((item) => String(item.key)).join('.') || 'input';
}

const shape = <E extends v.ObjectEntries>(entries: E) => parser(v.strictObject(entries));

/** Every call's input, checked on arrival in main: exact members, no others. */
export const inputs: Parsers<TrustDeskContract> = {
  applications: {
    list: parser(nothing),
    listState: parser(nothing),
    refresh: parser(nothing),
    read: shape(of),
    create: shape({ ...applicationTexts, ...once }),
    change: shape({ ...applicationTexts, ...of, before: v.strictObject(applicationTexts) }),
    affected: shape(of),
    remove: shape({ ...of, ...confirmed }),
    loadExample: shape(once),
    switchLock: shape({ ...of, enabled: v.boolean() }),
    unlock: shape(of),
    setTokenPolicy: shape({ ...of, ...tokenPolicy, before: v.strictObject(tokenPolicy) }),
  },
  providedApis: {
    add: shape({ ...of, name: text, description: text }),
    change: shape({ ...of, ...confirmed, current: text, name: text, description: text }),
    remove: shape({ ...of, ...confirmed, name: text }),
    affected: shape({ ...of, name: target }),
    allowAll: shape({ ...of, ...confirmed, allowed: v.boolean() }),
  },
  dependencies: {
    checkName: shape({ providerId: application, name: text }),
    preview: shape(dependency),
    create: shape(dependency),
    unfinished: parser(nothing),
    resume: shape({ creationId: uuid }),
    undo: shape({ creationId: uuid }),
    summary: shape({ ...of, name: text }),
    repoint: shape({ ...of, name: text, apiName: target }),
    remove: shape({ ...of, name: text }),
  },
  tenants: {
    list: parser(nothing),
    open: shape(ofTenant),
    examine: shape({ address: text, authority }),
    chooseAuthority: parser(nothing),
    add: shape({
      ...{ ...tenantLook, ...once, address: text, signIn, authority },
      confirmed: v.pipe(v.array(v.picklist(ADDRESS_CONCERNS)), v.maxLength(ADDRESS_CONCERNS.length)),
    }),
    change: shape({ ...ofTenant, ...tenantLook }),
    signIn: shape({ ...ofTenant, signIn }),
    setAuthority: shape({ ...ofTenant, authority }),
    remove: shape({ ...ofTenant, abandoned: v.pipe(v.array(uuid), v.maxLength(CONFIRMED_MAXIMUM)) }),
    test: shape(ofTenant),
  },
  secrets: {
    create: shape({ ...of, ...once, secret: secretWish }),
    remove: shape({ ...of, secretId: secret }),
    show: shape({ ...of, secretId: secret }),
  },
  checks: {
    run: shape({ ...of, dependency: v.nullable(text), secretId: v.nullable(secret), over: v.nullable(scheme) }),
    callApi: shape({
      ...{ handle: uuid, url: text, method: v.picklist(API_METHODS), headers: text },
      body: v.pipe(v.string(), v.maxLength(BODY_MAXIMUM)),
    }),
  },
  tenantServer: {
    state: parser(nothing),
    enable: shape({ enabled: v.boolean() }),
    setPorts: shape({ http: v.number(), https: v.number() }),
    offerPort: shape({ scheme }),
    rotateKey: parser(nothing),
    switchDirectoryApi: shape({ enabled: v.boolean() }),
    regenerateSecret: parser(nothing),
  },
  users: {
    list: parser(nothing),
    create: shape({ ...userTexts, ...once }),
    change: shape({ ...userTexts, userId: user }),
    remove: shape({ userId: user }),
  },
  requests: { list: shape({ outcome: v.picklist(['all', ...REQUEST_OUTCOMES]) }) },
  clipboard: { copy: parser(copyable), clear: parser(nothing) },
  keychain: { state: parser(nothing), check: parser(nothing), useSession: parser(nothing) },
  settings: {
    read: parser(nothing),
    chooseTheme: shape({ theme: v.picklist(THEME_CHOICES) }),
    rememberSelection: parser(selection),
  },
  app: {
    about: parser(nothing),
    notices: parser(nothing),
    openLink: shape({ link: v.picklist(['sap-procedure', 'sap-console-help']) }),
    showDataFolder: parser(nothing),
  },
};
