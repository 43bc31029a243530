import type { PrivateKeyring } from '../../support/private-keyring.ts';
import { applicationRows } from './application-rows.ts';
import { launch, type Launched, type LaunchWishes } from './launch.ts';

/** Where a keychain is looked for; the display stays that of the session. */
export const surroundingsOf = ({ env }: PrivateKeyring): NonNullable<LaunchWishes['env']> => ({
  DBUS_SESSION_BUS_ADDRESS: env['DBUS_SESSION_BUS_ADDRESS'],
  XDG_RUNTIME_DIR: env['XDG_RUNTIME_DIR'],
  XDG_DATA_HOME: env['XDG_DATA_HOME'],
  // It is nobody's throw-away keyring as far as the app knows.
  TRUST_DESK_KEYRING: undefined,
});

/** The app on surroundings of the test's own; what does not come soon does not come. */
export async function launchIn(env: NonNullable<LaunchWishes['env']>, userData: string): Promise<Launched> {
  const desk = await launch({ userData, env });
  desk.page.setDefaultTimeout(10_000);
  return desk;
}

/** Everything the window knows of the records, to be compared before and after. */
export async function recordsOf({ page }: Launched): Promise<unknown> {
  // In an order of their own: after a restart the list may come in another one.
  const ids = (await applicationRows(page)).map(({ id }) => id).sort();
  return page.evaluate(async (known) => {
    const all = await Promise.all(known.map((id) => window.trustDesk.applications.read({ applicationId: id })));
    return all.map((one) => {
      if (!one.ok) throw new Error(one.failure.code);
      return one.value;
    });
  }, ids);
}
