import type { Locator, Page } from 'playwright-core';

/** The dialog of that title: one may lie over another. */
export const dialogOf = (page: Page, title: string): Locator =>
  page.locator(`ui5-dialog[open][header-text^="${title}"]`);

const DISCARD = 'Discard What You Entered?';
export const discardQuestion = (page: Page): Locator => dialogOf(page, DISCARD);

/** There, and at rest: UI5 gives a dialog the focus last, and until then it moves away from under a pointer. */
export async function opened(page: Page, title: string): Promise<Locator> {
  await dialogOf(page, title).waitFor();
  await page.waitForFunction(
    (start) => document.activeElement?.closest('ui5-dialog')?.getAttribute('header-text')?.startsWith(start),
    title,
  );
  return dialogOf(page, title);
}

/** The question before what was entered is lost, once it has been asked. */
export const asked = (page: Page): Promise<Locator> => opened(page, DISCARD);

/** Not by pointer or key: on a busy machine the question still moves to its middle and takes the focus to itself. */
export async function answer(page: Page, button: 'Discard' | 'Keep Editing'): Promise<void> {
  await (await asked(page)).getByRole('button', { name: button }).dispatchEvent('click');
}

export const field = (page: Page, title: string, name: string): Locator =>
  dialogOf(page, title).getByRole('textbox', { name, exact: true });

/** Opens it from the page or from another dialog, and waits until it lies there. */
export async function openDialog(page: Page, button: Locator, title: string): Promise<Locator> {
  await button.click();
  return opened(page, title);
}

/** Closes it, what was entered in it too. */
export async function leave(page: Page, title: string): Promise<void> {
  const left = dialogOf(page, title);
  await left.getByRole('button', { name: /^(?:Cancel|Close)$/ }).click();
  const question = discardQuestion(page);
  // Hidden is what is not there any more, too.
  await Promise.race([left.waitFor({ state: 'hidden' }), question.waitFor()]);
  if (await question.isVisible()) await answer(page, 'Discard');
  await left.waitFor({ state: 'detached' });
}
