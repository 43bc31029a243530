// @ts-check
// Walks the procedure in the real app and takes the pictures of the README on the way.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';

const root = join(import.meta.dirname, '../..');
const executablePath = process.env['ELECTRON_EXEC_PATH'];
if (!executablePath) throw new Error('ELECTRON_EXEC_PATH is not set: run this through `npm run pictures`.');
const profile = mkdtempSync(join(tmpdir(), 'trust-desk-pictures-'));
const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
// As on a desktop with a keychain of its own: the pictures are not about this start.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'TRUST_DESK_KEYRING'));
const app = await _electron.launch({
  executablePath,
  env: /** @type {Record<string, string>} */ (env),
  args: [...flags, `--user-data-dir=${profile}`, root],
});

try {
  const page = await app.firstWindow();
  /** @param {string} name */
  const picture = async (name) => {
    // Animations and fonts have to come to rest.
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(root, 'docs/pictures', `${name}.png`) });
  };
  await page.getByRole('button', { name: 'Load the Example' }).click();
  await page.getByRole('tab', { name: 'Trust' }).waitFor();
  await page.getByRole('treeitem', { name: 'Applications', exact: true }).click();
  await picture('applications');
  await page.getByRole('row', { name: /Sales Orders/ }).click();
  await page.getByRole('tab', { name: 'Trust' }).click();
  await page.getByRole('heading', { name: 'Application APIs' }).waitFor();
  await picture('trust');
  await page.getByRole('region', { name: 'Dependent Applications' }).getByRole('button', { name: 'Create' }).click();
  await page.getByRole('textbox', { name: 'Dependency Name' }).fill('invoice-service');
  await picture('wizard-name');
  await page.getByRole('button', { name: 'Next' }).click();
  await picture('wizard-api');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Display Name' }).fill('Invoice Service');
  await picture('wizard-application');
  await page.getByRole('button', { name: 'Next' }).click();
  await picture('wizard-review');
  await page.locator('ui5-dialog').getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('heading', { name: 'Client Secret' }).waitFor();
  await picture('summary');
  await page.locator('ui5-dialog').getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByText(/^The check passed/).waitFor();
  await picture('check');
  console.log('The pictures are in docs/pictures.');
} finally {
  await app.close();
  rmSync(profile, { recursive: true, force: true });
}
