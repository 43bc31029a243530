import './fonts.css';
import './app.css';
import './ui5/themes.ts';
import './ui5/start.ts';
import { mount, tick, unmount } from 'svelte';
import { LOCAL_TENANT } from '../../core/domain/tenant.ts';
import type { TenantId } from '../../core/domain/identifiers.ts';
import App from './App.svelte';
import { bridge } from './api.ts';
import { contextOf, createAppState, startAppState, type AppState } from './state/app-state.ts';
import { followMotionPreference } from './ui5/motion.ts';
import { applyTheme, themeReady } from './ui5/theme.ts';

/** A main process that is held up may not keep the window empty; what it says later is taken over then. */
const SETTINGS_LIMIT_MS = 1_500;

/** All that is on screen, of one tenant; another tenant's takes its place as a whole. */
class Screens {
  readonly #target: HTMLElement;
  #end: (() => void) | undefined;
  #mounted: Record<string, unknown> | undefined;
  themed = themeReady();

  constructor(target: HTMLElement) {
    this.#target = target;
  }

  /** Subscribed and asking, but not on screen yet. */
  prepare(tenant: TenantId): AppState {
    this.#end?.();
    const apply = (theme: Parameters<typeof applyTheme>[0]) => {
      this.themed = applyTheme(theme);
    };
    // Calls of another tenant are made anew, which the start, in the local one mostly, is spared.
    const api = tenant === LOCAL_TENANT ? bridge() : bridge().of(tenant);
    const state = createAppState(api, apply, { tenant, show: (other) => void this.switchTo(other) });
    this.#end = startAppState(state);
    return state;
  }

  mount(state: AppState): void {
    this.#mounted = mount(App, { target: this.#target, context: contextOf(state) });
  }

  /** Nothing of the tenant before is left that could still ask for something. */
  async switchTo(tenant: TenantId): Promise<void> {
    if (this.#mounted) await unmount(this.#mounted);
    const state = this.prepare(tenant);
    state.route.toApplications();
    await Promise.all([state.settings.load(), state.tenants.load()]);
    this.mount(state);
    state.announcer.say(`Now in ${state.tenants.current.name}`);
    // The popover that was chosen in has gone with the screens before; without a place the focus would begin at the window's edge.
    await tick();
    this.#target.querySelector<HTMLElement>('main h1')?.focus();
  }
}

async function start(target: HTMLElement): Promise<void> {
  followMotionPreference();
  const screens = new Screens(target);
  // Most people are where they need no other tenant; asked for at once, so that they do not wait for the answer.
  let state = screens.prepare(LOCAL_TENANT);
  const asked = Promise.all([state.settings.load(), state.tenants.load()]);
  const [settings, tenants] = (await Promise.race([asked, after(SETTINGS_LIMIT_MS)])) ?? [];
  if (tenants?.ok && tenants.value.current !== LOCAL_TENANT) {
    state = screens.prepare(tenants.value.current);
    await Promise.all([state.settings.load(), state.tenants.load()]);
  }
  if (settings?.ok && settings.value.lastSelection) state.route.restore(settings.value.lastSelection);
  await screens.themed;
  screens.mount(state);
}

const after = (ms: number) => new Promise<undefined>((settle) => setTimeout(() => settle(undefined), ms));

const target = document.getElementById('app');
if (target) void start(target);
