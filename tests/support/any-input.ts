import fc from 'fast-check';
import { applicationId, secretId } from '../../src/core/domain/identifiers.ts';
import { SECRET_SCOPES, SECRET_VALIDITIES } from '../../src/core/domain/secret.ts';
import type { TrustDeskContract } from '../../src/shared/ipc/contract.ts';
import type { Parser, Parsers } from '../../src/shared/ipc/define.ts';
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
const requestId = fc.uuid();
const text = anyText;
const nothing = fc.constant(undefined);
const of = { applicationId: application };
const texts = { displayName: text, name: text, description: text };
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
const consumer = fc.oneof(newConsumer, fc.record({ kind: fc.constant('existing' as const), ...of }));
const copyable = fc.oneof(
  fc.record({ kind: fc.constantFrom('application-id' as const, 'client-id' as const), ...of }),
  fc.record({ kind: fc.constant('resource' as const), dependency: text, ...of }),
  fc.record({ kind: fc.constant('secret' as const), secretId: secret, ...of }),
  fc.record({ kind: fc.constant('curl' as const), dependency: text, secretId: fc.option(secret), ...of }),
);

export const anyInputs: AnyInputs = {
  applications: {
    list: nothing,
    read: fc.record(of),
    create: fc.record({ ...texts, requestId }),
    change: fc.record({ ...texts, ...of }),
    affected: fc.record(of),
    remove: fc.record({ ...of, confirmed }),
    loadExample: fc.record({ requestId }),
  },
  providedApis: {
    add: fc.record({ ...of, name: text, description: text }),
    change: fc.record({ ...of, confirmed, current: text, name: text, description: text }),
    remove: fc.record({ ...of, confirmed, name: text }),
    affected: fc.record({ ...of, name: text }),
    allowAll: fc.record({ ...of, allowed: fc.boolean() }),
  },
  dependencies: {
    checkName: fc.record({ providerId: application, name: text }),
    create: fc.record({ providerId: application, name: text, apiName: text, requestId, consumer }),
    summary: fc.record({ ...of, name: text }),
    repoint: fc.record({ ...of, name: text, apiName: text }),
    remove: fc.record({ ...of, name: text }),
  },
  secrets: {
    create: fc.record({ ...of, requestId, secret: wish }),
    remove: fc.record({ ...of, secretId: secret }),
    show: fc.record({ ...of, secretId: secret }),
  },
  clipboard: { copy: copyable, clear: nothing },
  keychain: { state: nothing, check: nothing, useSession: nothing },
  settings: {
    read: nothing,
    chooseTheme: fc.record({ theme: fc.constantFrom(...THEME_CHOICES) }),
    rememberSelection: fc.record({
      page: fc.constantFrom('applications', 'settings', 'about'),
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
