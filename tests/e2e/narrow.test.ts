import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExample, openApplication, section } from './screens/applications.ts';
import { dialogOf } from './screens/dialogs.ts';
import { violationsOf } from './support/axe.ts';
import { launch, type Launched } from './support/launch.ts';
import { canBeReached, resize } from './support/window-size.ts';

const SIZES = [
  { size: '960 x 640', width: 960, height: 640, zoom: 1 },
  { size: '960 x 640 at 200 %', width: 960, height: 640, zoom: 2 },
  { size: '480 x 320', width: 480, height: 320, zoom: 1 },
  { size: '320 x 480', width: 320, height: 480, zoom: 1 },
];

let desk: Launched;
beforeAll(async () => {
  desk = await launch();
  await loadExample(desk.page);
});
afterAll(() => desk.close());

/** What a table of the Trust tab has to say and offer, by how one finds it. */
async function unreachable(place: string, texts: readonly string[], buttons: readonly string[]): Promise<string[]> {
  const part = section(desk.page, place);
  const wanted = [
    ...texts.map((text) => [text, part.locator('tbody').getByText(text, { exact: true })] as const),
    ...buttons.map(
      (name) =>
        [name, part.locator('tbody ui5-button').filter({ has: desk.page.getByRole('button', { name }) })] as const,
    ),
  ];
  const missing: string[] = [];
  for (const [name, locator] of wanted) {
    if ((await locator.count()) === 0 || !(await canBeReached(locator.first()))) missing.push(name);
  }
  return missing;
}

const resource = 'urn:sap:identity:application:provider:name:order-dashboard';
const dependency = {
  texts: ['order-dashboard', 'sales-orders', 'Sales Orders', resource],
  buttons: ['Copy Resource of order-dashboard', 'Show Credentials of order-dashboard', 'Remove order-dashboard'],
};

describe.each(SIZES)('in a window of $size', (size) => {
  it('nothing of a dependency is out of reach', async () => {
    await openApplicationWide('Order Dashboard');
    await resize(desk, size);
    expect(await unreachable('Dependencies', [...dependency.texts, 'Set Up'], dependency.buttons)).toEqual([]);
    expect(await violationsOf(desk.page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])).toEqual([]);
  });

  it('nothing of a provider and its dependent applications is out of reach', async () => {
    await openApplicationWide('Sales Orders');
    await resize(desk, size);
    expect(
      await unreachable(
        'Dependent Applications',
        ['Order Dashboard', 'order-dashboard', 'sales-orders', 'Set Up'],
        ['Check order-dashboard of Order Dashboard'],
      ),
    ).toEqual([]);
    expect(
      await unreachable('Provided APIs', ['sales-orders', 'Read and create sales orders'], ['Edit sales-orders']),
    ).toEqual([]);
  });
});

describe('a dependency that leads nowhere any more', () => {
  it('shows its credentials, and says what does not work', async () => {
    const { page } = desk;
    await openApplicationWide('Sales Orders');
    await page.getByRole('button', { name: 'Remove sales-orders' }).click();
    await dialogOf(page, 'Remove Provided API?').getByRole('button', { name: /^Remove/ }).click(); // prettier-ignore
    await page.getByText('Add a provided API first').waitFor();
    await openApplicationWide('Order Dashboard');
    await resize(desk, SIZES[2]!);
    expect(await unreachable('Dependencies', [...dependency.texts, 'API not provided'], dependency.buttons)).toEqual(
      [],
    );
    await resize(desk, SIZES[0]!);
    await page.getByRole('button', { name: 'Show Credentials of order-dashboard' }).click();
    await dialogOf(page, 'Credentials for').getByText(/no token is issued for this resource/).waitFor(); // prettier-ignore
  });
});

/** Where the navigation is beside the page. */
async function openApplicationWide(name: string): Promise<void> {
  await resize(desk, SIZES[0]!);
  await openApplication(desk.page, name);
}
