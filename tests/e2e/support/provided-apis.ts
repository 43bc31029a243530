import type { Page } from 'playwright-core';

/** The provider of the example has two other APIs then: one has to be chosen, and its consumer's dependency to be repaired. */
export const provideTwoOthers = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { applications, providedApis } = window.trustDesk;
    const all = await applications.list();
    const row = all.ok ? all.value.find(({ label }) => label === 'Sales Orders') : undefined;
    if (!row) throw new Error('The example is not loaded.');
    const applicationId = row.id;
    const affected = await applications.affected({ applicationId });
    if (!affected.ok) throw new Error(affected.failure.code);
    const confirmed = affected.value.map(({ consumerId, name }) => ({ consumerId, name }));
    const removed = await providedApis.remove({ applicationId, name: 'sales-orders', confirmed });
    if (!removed.ok) throw new Error(removed.failure.code);
    for (const name of ['orders', 'returns']) await providedApis.add({ applicationId, name, description: '' });
  });
