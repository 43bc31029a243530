import type { Locator, Page } from 'playwright-core';
import { dialogOf } from './dialogs.ts';

const dialog = (page: Page): Locator => dialogOf(page, 'Check');

/** What the steps of the check say, by the first words of each. */
interface Step {
  readonly text: string;
  readonly outcome: string;
}

export const check = {
  dialog,
  /** Waits for the end of a check; answers its result in a sentence. */
  async result(page: Page): Promise<string> {
    const said = dialog(page).getByText(/^The check (?:passed|failed)/);
    await said.waitFor();
    return (await said.textContent()) ?? '';
  },
  async again(page: Page): Promise<string> {
    await dialog(page).getByRole('button', { name: 'Check Again' }).last().click();
    return check.result(page);
  },
  steps: (page: Page): Promise<readonly Step[]> =>
    dialog(page)
      .getByRole('listitem')
      .evaluateAll((items) =>
        items.map((item) => ({
          text: item.querySelector('.name')?.textContent ?? '',
          outcome: item.querySelector('.outcome')?.textContent ?? '',
        })),
      ),
  /** The failed steps, with what each means, what to do and the button that leads there. */
  failed: (page: Page): Locator => dialog(page).getByRole('listitem').filter({ hasText: 'Failed' }),
  close: (page: Page): Promise<void> => dialog(page).getByRole('button', { name: 'Close' }).click(),
  url: (page: Page): Locator => dialog(page).getByRole('textbox', { name: 'URL' }),
  send: (page: Page): Promise<void> => dialog(page).getByRole('button', { name: 'Send' }).click(),
};
