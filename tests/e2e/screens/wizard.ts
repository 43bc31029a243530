import type { Page } from 'playwright-core';
import { section } from './applications.ts';

const dialog = (page: Page) => page.locator('ui5-dialog[open]');

export const wizard = {
  open: (page: Page) => section(page, 'Dependent Applications').getByRole('button', { name: 'Create' }).click(),
  name: (page: Page) => page.getByRole('textbox', { name: 'Dependency Name' }),
  displayName: (page: Page) => page.getByRole('textbox', { name: 'Display Name' }),
  generateSecret: (page: Page) => page.getByRole('checkbox', { name: 'Generate Secret' }),
  next: (page: Page) => dialog(page).getByRole('button', { name: 'Next' }).click(),
  create: (page: Page) => dialog(page).getByRole('button', { name: 'Create', exact: true }),
  existing: (page: Page) => page.getByRole('radio', { name: 'Existing Application' }).click(),
};

/** Through all steps for a new application, up to *Create*. */
export async function fillForNew(page: Page, name: string, displayName: string): Promise<void> {
  await wizard.open(page);
  await wizard.name(page).fill(name);
  await wizard.next(page);
  await wizard.next(page);
  await wizard.displayName(page).fill(displayName);
  await wizard.next(page);
}

export const summary = {
  heading: (page: Page, label: string) => dialog(page).getByRole('heading', { name: label, exact: true }),
  copy: (page: Page, what: string) =>
    dialog(page)
      .getByRole('button', { name: `Copy ${what}` })
      .click(),
  close: (page: Page) => dialog(page).getByRole('button', { name: 'Close' }).click(),
};
