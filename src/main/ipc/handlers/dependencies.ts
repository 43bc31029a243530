import { usersOfName } from '../../../core/domain/dependents.ts';
import { ok, type Result } from '../../../core/domain/result.ts';
import { affectedBy } from '../../../core/use-cases/affected.ts';
import { createDependency, type DependencyRequest } from '../../../core/use-cases/create-dependency.ts';
import { removeDependency } from '../../../core/use-cases/remove-dependency.ts';
import { repointToApi } from '../../../core/use-cases/repoint-dependency.ts';
import type { CreatedDependencyView } from '../../../shared/ipc/views.ts';
import type { AllHandlers, Counter } from '../counter.ts';
import { dependencySummary, usableSecret } from '../dependency-summary.ts';
import { announceChange, written } from './applications.ts';

async function create(counter: Counter, request: DependencyRequest): Promise<Result<CreatedDependencyView>> {
  const created = await counter.turn(() => createDependency(counter.desk, request));
  if (!created.ok) return created;
  const { consumer, dependency, secret } = created.value;
  announceChange(counter, [consumer.id, request.providerId]);
  const newApplication = request.consumer.kind === 'new';
  return dependencySummary(counter, { consumer, name: dependency.name, secret, newApplication });
}

export function dependencyHandlers(counter: Counter): AllHandlers['dependencies'] {
  const { desk, once } = counter;
  return {
    checkName: async ({ providerId, name }) => {
      const dependents = await affectedBy(desk, providerId);
      return dependents.ok ? ok({ usedBy: usersOfName(dependents.value, name) }) : dependents;
    },
    create: ({ requestId, ...request }) => once(requestId, () => create(counter, request)),
    summary: async ({ applicationId, name }) => {
      const consumer = await desk.directory.read(applicationId);
      if (!consumer.ok) return consumer;
      const secret = usableSecret(counter, consumer.value);
      return dependencySummary(counter, { consumer: consumer.value, name, secret, newApplication: false });
    },
    repoint: ({ applicationId: consumerId, name, apiName }) =>
      written(counter, () => repointToApi(desk, { consumerId, name, apiName })),
    remove: ({ applicationId, name }) => written(counter, () => removeDependency(desk, applicationId, name)),
  };
}
