import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExample, openApplication, section } from './screens/applications.ts';
import { asked, dialogOf, leave, openDialog } from './screens/dialogs.ts';
import { wizard } from './screens/wizard.ts';
import { Scanner, wear } from './support/axe.ts';
import { launch, type Launched } from './support/launch.ts';
import { provideTwoOthers } from './support/provided-apis.ts';

describe.each(['light', 'dark'] as const)('where an API has to be chosen, WCAG 2.2 A and AA, %s', (theme) => {
  let desk: Launched;
  beforeAll(async () => {
    desk = await launch();
    desk.page.setDefaultTimeout(10_000);
    await wear(desk.page, theme);
    await loadExample(desk.page);
    await provideTwoOthers(desk.page);
  });
  afterAll(() => desk.close());

  it('holds in the wizard and in the repair', async () => {
    const { page } = desk;
    const scanner = new Scanner(page, theme);
    await wizard.open(page);
    await wizard.name(page).fill('which-one');
    await wizard.next(page);
    await scanner.see('API, several');
    await wizard.next(page);
    await page.getByText('Choose an API.').waitFor();
    await scanner.see('API, none chosen');
    await leave(page, 'Create Dependency');
    await openApplication(page, 'Order Dashboard');
    await openDialog(page, section(page, 'Dependencies').getByRole('button', { name: /^Repair/ }), 'Repair Dependency');
    await scanner.see('repair');
    await dialogOf(page, 'Repair Dependency').getByRole('button', { name: 'Repair' }).click();
    await page.getByText('Choose an API.').waitFor();
    await scanner.see('repair, none chosen');
    await dialogOf(page, 'Repair Dependency').getByRole('radio', { name: 'returns' }).click();
    await page.keyboard.press('Escape');
    await asked(page);
    await scanner.see('repair, discard?');
    expect(scanner.found).toEqual({});
    expect(scanner.seen).toHaveLength(5);
  });
});
