import type { AffectedDependency, DependencyKey } from '../../core/domain/dependents.ts';
import type { ApplicationId, SecretId } from '../../core/domain/identifiers.ts';
import type { SecretScope, SecretValidity } from '../../core/domain/secret.ts';
import { call, event } from './define.ts';
import type {
  AboutView,
  ApplicationRow,
  ApplicationView,
  AppliedTheme,
  ClipboardView,
  CreatedDependencyView,
  KeychainView,
  NameCheckView,
  SecretView,
  SelectionView,
  SettingsView,
  StoreNoticeView,
  ThemeChoice,
} from './views.ts';

type Of = { readonly applicationId: ApplicationId };
/** Made by the window for each thing a person asks for: a repeated call with the same one is the same request. */
type Once = { readonly requestId: string };
type Confirmed = { readonly confirmed: readonly DependencyKey[] };
type SecretWish = {
  readonly description: string;
  readonly validity: SecretValidity;
  readonly scopes: readonly SecretScope[];
};

type NewConsumer = {
  readonly kind: 'new';
  readonly displayName: string;
  readonly description: string;
  readonly secret: SecretWish | null;
};
type ExistingConsumer = { readonly kind: 'existing' } & Of;

type ApplicationTexts = { readonly displayName: string; readonly name: string; readonly description: string };

/** What can be copied. The window names it; main looks it up, so that no secret and no free text crosses. */
export type Copyable =
  | ({ readonly kind: 'application-id' | 'client-id' } & Of)
  | ({ readonly kind: 'resource'; readonly dependency: string } & Of)
  | ({ readonly kind: 'secret'; readonly secretId: SecretId } & Of)
  | ({ readonly kind: 'curl'; readonly dependency: string; readonly secretId: SecretId | null } & Of);

/** Every call and event between window and main, once. */
export const contract = {
  applications: {
    list: call<void, readonly ApplicationRow[]>(),
    read: call<Of, ApplicationView>(),
    create: call<ApplicationTexts & Once, ApplicationView>(),
    change: call<ApplicationTexts & Of, ApplicationView>(),
    affected: call<Of, readonly AffectedDependency[]>(),
    remove: call<Of & Confirmed, void>(),
    loadExample: call<Once, ApplicationView>(),
    changed: event<{ readonly applicationIds: readonly ApplicationId[] }>(),
  },
  providedApis: {
    add: call<Of & { readonly name: string; readonly description: string }, ApplicationView>(),
    change: call<
      Of & Confirmed & { readonly current: string; readonly name: string; readonly description: string },
      ApplicationView
    >(),
    remove: call<Of & Confirmed & { readonly name: string }, ApplicationView>(),
    affected: call<Of & { readonly name: string }, readonly AffectedDependency[]>(),
    allowAll: call<Of & { readonly allowed: boolean }, ApplicationView>(),
  },
  dependencies: {
    checkName: call<{ readonly providerId: ApplicationId; readonly name: string }, NameCheckView>(),
    create: call<
      { readonly providerId: ApplicationId; readonly name: string; readonly apiName: string } & Once & {
          readonly consumer: NewConsumer | ExistingConsumer;
        },
      CreatedDependencyView
    >(),
    summary: call<Of & { readonly name: string }, CreatedDependencyView>(),
    repoint: call<Of & { readonly name: string; readonly apiName: string }, ApplicationView>(),
    remove: call<Of & { readonly name: string }, ApplicationView>(),
  },
  secrets: {
    create: call<Of & Once & { readonly secret: SecretWish }, SecretView>(),
    remove: call<Of & { readonly secretId: SecretId }, ApplicationView>(),
    show: call<Of & { readonly secretId: SecretId }, void>(),
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
    notices: call<void, readonly StoreNoticeView[]>(),
    openLink: call<{ readonly link: 'sap-procedure' | 'sap-console-help' }, void>(),
    showDataFolder: call<void, void>(),
  },
} as const;

export type TrustDeskContract = typeof contract;
