import { afterAll, beforeAll, expect, it } from 'vitest';
import { summary } from './screens/wizard.ts';
import { launch, type Launched } from './support/launch.ts';

let desk: Launched;
beforeAll(async () => {
  desk = await launch();
  desk.page.setDefaultTimeout(10_000);
});
afterAll(() => desk.close());

/** What has the focus, by its own words, through open shadow roots. */
const focused = () =>
  desk.page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const words = [element?.getAttribute('aria-label'), element?.textContent, element?.closest('*')?.id];
    return words.filter(Boolean).join(' ').trim();
  });

/** Tab until the focus is on something of that name; a person would not try for ever either. */
async function tabTo(name: RegExp): Promise<void> {
  const met: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await desk.page.keyboard.press('Tab');
    const now = await focused();
    if (name.test(now)) return;
    met.push(now);
  }
  throw new Error(`The focus never came to ${String(name)}: ${met.join(' | ')}`);
}

it('walks the whole procedure by keyboard', async () => {
  const { page } = desk;
  const { keyboard } = page;
  await page.getByRole('button', { name: 'Load the Example' }).waitFor();
  await tabTo(/Load the Example/);
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Application APIs' }).waitFor();
  await tabTo(/^Create/);
  await keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Dependency Name' }).waitFor();
  await expect.poll(focused).toMatch(/^Dependency Name/);
  await keyboard.type('by-keyboard');
  await keyboard.press('Enter');
  await page.getByRole('radio', { name: 'sales-orders' }).waitFor();
  await expect.poll(focused).toMatch(/^sales-orders/);
  await keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Display Name' }).waitFor();
  await expect.poll(focused).toMatch(/^New Application/);
  await tabTo(/Display Name/);
  await keyboard.type('By Keyboard');
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Create', exact: true }).last().waitFor();
  await expect.poll(focused).toMatch(/^Create$/);
  await keyboard.press('Enter');
  await summary.heading(page, 'Client Secret').waitFor();
  await expect.poll(focused).toMatch(/^Close/);
  await tabTo(/Copy Client Secret/);
  await keyboard.press('Enter');
  await page
    .getByText(/on the clipboard, cleared in/)
    .first()
    .waitFor();
  await keyboard.press('Escape');
  await page.locator('ui5-dialog[open]').waitFor({ state: 'detached' });
  expect(await focused()).toMatch(/Create/);
});
