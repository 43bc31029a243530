import * as v from 'valibot';
import { applicationId, isUuid } from '../core/domain/identifiers.ts';
import { done, ok } from '../core/domain/result.ts';
import { THEME_CHOICES, type SelectionView, type ThemeChoice } from '../shared/ipc/views.ts';
import type { Appearance } from './appearance.ts';
import type { SettingsRecord } from './directory/local/settings-record.ts';
import type { Settings } from './ipc/counter.ts';
import type { WindowBounds } from './window-place.ts';

const themeChoice = v.picklist(THEME_CHOICES);
const selection: v.GenericSchema<unknown, SelectionView> = v.object({
  page: v.picklist(['applications', 'users', 'requests', 'tenants', 'settings', 'about']),
  applicationId: v.nullable(v.pipe(v.string(), v.check(isUuid), v.transform(applicationId))),
  tab: v.picklist(['general', 'trust']),
});
const bounds: v.GenericSchema<unknown, WindowBounds> = v.object({
  x: v.number(),
  y: v.number(),
  width: v.number(),
  height: v.number(),
  maximized: v.boolean(),
});

export interface SettingsDesk {
  readonly settings: Settings;
  readonly windowState: { read(): WindowBounds | undefined; remember(place: WindowBounds): void };
}

/** What is stored is judged again on reading: the file is a person's to edit, and a wrong value counts as none. */
export function createSettings(record: SettingsRecord, appearance: Appearance): SettingsDesk {
  const known = <T>(schema: v.GenericSchema<unknown, T>, key: string): T | undefined => {
    const parsed = v.safeParse(schema, record.get(key));
    return parsed.success ? parsed.output : undefined;
  };
  const theme = (): ThemeChoice => known(themeChoice, 'theme') ?? 'system';
  appearance.choose(theme());
  const view = () => ({
    theme: theme(),
    appliedTheme: appearance.applied(),
    lastSelection: known(selection, 'selection') ?? null,
  });
  return {
    settings: {
      read: view,
      chooseTheme: (choice) => {
        record.set('theme', choice);
        appearance.choose(choice);
        return ok({ ...view(), theme: choice });
      },
      rememberSelection: (selected) => {
        record.set('selection', selected);
        return done;
      },
    },
    windowState: {
      read: () => known(bounds, 'window'),
      remember: (place) => void record.set('window', place),
    },
  };
}
