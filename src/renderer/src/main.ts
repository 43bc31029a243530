import './fonts.css';
import './app.css';
import './ui5/themes.ts';
import './ui5/start.ts';
import { mount } from 'svelte';
import App from './App.svelte';
import { bridge } from './api.ts';
import { contextOf, createAppState, startAppState } from './state/app-state.ts';
import { followMotionPreference } from './ui5/motion.ts';
import { applyTheme, themeReady } from './ui5/theme.ts';

/** A main process that is held up may not keep the window empty; what it says later is taken over then. */
const SETTINGS_LIMIT_MS = 1_500;

async function start(target: HTMLElement): Promise<void> {
  followMotionPreference();
  let themed = themeReady();
  const state = createAppState(bridge(), (theme) => {
    themed = applyTheme(theme);
  });
  startAppState(state);
  const settings = await Promise.race([state.settings.load(), after(SETTINGS_LIMIT_MS)]);
  if (settings?.ok && settings.value.lastSelection) state.route.restore(settings.value.lastSelection);
  await themed;
  mount(App, { target, context: contextOf(state) });
}

const after = (ms: number) => new Promise<undefined>((settle) => setTimeout(() => settle(undefined), ms));

const target = document.getElementById('app');
if (target) void start(target);
