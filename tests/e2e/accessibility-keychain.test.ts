import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PrivateKeyring } from '../support/private-keyring.ts';
import { loadExample, openApplication, section } from './screens/applications.ts';
import { dialogOf } from './screens/dialogs.ts';
import { keychain } from './screens/keychain.ts';
import { fillForNew, summary, wizard } from './screens/wizard.ts';
import { Scanner, wear } from './support/axe.ts';
import { launchIn, surroundingsOf } from './support/desk-on-keyring.ts';
import { newProfile, type Launched } from './support/launch.ts';

const THEMES = ['light', 'dark'] as const;
const RECORD = /\.[ab]\.json$/;

/** Damages every record of an application, and has the next start read them instead of the index. */
function damageRecords(userData: string): void {
  const all = readdirSync(userData, { recursive: true, withFileTypes: true });
  const records = all.filter(({ name, parentPath }) => RECORD.test(name) && parentPath.endsWith('applications'));
  expect(records.length).toBeGreaterThan(0);
  for (const { name, parentPath } of records) writeFileSync(join(parentPath, name), 'damaged');
  for (const { name, parentPath } of all) if (name.startsWith('index.')) rmSync(join(parentPath, name));
}

describe.each(THEMES)('without a keychain, WCAG 2.2 A and AA, %s', (theme) => {
  const keyring = new PrivateKeyring();
  const userData = newProfile();
  let desk: Launched;
  let scanner: Scanner;
  const start = async () => {
    desk = await launchIn(surroundingsOf(keyring), userData);
    await wear(desk.page, theme);
    scanner = new Scanner(desk.page, theme);
  };
  beforeAll(async () => {
    await keyring.startBus();
    await start();
  });
  afterAll(async () => {
    await desk.close();
    await keyring.end();
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  });

  it('holds where the keychain is missed, and where a session stands in for it', async () => {
    const { page } = desk;
    await loadExample(page);
    await keychain.state(page, 'No Keychain').click();
    await keychain.popover(page).waitFor();
    await scanner.see('No Keychain');
    await keychain
      .popover(page)
      .getByRole('button', { name: /^Keep Secrets/ })
      .click();
    await keychain.session(page).waitFor();
    await scanner.see('keep for this session?');
    await keychain.session(page).getByRole('button', { name: 'Cancel' }).click();
    await fillForNew(page, 'without-keychain', 'Without Keychain');
    await wizard.create(page).click();
    await keychain.refusal(page, 'There is no keychain').waitFor();
    await scanner.see('review, refused');
    await dialogOf(page, 'Create Dependency').getByRole('button', { name: 'Back' }).click();
    await keychain.hint(page).waitFor();
    await scanner.see('new application, no keychain');
    await keychain
      .hint(page)
      .getByRole('button', { name: /^Keep Secrets/ })
      .click();
    await keychain.session(page).getByRole('button', { name: 'Keep for This Session' }).click();
    await keychain.state(page, 'Secrets for This Session').waitFor();
    await scanner.see('new application, session');
    await wizard.next(page);
    await wizard.create(page).click();
    await summary.heading(page, 'Client Secret').waitFor();
    await scanner.see('summary, session');
    await summary.close(page);
    await openApplication(page, 'Without Keychain');
    await scanner.see('consumer, session');
    expect(scanner.found).toEqual({});
    expect(scanner.seen).toHaveLength(7);
  });

  it('holds where a session has ended, and where records are damaged', async () => {
    await desk.close();
    await start();
    await openApplication(desk.page, 'Without Keychain');
    await section(desk.page, 'Client Authentication').getByText('Gone with its session').first().waitFor();
    await scanner.see('consumer, session ended');
    await desk.page.getByRole('treeitem', { name: 'Settings', exact: true }).click();
    await desk.page.getByText('Entries are kept under').waitFor();
    await scanner.see('settings, no keychain');
    expect(scanner.found).toEqual({});
    await desk.close();
    damageRecords(userData);
    await start();
    await desk.page
      .getByText(/damaged/)
      .first()
      .waitFor();
    await scanner.see('notices');
    expect(scanner.found).toEqual({});
  });
});
