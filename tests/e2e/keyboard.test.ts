import { afterAll, beforeAll, expect, it } from 'vitest';
import { summary } from './screens/wizard.ts';
import { focused, tabTo } from './support/keyboard.ts';
import { launch, type Launched } from './support/launch.ts';

let desk: Launched;
beforeAll(async () => {
  desk = await launch();
  desk.page.setDefaultTimeout(10_000);
});
afterAll(() => desk.close());

it('walks the whole procedure by keyboard', async () => {
  const { page } = desk;
  const { keyboard } = page;
  await page.getByRole('button', { name: 'Load the Example' }).waitFor();
  await tabTo(page, /Load the Example/);
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Application APIs' }).waitFor();
  await tabTo(page, /^Create/);
  await keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Dependency Name' }).waitFor();
  await expect.poll(() => focused(page)).toMatch(/^Dependency Name/);
  await keyboard.type('by-keyboard');
  await keyboard.press('Enter');
  await page.getByRole('radio', { name: 'sales-orders' }).waitFor();
  await expect.poll(() => focused(page)).toMatch(/^sales-orders/);
  await keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Display Name' }).waitFor();
  await expect.poll(() => focused(page)).toMatch(/^New Application/);
  await tabTo(page, /Display Name/);
  await keyboard.type('By Keyboard');
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Create', exact: true }).last().waitFor();
  await expect.poll(() => focused(page)).toMatch(/^Create$/);
  await keyboard.press('Enter');
  await summary.heading(page, 'Client Secret').waitFor();
  await expect.poll(() => focused(page)).toMatch(/^Close/);
  await tabTo(page, /Copy Client Secret/);
  await keyboard.press('Enter');
  await page
    .getByText(/on the clipboard, cleared in/)
    .first()
    .waitFor();
  await keyboard.press('Escape');
  await page.locator('ui5-dialog[open]').waitFor({ state: 'detached' });
  expect(await focused(page)).toMatch(/Create/);
});
