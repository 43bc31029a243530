import { done, ok } from '../../core/domain/result.ts';
import type { AllHandlers, Counter } from './counter.ts';
import { applicationHandlers } from './handlers/applications.ts';
import { checkHandlers } from './handlers/checks.ts';
import { clipboardHandlers } from './handlers/clipboard.ts';
import { dependencyHandlers } from './handlers/dependencies.ts';
import { providedApiHandlers } from './handlers/provided-apis.ts';
import { secretHandlers } from './handlers/secrets.ts';
import { tenantsHandlers } from './handlers/tenants.ts';
import { tenantHandlers } from './handlers/tenant.ts';

/** One handler for every call of the contract; a missing one does not compile. */
export function createHandlers(counter: Counter): AllHandlers {
  const { keychain, machine, settings } = counter;
  return {
    applications: applicationHandlers(counter),
    providedApis: providedApiHandlers(counter),
    dependencies: dependencyHandlers(counter),
    tenants: tenantsHandlers(counter),
    secrets: secretHandlers(counter),
    checks: checkHandlers(counter),
    ...tenantHandlers(counter),
    clipboard: clipboardHandlers(counter),
    keychain: {
      state: async () => ok(await keychain.view()),
      check: async () => ok(await keychain.check()),
      useSession: async () => ok(await keychain.useSession()),
    },
    settings: {
      read: () => Promise.resolve(ok(settings.read())),
      chooseTheme: ({ theme }) => Promise.resolve(settings.chooseTheme(theme)),
      rememberSelection: (selection) => Promise.resolve(settings.rememberSelection(selection)),
    },
    app: {
      about: () => Promise.resolve(ok(machine.about())),
      notices: () => Promise.resolve(ok(counter.notices())),
      openLink: async ({ link }) => {
        await machine.openLink(link);
        return done;
      },
      showDataFolder: async () => {
        await machine.showDataFolder();
        return done;
      },
    },
  };
}
