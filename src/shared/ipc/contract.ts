import type { ApiAnswer } from '../../core/domain/check/api-answer.ts';
import type { TypedApiRequest } from '../../core/domain/check/api-request.ts';
import type { ApiTarget } from '../../core/domain/dependency.ts';
import type { AffectedDependency } from '../../core/domain/dependents.ts';
import type { ApplicationId, SecretId } from '../../core/domain/identifiers.ts';
import type { ListState } from '../../core/domain/list-state.ts';
import type { Scheme, TenantPorts } from '../../core/domain/local-tenant.ts';
import type { StoreNotice } from '../../core/domain/store-notice.ts';
import type { TokenPolicy } from '../../core/domain/token/token-policy.ts';
import type { RequestOutcome } from '../../core/domain/token-request.ts';
import type { User, UserId, UserTexts } from '../../core/domain/user.ts';
import type {
  ApplicationTexts,
  Confirmed,
  Copyable,
  Creation,
  DependencyRequest,
  Of,
  OfTenant,
  Once,
  SecretWish,
  TenantLook,
  TypedSignIn,
  TypedTenant,
} from './call-inputs.ts';
import type { CheckView } from './check-views.ts';
import type { RequestPreview, UnfinishedCreationView } from './creation-views.ts';
import { call, event } from './define.ts';
import type { JsonText } from './json-text.ts';
import type { TenantServerView, TokenRequestView } from './tenant-views.ts';
import type { AddressView, AuthorityView, ConnectionTestView, TenantsView, TenantView } from './tenants-views.ts';
import type {
  AboutView,
  ApplicationRow,
  ApplicationView,
  AppliedTheme,
  ClipboardView,
  CreatedDependencyView,
  KeychainView,
  ListedView,
  NameCheckView,
  SecretView,
  SelectionView,
  SettingsView,
  ThemeChoice,
} from './views.ts';

