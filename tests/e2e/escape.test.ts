import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { loadExample, openApplication, section } from './screens/applications.ts';
import { answer, asked, dialogOf, discardQuestion, field, opened } from './screens/dialogs.ts';
import { wizard } from './screens/wizard.ts';
import { recordsOf } from './support/desk-on-keyring.ts';
import { launch, type Launched } from './support/launch.ts';
import { provideTwoOthers } from './support/provided-apis.ts';

let desk: Launched;
beforeAll(async () => {
  desk = await launch();
  const { page } = desk;
  page.setDefaultTimeout(10_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await loadExample(page);
  await provideTwoOthers(page);
});
// A dialog that one test could not close is not the next one's.
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await desk.page.reload();
});
afterAll(() => desk.close());

/** A dialog with input: how to get there, what to enter, and that it is still there. */
interface Form {
  readonly title: string;
  readonly open: () => Promise<void>;
  readonly enter: () => Promise<unknown>;
  readonly stands: () => Promise<void>;
}

/** A form with text in one of its fields. */
const withText = (title: string, name: string, open: () => Promise<void>): Form => ({
  ...{ title, open },
  enter: () => field(desk.page, title, name).fill('typed'),
  stands: async () => expect(await field(desk.page, title, name).inputValue()).toBe('typed'),
});

/** A form in which something is chosen: by keyboard, for under a pointer a dialog that still grows may move. */
const withChoice = (title: string, name: string, open: () => Promise<void>): Form => {
  const choice = () => dialogOf(desk.page, title).getByRole('radio', { name });
  const stands = () => expect.poll(() => choice().isChecked()).toBe(true);
  return {
    ...{ title, open, stands },
    enter: async () => {
      await choice().press('Space');
      await stands();
    },
  };
};

const press = (region: string, action: RegExp) => () =>
  section(desk.page, region).getByRole('button', { name: action }).first().click(); // prettier-ignore
const pressOnPage = (name: string) => () => desk.page.getByRole('button', { name, exact: true }).click();

async function createApplication(): Promise<void> {
  await desk.page.getByRole('treeitem', { name: 'Applications', exact: true }).click();
  await pressOnPage('Create')();
}

const onTrustOf = (name: string, then: () => Promise<void>) => async () => {
  await openApplication(desk.page, name);
  await then();
};

async function wizardAtReview(): Promise<void> {
  const { page } = desk;
  await wizard.open(page);
  await wizard.name(page).fill('typed');
  await wizard.next(page);
  await page.getByRole('radio', { name: 'returns' }).click();
  await wizard.next(page);
  await wizard.displayName(page).fill('Typed');
  await wizard.next(page);
}

const WIZARD = 'Create Dependency';
const EMPTY_FORMS: readonly Form[] = [
  withText('Create Application', 'Display Name', createApplication),
  withText('Edit Application', 'Name', onTrustOf('Sales Orders', pressOnPage('Edit'))),
  withText('Add Provided API', 'Name', onTrustOf('Sales Orders', pressOnPage('Add Provided API'))),
  withText('Edit Provided API', 'Description', onTrustOf('Sales Orders', pressOnPage('Edit orders'))),
  withText(
    WIZARD,
    'Dependency Name',
    onTrustOf('Sales Orders', () => wizard.open(desk.page)),
  ),
  withText('Generate Secret', 'Description', onTrustOf('Order Dashboard', press('Client Auth', /^Generate Secret/))),
  withChoice('Generate Secret', 'Never', onTrustOf('Order Dashboard', press('Client Auth', /^Generate Secret/))),
  withChoice('Repair Dependency', 'returns', onTrustOf('Order Dashboard', press('Dependencies', /^Repair/))),
];

const FORMS: readonly Form[] = [
  ...EMPTY_FORMS,
  {
    ...withText(WIZARD, 'Dependency Name', onTrustOf('Sales Orders', wizardAtReview)),
    enter: () => dialogOf(desk.page, WIZARD).getByRole('button', { name: 'Create', exact: true }).focus(),
    stands: async () => expect(await dialogOf(desk.page, WIZARD).innerText()).toContain('typed'),
  },
];

const named = (forms: readonly Form[]) => forms.map((form, index) => [`${index + 1}, ${form.title}`, form] as const);
const records = () => recordsOf(desk);

it.each(named(FORMS))(
  'asks on Escape before what was entered is lost, %s',
  async (_, { title, open, enter, stands }) => {
    const { keyboard } = desk.page;
    // The question is gone, the focus is back where it was, and nothing is lost.
    const goesOn = async () => {
      await discardQuestion(desk.page).waitFor({ state: 'detached' });
      await opened(desk.page, title);
      await stands();
    };
    const before = await records();
    await open();
    await opened(desk.page, title);
    await enter();
    await keyboard.press('Escape');
    await asked(desk.page);
    // Escape again, as one does in a hurry, keeps it.
    await keyboard.press('Escape');
    await goesOn();
    await keyboard.press('Escape');
    await answer(desk.page, 'Keep Editing');
    await goesOn();
    await keyboard.press('Escape');
    await answer(desk.page, 'Discard');
    await dialogOf(desk.page, title).waitFor({ state: 'detached' });
    expect(await records()).toEqual(before);
  },
);

const askedInForm = async () => {
  const { title, open, enter } = EMPTY_FORMS[0]!;
  await open();
  await opened(desk.page, title);
  await enter();
  return title;
};

/** Closes the form whose question lies over it. */
async function discardAll(title: string): Promise<void> {
  await answer(desk.page, 'Discard');
  await dialogOf(desk.page, title).waitFor({ state: 'detached' });
}

it('keeps the focus in the question, whatever takes it to the form late', async () => {
  const title = await askedInForm();
  await desk.page.keyboard.press('Escape');
  await asked(desk.page);
  await field(desk.page, title, 'Display Name').focus();
  await asked(desk.page);
  await discardAll(title);
});

it.each([2, 3, 4, 5])('has the focus in what lies on top after Escape %d times in quick succession', async (times) => {
  const title = await askedInForm();
  for (let press = 0; press < times; press += 1) await desk.page.keyboard.press('Escape');
  const isAsked = times % 2 === 1;
  await (isAsked ? asked(desk.page) : opened(desk.page, title));
  if (!isAsked) await desk.page.keyboard.press('Escape');
  await discardAll(title);
});

it.each(named(EMPTY_FORMS))('closes at once on Escape while nothing was entered, %s', async (_, { title, open }) => {
  await open();
  await opened(desk.page, title);
  await desk.page.keyboard.press('Escape');
  await dialogOf(desk.page, title).waitFor({ state: 'detached' });
  expect(await discardQuestion(desk.page).count()).toBe(0);
});

it.each([
  ['Delete Application?', onTrustOf('Order Dashboard', pressOnPage('Delete'))],
  ['Remove Provided API?', onTrustOf('Sales Orders', pressOnPage('Remove orders'))],
  ['Remove Dependency?', onTrustOf('Order Dashboard', press('Dependencies', /^Remove/))],
] as const)('does on Escape nothing that was only asked: %s', async (title, open) => {
  const before = await records();
  await open();
  await opened(desk.page, title);
  await desk.page.keyboard.press('Escape');
  await dialogOf(desk.page, title).waitFor({ state: 'detached' });
  expect(await records()).toEqual(before);
});
