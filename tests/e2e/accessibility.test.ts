import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExample, openApplication, section } from './screens/applications.ts';
import { summary, wizard } from './screens/wizard.ts';
import { launch, type Launched } from './support/launch.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Animations and fading have to come to rest, or contrast is measured half way. */
const SETTLED_MS = 600;

let desk: Launched;
beforeAll(async () => {
  desk = await launch();
  desk.page.setDefaultTimeout(10_000);
});
afterAll(() => desk.close());

async function violations(): Promise<readonly string[]> {
  await desk.page.waitForTimeout(SETTLED_MS);
  const { violations: found } = await new AxeBuilder({ page: desk.page }).setLegacyMode(true).withTags(WCAG).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

describe.each(['light', 'dark'] as const)('WCAG 2.2 A and AA, %s', (theme) => {
  beforeAll(() => desk.page.evaluate((chosen) => window.trustDesk.settings.chooseTheme({ theme: chosen }), theme));

  it('holds on the lists, the Trust tab, the wizard and the summary', async () => {
    const { page } = desk;
    const found: Record<string, readonly string[]> = {};
    if (theme === 'light') {
      found['first run'] = await violations();
      await loadExample(page);
    } else await openApplication(page, 'Sales Orders');
    found['trust'] = await violations();
    await wizard.open(page);
    found['name, empty'] = await violations();
    await wizard.name(page).fill('not allowed');
    await wizard.next(page);
    found['name, refused'] = await violations();
    await wizard.name(page).fill(`axe-${theme}`);
    await wizard.next(page);
    found['api'] = await violations();
    await wizard.next(page);
    found['application, new'] = await violations();
    await wizard.existing(page);
    found['application, existing'] = await violations();
    await page.getByRole('radio', { name: 'New Application' }).click();
    await wizard.displayName(page).fill(`Axe ${theme}`);
    await wizard.next(page);
    found['review'] = await violations();
    await wizard.create(page).click();
    await summary.heading(page, 'Client Secret').waitFor();
    found['summary'] = await violations();
    await summary.close(page);
    await section(page, 'Provided APIs')
      .getByRole('button', { name: /^Remove/ })
      .click();
    await page.locator('ui5-dialog[open]').getByText('Order Dashboard').waitFor();
    found['who is affected'] = await violations();
    await page.keyboard.press('Escape');
    await openApplication(page, `Axe ${theme}`);
    found['consumer'] = await violations();
    for (const place of ['Applications', 'Settings', 'About']) {
      await page.getByRole('treeitem', { name: place, exact: true }).click();
      found[place] = await violations();
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
    expect(Object.keys(found).length).toBeGreaterThanOrEqual(13);
  });
});

it('would find a button without a name (control)', async () => {
  await desk.page.evaluate(() => document.body.append(document.createElement('button')));
  expect((await violations()).join()).toContain('button-name');
});
