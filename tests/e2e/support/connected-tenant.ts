import { opened } from '../screens/dialogs.ts';
import { connect } from '../screens/tenants.ts';
import type { Launched, LaunchWishes } from './launch.ts';
import { openTenantFront, type TenantFront } from './tenant-front.ts';
import { copied, launchWithTenant } from './tenant.ts';

export interface ConnectedTenant {
  readonly desk: Launched;
  /** The local tenant behind it, connected as one elsewhere; not opened. */
  readonly front: TenantFront;
  readonly clientId: string;
  readonly secret: string;
}

/** An app that is connected to a tenant of that name, signed in to by client ID and secret. */
export async function launchConnected(
  userData: string,
  name: string,
  env: LaunchWishes['env'] = {},
): Promise<ConnectedTenant> {
  const { desk, ports } = await launchWithTenant(userData, 'orders-client', env);
  const { page, app } = desk;
  page.setDefaultTimeout(10_000);
  const view = await page.evaluate(() => window.trustDesk.tenantServer.switchDirectoryApi({ enabled: true }));
  if (!view.ok) throw new Error(view.failure.code);
  const secret = await copied(page, { kind: 'administrator-secret' }, /^.{43}$/);
  const clientId = view.value.directoryApi?.clientId ?? '';
  const front = await openTenantFront(ports.http, userData);
  await connect(app, page, { name, clientId, secret, ...front });
  const test = await opened(page, `Test Connection: ${name}`);
  await test.getByText('The connection works.').waitFor();
  await test.getByRole('button', { name: 'Close' }).click();
  await test.waitFor({ state: 'detached' });
  return { desk, front, clientId, secret };
}
