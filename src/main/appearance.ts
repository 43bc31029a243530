import type { AppliedTheme, ThemeChoice } from '../shared/ipc/views.ts';

/** Electron's `nativeTheme`, as far as it is used here. */
export interface SystemTheme {
  themeSource: 'system' | 'light' | 'dark';
  readonly shouldUseDarkColors: boolean;
  readonly shouldUseHighContrastColors: boolean;
  readonly inForcedColorsMode: boolean;
  on(event: 'updated', listener: () => void): unknown;
}

export interface Appearance {
  /** Also sets what the window's own controls look like. */
  choose(choice: ThemeChoice): AppliedTheme;
  applied(): AppliedTheme;
}

const SOURCES: Readonly<Record<ThemeChoice, SystemTheme['themeSource']>> = {
  system: 'system',
  light: 'light',
  dark: 'dark',
  'high-contrast-black': 'dark',
  'high-contrast-white': 'light',
};

/** What a choice comes to: a person's word counts, otherwise the system's. */
export function appliedTheme(choice: ThemeChoice, system: Omit<SystemTheme, 'on' | 'themeSource'>): AppliedTheme {
  if (choice === 'high-contrast-black') return 'sap_horizon_hcb';
  if (choice === 'high-contrast-white') return 'sap_horizon_hcw';
  const dark = choice === 'system' ? system.shouldUseDarkColors : choice === 'dark';
  const highContrast = choice === 'system' && (system.shouldUseHighContrastColors || system.inForcedColorsMode);
  if (highContrast) return dark ? 'sap_horizon_hcb' : 'sap_horizon_hcw';
  return dark ? 'sap_horizon_dark' : 'sap_horizon';
}

/** `changed` hears every theme that is not the one before, whether a person chose it or the system changed. */
export function createAppearance(system: SystemTheme, changed: (theme: AppliedTheme) => void): Appearance {
  let choice: ThemeChoice = 'system';
  let last = appliedTheme(choice, system);

  function look(): AppliedTheme {
    const now = appliedTheme(choice, system);
    if (now !== last) {
      last = now;
      changed(now);
    }
    return now;
  }

  system.on('updated', look);
  return {
    choose: (chosen) => {
      choice = chosen;
      system.themeSource = SOURCES[chosen];
      return look();
    },
    applied: look,
  };
}

/** Of an empty page, so that nothing flashes before it is painted: Horizon's `sapBackgroundColor`. */
const BACKGROUNDS: Readonly<Record<AppliedTheme, string>> = {
  sap_horizon: '#f5f6f7',
  sap_horizon_dark: '#12171c',
  sap_horizon_hcb: '#000000',
  sap_horizon_hcw: '#ffffff',
};

export const backgroundOf = (theme: AppliedTheme): string => BACKGROUNDS[theme];
