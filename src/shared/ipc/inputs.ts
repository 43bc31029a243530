import * as v from 'valibot';
import { applicationId, isUuid, secretId } from '../../core/domain/identifiers.ts';
import { SECRET_SCOPES, SECRET_VALIDITIES } from '../../core/domain/secret.ts';
import type { TrustDeskContract } from './contract.ts';
import type { Parser, Parsers } from './define.ts';
import { THEME_CHOICES } from './views.ts';

// Rules of the domain are checked in the core, with words for people. Here only the shape counts, and a size no honest
// window exceeds: the longest field takes 255 characters, and a person may paste something too long and be told so.
const TEXT_MAXIMUM = 10_000;
const CONFIRMED_MAXIMUM = 100_000;

const uuid = v.pipe(v.string(), v.check(isUuid));
const application = v.pipe(uuid, v.transform(applicationId));
const secret = v.pipe(uuid, v.transform(secretId));
const text = v.pipe(v.string(), v.maxLength(TEXT_MAXIMUM));

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
  v.strictObject({ kind: v.literal('existing'), ...of }),
]);
const copyable = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['application-id', 'client-id']), ...of }),
  v.strictObject({ kind: v.literal('resource'), ...of, dependency: text }),
  v.strictObject({ kind: v.literal('secret'), ...of, secretId: secret }),
  v.strictObject({ kind: v.literal('curl'), ...of, dependency: text, secretId: v.nullable(secret) }),
]);
const selection = v.strictObject({
  page: v.picklist(['applications', 'settings', 'about']),
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
    read: shape(of),
    create: shape({ ...applicationTexts, ...once }),
    change: shape({ ...applicationTexts, ...of }),
    affected: shape(of),
    remove: shape({ ...of, ...confirmed }),
    loadExample: shape(once),
  },
  providedApis: {
    add: shape({ ...of, name: text, description: text }),
    change: shape({ ...of, ...confirmed, current: text, name: text, description: text }),
    remove: shape({ ...of, ...confirmed, name: text }),
    affected: shape({ ...of, name: text }),
    allowAll: shape({ ...of, allowed: v.boolean() }),
  },
  dependencies: {
    checkName: shape({ providerId: application, name: text }),
    create: shape({ providerId: application, name: text, apiName: text, ...once, consumer }),
    summary: shape({ ...of, name: text }),
    repoint: shape({ ...of, name: text, apiName: text }),
    remove: shape({ ...of, name: text }),
  },
  secrets: {
    create: shape({ ...of, ...once, secret: secretWish }),
    remove: shape({ ...of, secretId: secret }),
    show: shape({ ...of, secretId: secret }),
  },
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
