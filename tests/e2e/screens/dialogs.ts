import type { Locator, Page } from 'playwright-core';

/** The dialog of that title: one may lie over another. */
export const dialogOf = (page: Page, title: string): Locator =>
  page.locator(`ui5-dialog[open][header-text^="${title}"]`);

export const discardQuestion = (page: Page): Locator => dialogOf(page, 'Discard What You Entered?');

export const field = (page: Page, title: string, name: string): Locator =>
  dialogOf(page, title).getByRole('textbox', { name, exact: true });

/** Opens it from the page or from another dialog, and waits until it lies there. */
export async function openDialog(page: Page, button: Locator, title: string): Promise<Locator> {
  await button.click();
  const opened = dialogOf(page, title);
  await opened.waitFor();
  return opened;
}

/** Closes it, what was entered in it too. */
export async function leave(page: Page, title: string): Promise<void> {
  const left = dialogOf(page, title);
  await left.getByRole('button', { name: /^(?:Cancel|Close)$/ }).click();
  const question = discardQuestion(page);
  // Hidden is what is not there any more, too.
  await Promise.race([left.waitFor({ state: 'hidden' }), question.waitFor()]);
  if (await question.isVisible()) await question.getByRole('button', { name: 'Discard' }).click();
  await left.waitFor({ state: 'detached' });
}
