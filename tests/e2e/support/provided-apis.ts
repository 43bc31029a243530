import type { Page } from 'playwright-core';
import { applicationIdOf } from './application-rows.ts';

/** The provider of the example has two other APIs then: one has to be chosen, and its consumer's dependency to be repaired. */
export const provideTwoOthers = async (page: Page): Promise<void> =>
  page.evaluate(
    async (applicationId) => {
      const { applications, providedApis } = window.trustDesk;
      const affected = await applications.affected({ applicationId });
      if (!affected.ok) throw new Error(affected.failure.code);
      const confirmed = affected.value.map(({ consumerId, name }) => ({ consumerId, name }));
      const removed = await providedApis.remove({ applicationId, name: 'sales-orders', confirmed });
      if (!removed.ok) throw new Error(removed.failure.code);
      for (const name of ['orders', 'returns']) await providedApis.add({ applicationId, name, description: '' });
    },
    await applicationIdOf(page, 'Sales Orders'),
  );