/** Every call and event between window and main, once. */
export const contract = {
  applications: {
    list: call<void, JsonText<readonly ApplicationRow[]>>(),
    /** How well the list is known; of the local tenant it always is. */
    listState: call<void, ListState>(),
    /** Has a remote tenant's list read again. Answers at once; what is found comes with `listed`. */
    refresh: call<void, ListState>(),
    read: call<Of, ApplicationView>(),
    create: call<ApplicationTexts & Once, ApplicationView>(),
    /** `before`: as they were shown when the person edited them; what is the same in both is left alone. */
    change: call<ApplicationTexts & Of & { readonly before: ApplicationTexts }, ApplicationView>(),
    affected: call<Of, readonly AffectedDependency[]>(),
    remove: call<Of & Confirmed, void>(),
    loadExample: call<Once, ApplicationView>(),
    /** SAP's *Client ID Lock*. Off and on again forgets the failed logons and leaves a locked one locked. */
    switchLock: call<Of & { readonly enabled: boolean }, ApplicationView>(),
    /** Forgets the failed logons, too. One that is not locked stays so. */
    unlock: call<Of, ApplicationView>(),
    /** Grants that it may use as a consumer, lifetime (seconds) of the tokens it gets, format of the tokens for it. */
    setTokenPolicy: call<Of & TokenPolicy & { readonly before: TokenPolicy }, ApplicationView>(),
    /** What of a remote tenant's list is otherwise than it was told before. */
    listed: event<ListedView>(),
    changed: event<{ readonly applicationIds: readonly ApplicationId[] }>(),
  },
  providedApis: {
    add: call<Of & { readonly name: string; readonly description: string }, ApplicationView>(),
    change: call<
      Of & Confirmed & { readonly current: string; readonly name: string; readonly description: string },
      ApplicationView
    >(),
    remove: call<Of & Confirmed & { readonly name: string }, ApplicationView>(),
    /** Null: the dependencies on all APIs. */
    affected: call<Of & { readonly name: ApiTarget }, readonly AffectedDependency[]>(),
    allowAll: call<Of & Confirmed & { readonly allowed: boolean }, ApplicationView>(),
  },
  dependencies: {
    checkName: call<{ readonly providerId: ApplicationId; readonly name: string }, NameCheckView>(),
    /** The requests that `create` with the same request id will send; none in the local tenant. */
    preview: call<DependencyRequest & Once, readonly RequestPreview[]>(),
    create: call<DependencyRequest & Once, CreatedDependencyView>(),
    /** Creations in this tenant that stopped half way, oldest first. */
    unfinished: call<void, readonly UnfinishedCreationView[]>(),
    resume: call<Creation, CreatedDependencyView>(),
    undo: call<Creation, void>(),
    unfinishedChanged: event<void>(),
    summary: call<Of & { readonly name: string }, CreatedDependencyView>(),
    repoint: call<Of & { readonly name: string; readonly apiName: ApiTarget }, ApplicationView>(),
    remove: call<Of & { readonly name: string }, ApplicationView>(),
  },
  /** The tenants that a person works in. A call about applications names its tenant beside its input. */
  tenants: {
    list: call<void, TenantsView>(),
    /** Remembered: the window is there at the next start, too. */
    open: call<OfTenant, void>(),
    /** Sends nothing to the address but a TLS handshake. */
    examine: call<{ readonly address: string; readonly authority: string | null }, AddressView>(),
    /** By the system's dialog. Failure: asking-cancelled. */
    chooseAuthority: call<void, AuthorityView>(),
    /** Asks for the secret (certificate: the file and its passphrase) in a window of its own. Failure: asking-cancelled. */
    add: call<TypedTenant & Once, TenantView>(),
    change: call<OfTenant & TenantLook, TenantView>(),
    /** Other credentials, asked for like those of a new tenant. */
    signIn: call<OfTenant & { readonly signIn: TypedSignIn }, TenantView>(),
    /** Null: only those of the runtime. */
    setAuthority: call<OfTenant & { readonly authority: string | null }, TenantView>(),
    /**
     * With its credentials and what was read of it; nothing changes at the tenant. Secrets made there stay in the keychain's care no
     * longer. `abandoned`: ids of all creations there that stopped half way, with those whose record cannot be read. Failures:
     * tenant-unfinished-creations, store-*.
     */
    remove: call<OfTenant & { readonly abandoned: readonly string[] }, void>(),
    test: call<OfTenant, ConnectionTestView>(),
    changed: event<TenantsView>(),
  },
  secrets: {
    create: call<Of & Once & { readonly secret: SecretWish }, SecretView>(),
    remove: call<Of & { readonly secretId: SecretId }, ApplicationView>(),
    show: call<Of & { readonly secretId: SecretId }, void>(),
  },
  /** Whether a dependency gives a token that its API accepts. */
  checks: {
    /** Gets a token and judges it, in at most a minute. `secretId` null: the newest that can ask for tokens. `over` null: as it runs. */
    run: call<
      Of & { readonly dependency: string | null; readonly secretId: SecretId | null; readonly over: Scheme | null },
      CheckView
    >(),
    /** Sends one request with the token of a check. */
    callApi: call<TypedApiRequest & { readonly handle: string }, ApiAnswer>(),
  },
  /** The local tenant's server. Every answer is what counts now; `changed` comes with every later change of it. */
  tenantServer: {
    state: call<void, TenantServerView>(),
    /** Remembered. Answers at once, with `starting`. */
    enable: call<{ readonly enabled: boolean }, TenantServerView>(),
    /** 1024-65535 and not the same; remembered even if one is busy, which the listener's state then says. */
    setPorts: call<TenantPorts, TenantServerView>(),
    /** A port that is free at this moment, near the one that is set. */
    offerPort: call<{ readonly scheme: Scheme }, { readonly port: number }>(),
    /** Tokens from now on are signed with a new key; the old one stays published until its last token has expired. */
    rotateKey: call<void, TenantServerView>(),
    /** `/Applications/v1`, off until switched on: the secret of its client is made then, and goes when it is switched off. */
    switchDirectoryApi: call<{ readonly enabled: boolean }, TenantServerView>(),
    /** That of the client of `/Applications/v1`; the one before opens nothing any more. */
    regenerateSecret: call<void, TenantServerView>(),
    changed: event<TenantServerView>(),
  },
  /** The local tenant's test users, for principal propagation. */
  users: {
    list: call<void, readonly User[]>(),
    create: call<UserTexts & Once, User>(),
    change: call<UserTexts & { readonly userId: UserId }, User>(),
    remove: call<{ readonly userId: UserId }, void>(),
  },
  /** The last 1,000 token requests to the local tenant, newest first; kept while the app runs. */
  requests: {
    list: call<{ readonly outcome: RequestOutcome | 'all' }, readonly TokenRequestView[]>(),
    /** At most twice a second. */
    changed: event<{ readonly newestId: number }>(),
  },
  clipboard: {
    copy: call<Copyable, void>(),
    clear: call<void, void>(),
    holding: event<ClipboardView>(),
    released: event<{ readonly reason: 'cleared' | 'replaced' }>(),
  },
  keychain: {
    state: call<void, KeychainView>(),
    check: call<void, KeychainView>(),
    useSession: call<void, KeychainView>(),
    changed: event<KeychainView>(),
  },
  settings: {
    read: call<void, SettingsView>(),
    chooseTheme: call<{ readonly theme: ThemeChoice }, SettingsView>(),
    rememberSelection: call<SelectionView, void>(),
    themeChanged: event<{ readonly appliedTheme: AppliedTheme }>(),
  },
  app: {
    about: call<void, AboutView>(),
    notices: call<void, readonly StoreNotice[]>(),
    noticesChanged: event<void>(),
    openLink: call<{ readonly link: 'sap-procedure' | 'sap-console-help' }, void>(),
    showDataFolder: call<void, void>(),
  },
} as const;

export type TrustDeskContract = typeof contract;
