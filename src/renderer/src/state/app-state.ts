import { getContext } from 'svelte';
import type { TenantId } from '../../../core/domain/identifiers.ts';
import { LOCAL_TENANT } from '../../../core/domain/tenant.ts';
import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { AppliedTheme } from '../../../shared/ipc/views.ts';
import { Announcer } from './announcer.svelte.ts';
import { ApplicationSearch } from './application-search.svelte.ts';
import { Applications } from './applications.svelte.ts';
import { Clipboard } from './clipboard.svelte.ts';
import { CurrentApplication } from './current-application.svelte.ts';
import { Keychain } from './keychain.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { Route } from './route.svelte.ts';
import { Settings } from './settings.svelte.ts';
import { Tenants, type ShowTenant } from './tenants.svelte.ts';
import { UnfinishedCreations } from './unfinished-creations.svelte.ts';
import { TenantServer } from './tenant-server.svelte.ts';

/** Everything the screens share: main's half as `api`, and one state class for each concept. */
export interface AppState {
  readonly api: TrustDeskClient;
  readonly announcer: Announcer;
  readonly applications: Applications;
  /** The search of the applications page; kept while a person looks at one of those found. */
  readonly search: ApplicationSearch;
  readonly current: CurrentApplication;
  readonly keychain: Keychain;
  readonly settings: Settings;
  readonly tenants: Tenants;
  readonly unfinished: UnfinishedCreations;
  readonly tenantServer: TenantServer;
  readonly clipboard: Clipboard;
  readonly notices: Notices;
  readonly route: Route;
}

/** The tenant that is shown, and how another one comes in its place. */
export interface Shown {
  readonly tenant: TenantId;
  readonly show: ShowTenant;
}

const LOCAL_ONLY: Shown = { tenant: LOCAL_TENANT, show: () => undefined };

/** `api`: the calls of the tenant that is shown. */
export function createAppState(
  api: TrustDeskClient,
  applyTheme: (theme: AppliedTheme) => void,
  { tenant, show }: Shown = LOCAL_ONLY,
): AppState {
  const announcer = new Announcer();
  const applications = new Applications(api.applications, tenant !== LOCAL_TENANT);
  return {
    api,
    announcer,
    applications,
    search: new ApplicationSearch(() => applications.rows),
    current: new CurrentApplication(api.applications),
    keychain: new Keychain(api.keychain),
    settings: new Settings(api.settings, applyTheme),
    unfinished: new UnfinishedCreations(api.dependencies),
    tenants: new Tenants(api.tenants, tenant, show),
    tenantServer: new TenantServer(api.tenantServer),
    clipboard: new Clipboard(api.clipboard, (text) => announcer.say(text)),
    notices: new Notices(api.app),
    route: new Route((selection) => void api.settings.rememberSelection(selection)),
  };
}

/** Subscribes to main's events and asks for what the first screen shows. Returns the end of all subscriptions. */
export function startAppState(state: AppState): () => void {
  const ends = [
    state.applications.start(),
    state.current.start(),
    state.keychain.start(),
    state.settings.start(),
    state.tenants.start(),
    state.unfinished.start(),
    state.tenantServer.start(),
    state.clipboard.start(),
    state.notices.start(),
  ];
  return () => ends.forEach((end) => end());
}

const KEY = Symbol('app-state');

/** For `mount` and for tests: the context under which components find the state. */
export const contextOf = (state: AppState): Map<unknown, unknown> => new Map([[KEY, state]]);

/** The state of the window; to be called while a component is being created. */
export const appState = (): AppState => getContext<AppState>(KEY);
