import type { Page } from 'playwright-core';
import { dialogOf } from './dialogs.ts';

export const keychain = {
  /** The button in the shell bar; its name is the state. */
  state: (page: Page, word: string) => page.locator('ui5-shellbar').getByRole('button', { name: word, exact: true }),
  popover: (page: Page) => page.locator('ui5-popover[open]'),
  /** What the wizard says of the keychain, with the ways out. */
  hint: (page: Page) => dialogOf(page, 'Create Dependency').locator('ui5-message-strip', { hasText: 'Try Again' }),
  refusal: (page: Page, words: string) =>
    dialogOf(page, 'Create Dependency').getByRole('alert').filter({ hasText: words }),
  session: (page: Page) => dialogOf(page, 'Keep Secrets for This Session Only?'),
};
