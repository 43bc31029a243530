import { affectedBy } from '../../../core/use-cases/affected.ts';
import { allowAllApis } from '../../../core/use-cases/allow-all-apis.ts';
import { changeProvidedApi } from '../../../core/use-cases/change-provided-api.ts';
import { provideApi } from '../../../core/use-cases/provide-api.ts';
import { withdrawApi } from '../../../core/use-cases/withdraw-api.ts';
import type { AllHandlers, Counter } from '../counter.ts';
import { written } from './applications.ts';

export function providedApiHandlers(counter: Counter): AllHandlers['providedApis'] {
  const { desk } = counter;
  return {
    add: ({ applicationId, ...api }) => written(counter, () => provideApi(desk, applicationId, api)),
    change: ({ applicationId: providerId, ...change }) =>
      written(counter, () => changeProvidedApi(desk, { providerId, ...change })),
    remove: ({ applicationId: providerId, ...withdrawal }) =>
      written(counter, () => withdrawApi(desk, { providerId, ...withdrawal })),
    affected: ({ applicationId, name }) => affectedBy(desk, applicationId, name),
    allowAll: ({ applicationId: providerId, ...wish }) =>
      written(counter, () => allowAllApis(desk, { providerId, ...wish })),
  };
}
