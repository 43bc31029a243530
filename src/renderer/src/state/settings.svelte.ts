import type { Result } from '../../../core/domain/result.ts';
import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { AppliedTheme, SettingsView, ThemeChoice } from '../../../shared/ipc/views.ts';
import { Action } from './action.svelte.ts';

/** What a person has set, and the theme it comes to under the system's appearance. */
export class Settings {
  theme = $state<ThemeChoice>('system');
  readonly chooseTheme: Action<ThemeChoice, SettingsView>;
  readonly #api: TrustDeskClient['settings'];
  readonly #applyTheme: (theme: AppliedTheme) => void;

  constructor(api: TrustDeskClient['settings'], applyTheme: (theme: AppliedTheme) => void) {
    this.#api = api;
    this.#applyTheme = applyTheme;
    this.chooseTheme = new Action(async (theme) => this.#keep(await api.chooseTheme({ theme })));
  }

  /** Returns the end of its subscription. */
  start(): () => void {
    return this.#api.themeChanged(({ appliedTheme }) => this.#applyTheme(appliedTheme));
  }

  /** Reads them once at start; the answer also says where the person was. */
  async load(): Promise<Result<SettingsView>> {
    return this.#keep(await this.#api.read());
  }

  #keep(answer: Result<SettingsView>): Result<SettingsView> {
    if (answer.ok) {
      this.theme = answer.value.theme;
      this.#applyTheme(answer.value.appliedTheme);
    }
    return answer;
  }
}
