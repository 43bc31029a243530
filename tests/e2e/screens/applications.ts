import type { Page } from 'playwright-core';

/** From the first-run page: the provider "Sales Orders" with its Trust tab open. */
export async function loadExample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Load the Example' }).click();
  await page.getByRole('heading', { name: 'Application APIs' }).waitFor();
}

export async function openApplication(page: Page, name: string): Promise<void> {
  await page.getByRole('treeitem', { name: 'Applications', exact: true }).click();
  await page.getByRole('row', { name: new RegExp(name) }).click();
  await page.getByRole('tab', { name: 'Trust' }).click();
  await page.getByRole('heading', { name: 'Application APIs' }).waitFor();
}

/** A part of the Trust tab, by its heading. */
export const section = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
