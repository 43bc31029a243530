import type { Page } from 'playwright-core';
import type { ApplicationId } from '../../../src/core/domain/identifiers.ts';
import { fromJson } from '../../../src/shared/ipc/json-text.ts';
import type { ApplicationRow } from '../../../src/shared/ipc/views.ts';

/** What the list of applications is made of. */
export async function applicationRows(page: Page): Promise<readonly ApplicationRow[]> {
  const listed = await page.evaluate(() => window.trustDesk.applications.list());
  if (!listed.ok) throw new Error(listed.failure.code);
  return fromJson(listed.value);
}

export async function applicationIdOf(page: Page, label: string): Promise<ApplicationId> {
  const row = (await applicationRows(page)).find((each) => each.label === label);
  if (!row) throw new Error(`There is no application “${label}”.`);
  return row.id;
}
