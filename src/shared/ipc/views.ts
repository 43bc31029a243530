import type { ApplicationKind } from '../../core/domain/application.ts';
import type { ApiTarget } from '../../core/domain/dependency.ts';
import type { AffectedDependency, DependencyStatus } from '../../core/domain/dependents.ts';
import type { ApplicationId, ClientId, SecretId } from '../../core/domain/identifiers.ts';
import type { ListState } from '../../core/domain/list-state.ts';
import type { ProvidedApi } from '../../core/domain/provided-api.ts';
import type { KeptIn, SecretStatus } from '../../core/domain/secret.ts';
import type { TokenPolicy } from '../../core/domain/token/token-policy.ts';
import type { VaultState } from '../../core/domain/vault-state.ts';
import type { JsonText } from './json-text.ts';
import type { ClientIdLockView } from './tenant-views.ts';

/** A row of the applications list; `label` is display name, else name, else id. */
export interface ApplicationRow {
  readonly id: ApplicationId;
  readonly clientId: ClientId;
  readonly label: string;
  readonly name: string;
  readonly kind: ApplicationKind;
  readonly providedApis: number;
  readonly dependencies: number;
}

/** A part of a list that comes in parts; rows in no particular order. */
export interface ListedView {
  readonly rows: JsonText<readonly ApplicationRow[]>;
  readonly removed: readonly ApplicationId[];
  readonly state: ListState;
}

/** One application with everything its pages show. No secret value, and no digest either. */
export interface ApplicationView {
  readonly id: ApplicationId;
  readonly clientId: ClientId;
  readonly label: string;
  readonly displayName: string;
  readonly name: string;
  readonly description: string;
  readonly kind: ApplicationKind;
  /** SAP's `ssoType`, as the tenant tells it; null where there is none, and in the local tenant. */
  readonly ssoType: string | null;
  /** Of which it is a child, and inherits dependencies from. */
  readonly parent: { readonly id: ApplicationId; readonly label: string } | null;
  /** How many applications are its children: while there are any it cannot be deleted. */
  readonly children: number;
  readonly created: string;
  readonly lastModified: string;
  readonly providedApis: readonly ProvidedApi[];
  readonly allowsAllApisForPrincipalPropagation: boolean;
  /** All consumers whose dependencies point here. */
  readonly dependents: readonly DependentView[];
  readonly dependencies: readonly DependencyView[];
  readonly secrets: readonly SecretView[];
  /** Null where the tenant does not tell. */
  readonly clientIdLock: ClientIdLockView | null;
  readonly tokenPolicy: TokenPolicy;
  /** The tenant does not say which grants it has: those of the policy are a new application's. */
  readonly grantsAssumed: boolean;
}

export interface DependentView extends AffectedDependency {
  /** `api-missing` when this application no longer provides the API. */
  readonly status: DependencyStatus;
}

export interface DependencyView {
  readonly name: string;
  /** Null: all APIs of the provider, for users only. */
  readonly apiName: ApiTarget;
  readonly providerId: ApplicationId;
  /** Label of the provider, or its id when it no longer exists. */
  readonly provider: string;
  readonly resource: string;
  readonly status: DependencyStatus;
  /** What a dangling dependency could be pointed at instead. */
  readonly availableApis: readonly string[];
  /** Whether it could be pointed at all APIs. */
  readonly allApisAvailable: boolean;
}

export interface SecretView {
  readonly id: SecretId;
  readonly hint: string;
  readonly description: string;
  readonly created: string;
  readonly validTo: string | null;
  readonly status: SecretStatus;
  readonly keptIn: KeptIn;
  /** Kept in memory by a session that has ended: the value is gone for good. */
  readonly sessionEnded: boolean;
  /** False: made elsewhere, so that its value is not in this keychain and can be neither copied nor shown. */
  readonly valueHere: boolean;
}

/** What the summary dialog shows. `secret` is null for an existing application or when none was generated. */
export interface CreatedDependencyView {
  readonly applicationId: ApplicationId;
  readonly application: string;
  readonly newApplication: boolean;
  readonly name: string;
  /** Null: all APIs of the provider, for users only; the printed token call then exchanges the token of one. */
  readonly apiName: ApiTarget;
  readonly provider: string;
  readonly clientId: ClientId;
  readonly resource: string;
  /** Absolute path of the PEM of the authority that was imported for the tenant, which a client must be told to trust; null: none was. */
  readonly authorityFile: string | null;
  readonly secret: SecretView | null;
}

/** Whether a dependency name is in use at the provider; the form itself is checked where it is typed. */
export interface NameCheckView {
  /** Other consumers that use this name for a dependency on the provider. */
  readonly usedBy: readonly AffectedDependency[];
}

export interface KeychainView {
  readonly state: VaultState;
  /** The keyring was started by `npm start` for want of one and ends with it. */
  readonly throwAway: boolean;
  /** Secrets a crash left behind are tidied once the keychain can be read. */
  readonly pendingTidyUp: number;
}

export const THEME_CHOICES = ['system', 'light', 'dark', 'high-contrast-black', 'high-contrast-white'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

export type AppliedTheme = 'sap_horizon' | 'sap_horizon_dark' | 'sap_horizon_hcb' | 'sap_horizon_hcw';

export interface SettingsView {
  readonly theme: ThemeChoice;
  /** What the choice comes to under the system's present appearance. */
  readonly appliedTheme: AppliedTheme;
  readonly lastSelection: SelectionView | null;
}

/** Where a person was, to be there again after a restart. */
export interface SelectionView {
  readonly page: 'applications' | 'users' | 'requests' | 'tenants' | 'settings' | 'about';
  readonly applicationId: ApplicationId | null;
  readonly tab: 'general' | 'trust';
}

export interface AboutView {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  readonly dataFolder: string;
  readonly keychainService: string;
}

/** A value that was put on the clipboard and will be cleared; `endsInMs` counts from the event. */
export interface ClipboardView {
  readonly what: 'secret' | 'curl' | 'user-token' | 'token';
  readonly endsInMs: number;
}
