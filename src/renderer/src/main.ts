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

async function start(target: HTMLElement): Promise<void> {
  followMotionPreference();
  const state = createAppState(bridge(), applyTheme);
  startAppState(state);
  const settings = await state.settings.load();
  if (settings.ok && settings.value.lastSelection) state.route.restore(settings.value.lastSelection);
  await themeReady();
  mount(App, { target, context: contextOf(state) });
}

const target = document.getElementById('app');
if (target) void start(target);
