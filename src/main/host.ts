import type { TenantId } from '../core/domain/identifiers.ts';
import type { Result } from '../core/domain/result.ts';
import type { Asking } from '../core/use-cases/tenant-ports.ts';
import type { TrustDeskContract } from '../shared/ipc/contract.ts';
import type { Announcer } from '../shared/ipc/define.ts';
import type { Appearance } from './appearance.ts';
import type { TimedClipboard } from './clipboard/timed-clipboard.ts';
import type { HandlersOf, ShownSecret } from './ipc/counter.ts';
import type { Log } from './logging/log.ts';
import type { ProxyOf } from './outgoing/proxy.ts';
import type { WindowBounds } from './window-place.ts';

/** What Electron does for the rest of the app: `compose` builds on this and knows nothing of windows. */
export interface Host {
  /** Absolute; this profile's data. */
  readonly userDataFolder: string;
  /** Absolute path of the built helper that talks to the keychain. */
  readonly keychainHelper: string;
  /** Absolute path of the built server of the local tenant. */
  readonly tenantServer: string;
  /** Absolute path of the built helper that reads .p12 files. */
  readonly p12Helper: string;
  /** The keyring was started by `npm start` and ends with it. */
  readonly throwAwayKeyring: boolean;
  readonly versions: {
    readonly app: string;
    readonly electron: string;
    readonly chromium: string;
    readonly node: string;
  };
  /** What is of no tenant. */
  readonly announce: Announcer<TrustDeskContract>;
  /** What is of one tenant: heard while the window is there. */
  readonly announceOf: (tenant: TenantId) => Announcer<TrustDeskContract>;
  readonly clipboard: TimedClipboard;
  /** Answers when the secret is on screen. Failure: unexpected. */
  showSecret(secret: ShownSecret): Promise<Result<void>>;
  /** What only a person can give, asked for outside the main window. */
  readonly asking: Asking;
  readonly appearance: Appearance;
  readonly log: Log;
  /** As the system of this computer says it, and never the environment. */
  readonly proxyOf: ProxyOf;
  /** By its name in the contract; an unknown one opens nothing. */
  openLink(link: string): Promise<void>;
  showDataFolder(): Promise<void>;
}

/** What `compose` hands back. */
export interface Composition {
  readonly handlersOf: HandlersOf;
  /** The window is on screen and quiet: now is the time for what would have slowed it down. */
  afterFirstPaint(): void;
  readonly windowState: {
    read(): WindowBounds | undefined;
    remember(bounds: WindowBounds): void;
  };
  /** Finishes what is being written and ends the helper. */
  close(): Promise<void>;
}
