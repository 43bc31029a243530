import { describe, expect, it } from 'vitest';
import type { AppliedTheme } from '../shared/ipc/views.ts';
import { appliedTheme, backgroundOf, createAppearance, type SystemTheme } from './appearance.ts';

const light = { shouldUseDarkColors: false, shouldUseHighContrastColors: false, inForcedColorsMode: false };
const dark = { ...light, shouldUseDarkColors: true };
const contrast = { ...light, shouldUseHighContrastColors: true };
const forced = { ...dark, inForcedColorsMode: true };

/** As Electron's: a chosen source decides whether colours are dark. */
function fakeSystem(initially: Omit<SystemTheme, 'on' | 'themeSource'>) {
  const heard: (() => void)[] = [];
  let facts = initially;
  let themeSource: SystemTheme['themeSource'] = 'system';
  const system: SystemTheme = {
    get themeSource() {
      return themeSource;
    },
    set themeSource(source) {
      themeSource = source;
      heard.forEach((listener) => listener());
    },
    get shouldUseDarkColors() {
      return themeSource === 'system' ? facts.shouldUseDarkColors : themeSource === 'dark';
    },
    get shouldUseHighContrastColors() {
      return facts.shouldUseHighContrastColors;
    },
    get inForcedColorsMode() {
      return facts.inForcedColorsMode;
    },
    on: (_event, listener) => heard.push(listener),
  };
  const become = (next: typeof facts) => {
    facts = next;
    heard.forEach((listener) => listener());
  };
  return { system, become };
}

describe('the applied theme', () => {
  it.each([
    ['system', light, 'sap_horizon'],
    ['system', dark, 'sap_horizon_dark'],
    ['system', contrast, 'sap_horizon_hcw'],
    ['system', forced, 'sap_horizon_hcb'],
    ['light', dark, 'sap_horizon'],
    ['light', forced, 'sap_horizon'],
    ['dark', light, 'sap_horizon_dark'],
    ['high-contrast-black', light, 'sap_horizon_hcb'],
    ['high-contrast-white', dark, 'sap_horizon_hcw'],
  ] as const)('for %s under %o is %s', (choice, system, expected) => {
    expect(appliedTheme(choice, system)).toBe(expected);
  });

  it('has a background of its own, so that nothing flashes', () => {
    const themes: AppliedTheme[] = ['sap_horizon', 'sap_horizon_dark', 'sap_horizon_hcb', 'sap_horizon_hcw'];
    expect(new Set(themes.map(backgroundOf)).size).toBe(themes.length);
  });
});

describe('a change of appearance', () => {
  it('of the system is announced while a person follows the system', () => {
    const { system, become } = fakeSystem(light);
    const announced: AppliedTheme[] = [];
    const appearance = createAppearance(system, (theme) => announced.push(theme));
    become(dark);
    become(dark);
    become(forced);
    expect(announced).toEqual(['sap_horizon_dark', 'sap_horizon_hcb']);
    expect(appearance.applied()).toBe('sap_horizon_hcb');
  });

  it('of the system changes nothing for a person who chose', () => {
    const { system, become } = fakeSystem(light);
    const announced: AppliedTheme[] = [];
    const appearance = createAppearance(system, (theme) => announced.push(theme));
    expect(appearance.choose('dark')).toBe('sap_horizon_dark');
    expect(system.themeSource).toBe('dark');
    become(contrast);
    expect(announced).toEqual(['sap_horizon_dark']);
    expect(appearance.choose('system')).toBe('sap_horizon_hcw');
    expect(announced).toEqual(['sap_horizon_dark', 'sap_horizon_hcw']);
  });
});
