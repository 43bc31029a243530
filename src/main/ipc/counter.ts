import type { SecretId, TenantId } from '../../core/domain/identifiers.ts';
import type { Result } from '../../core/domain/result.ts';
import type { StoreNotice } from '../../core/domain/store-notice.ts';
import type { Desk } from '../../core/use-cases/desk.ts';
import type { TrustDeskContract } from '../../shared/ipc/contract.ts';
import type { Announcer, Handlers } from '../../shared/ipc/define.ts';
import type {
  AboutView,
  ClipboardView,
  KeychainView,
  SelectionView,
  SettingsView,
  ThemeChoice,
} from '../../shared/ipc/views.ts';
import type { Checks } from './check-counter.ts';
import type { Creations } from './creations.ts';
import type { Once } from './once.ts';
import type { Place } from './place.ts';
import type { Tenant } from './tenant-counter.ts';
import type { Tenants } from './tenants-counter.ts';
import type { Turn } from './turn.ts';

export type AllHandlers = Handlers<TrustDeskContract>;

/** The handlers of one tenant. Failures: tenant-unknown, store-*. */
export type HandlersOf = (tenant: TenantId) => Promise<Result<AllHandlers>>;

/** What a handler may ask of the machine the app runs on. */
export interface Machine {
  copyText(text: string): Promise<Result<void>>;
  /** Cleared after a while, at quit and on lock, if it is still there. */
  copySecretText(what: ClipboardView['what'], text: string): Promise<Result<void>>;
  clearClipboard(): Promise<Result<void>>;
  showSecret(shown: ShownSecret): Promise<Result<void>>;
  openLink(link: string): Promise<void>;
  showDataFolder(): Promise<void>;
  about(): AboutView;
}

/** For the secret window, which gets it from main and from nobody else. */
export interface ShownSecret {
  readonly application: string;
  readonly hint: string;
  readonly value: string;
}

export interface Settings {
  read(): SettingsView;
  chooseTheme(theme: ThemeChoice): Result<SettingsView>;
  rememberSelection(selection: SelectionView): Result<void>;
}

export interface Keychain {
  view(): Promise<KeychainView>;
  /** Looks again and, if it can be read, tidies what an earlier crash left. */
  check(): Promise<KeychainView>;
  useSession(): Promise<KeychainView>;
  /** Whether this session's memory holds the value. */
  sessionHolds(id: SecretId): boolean;
}

/** The desk with everything around it: what the handlers have in reach. */
export interface Counter {
  readonly desk: Desk;
  readonly keychain: Keychain;
  readonly machine: Machine;
  readonly settings: Settings;
  /** All tenants that a person works in. */
  readonly tenants: Tenants;
  /** The tenant whose applications the desk has. */
  readonly place: Place;
  /** The local tenant's server, from wherever it is asked. */
  readonly tenant: Tenant;
  readonly checks: Checks;
  /** Null: the tenant writes a dependency in one step. */
  readonly creations: Creations | null;
  readonly notices: () => readonly StoreNotice[];
  readonly announce: Announcer<TrustDeskContract>;
  readonly turn: Turn;
  readonly once: Once;
}
