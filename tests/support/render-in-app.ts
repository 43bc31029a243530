import '../../src/renderer/src/ui5/start.ts';
import { render } from '@testing-library/svelte';
import { contextOf, createAppState, type AppState } from '../../src/renderer/src/state/app-state.ts';
import type { AppliedTheme } from '../../src/shared/ipc/views.ts';
import type { TenantId } from '../../src/core/domain/identifiers.ts';
import { LOCAL_TENANT } from '../../src/core/domain/tenant.ts';
import { aTenantServer } from './views.ts';
import { fakeBridge, type Answers, type FakeBridge } from './fake-transport.ts';

export interface FakeApp extends FakeBridge {
  readonly state: AppState;
  /** Themes the window was told to take on, in order. */
  readonly themes: readonly AppliedTheme[];
}

/** The window's state over a fake bridge; moves of the route and the look at the tenant are answered unless the test does. */
export function fakeApp(answers: Answers = {}, tenant: TenantId = LOCAL_TENANT): FakeApp {
  const themes: AppliedTheme[] = [];
  const bridge = fakeBridge({
    settings: { rememberSelection: () => ({ ok: true, value: undefined }) },
    tenantServer: { state: () => ({ ok: true, value: aTenantServer() }) },
  });
  bridge.answer(answers);
  const shown = { tenant, show: () => undefined };
  return { ...bridge, themes, state: createAppState(bridge.client, (theme) => themes.push(theme), shown) };
}

/** Renders a component as it stands in the window, with the app's state around it. */
export const renderIn = (app: FakeApp, component: Parameters<typeof render>[0], props: Record<string, unknown> = {}) =>
  render(component, { props, context: contextOf(app.state) });
