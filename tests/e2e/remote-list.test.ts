import { readdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opened } from './screens/dialogs.ts';
import { connect, isIn } from './screens/tenants.ts';
import { APPLICATIONS, openLargeTenant, type LargeTenant } from './support/large-tenant.ts';
import { launch, newProfile, type Launched } from './support/launch.ts';
import { recordLongTasks } from './support/long-tasks.ts';

const NAME = 'Large';
/** The page that is held while somebody looks at the first one; a read that takes long is asked for once more. */
const HELD = 1;
/** The file of the list, as it is found at the next start. */
const kept = expect.stringMatching(/[\\/]list\.json$/) as string;
const all = APPLICATIONS.toLocaleString('en');

describe.runIf(process.platform === 'linux')('20,000 applications over 200 pages', () => {
  const userData = newProfile();
  let desk: Launched;
  let tenant: LargeTenant;
  const page = () => desk.page;
  const row = (label: string) => page().getByRole('row', { name: new RegExp(label) });
  const search = () => page().getByRole('searchbox', { name: 'Search by name or ID' });
  const total = () => page().getByRole('heading', { level: 1 }).textContent();

  beforeAll(async () => {
    tenant = await openLargeTenant(userData);
    desk = await launch({ userData });
  });
  afterAll(async () => {
    await desk.close();
    await tenant.close();
    rmSync(userData, { recursive: true, force: true });
  });

  it('show their first page while no other has come, and can be searched', async () => {
    const signIn = { clientId: 'c-1', secret: 'enough-for-a-test' };
    await connect(desk.app, page(), { name: NAME, ...signIn, ...tenant });
    const test = await opened(page(), `Test Connection: ${NAME}`);
    await test.getByText('The connection works.').waitFor();
    tenant.hold(HELD);
    await page().getByRole('button', { name: 'Open Tenant' }).click();
    await isIn(page(), NAME);
    await row('App 00000').waitFor();
    expect(await total()).toContain('(100)');
    await page().getByText('Reading the applications of the tenant: 100 so far…').waitFor();
    await search().fill('app-99');
    await row('app-99').waitFor();
    expect(await total()).toContain('(1 of 100)');
    await search().fill('');
  });

  it('fill without holding up a frame, while somebody types', async () => {
    await search().pressSequentially('App');
    const longTasks = await recordLongTasks(desk.app);
    tenant.letThrough();
    while (
      !(await page()
        .getByText(/^All applications read/)
        .isVisible())
    ) {
      await search().press('Backspace');
      await search().pressSequentially('p', { delay: 40 });
    }
    expect(await longTasks()).toEqual([]);
    await search().fill('');
    await expect.poll(total).toContain(`(${all})`);
    expect(tenant.asked()).toBe(200);
    expect(tenant.askedAgain().filter((each) => each !== HELD)).toEqual([]);
  });

  it('are all there at the next start before any request has ended, and are brought up to date then', async () => {
    await expect.poll(() => readdirSync(userData, { recursive: true }).map(String)).toContainEqual(kept);
    await desk.kill();
    tenant.hold(0);
    desk = await launch({ userData });
    await isIn(page(), NAME);
    await row('App 00000').waitFor();
    await expect.poll(total).toContain(`(${all})`);
    await search().fill('app-19999');
    await row('app-19999').waitFor();
    await search().fill('');
    await page()
      .getByText(/^Reading the applications of the tenant/)
      .waitFor();
    tenant.letThrough();
    await page()
      .getByText(/^All applications read/)
      .waitFor({ timeout: 60_000 });
    expect(await total()).toContain(`(${all})`);
  });
});
