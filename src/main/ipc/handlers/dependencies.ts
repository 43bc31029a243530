import { usersOfName } from '../../../core/domain/dependents.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../../core/domain/result.ts';
import type { Secret } from '../../../core/domain/secret.ts';
import { secretToShow } from '../../../core/domain/usable-secret.ts';
import { affectedBy } from '../../../core/use-cases/affected.ts';
import { createDependency, type DependencyRequest } from '../../../core/use-cases/create-dependency.ts';
import { removeDependency } from '../../../core/use-cases/remove-dependency.ts';
import { repointToApi } from '../../../core/use-cases/repoint-dependency.ts';
import type { CreatedDependencyView } from '../../../shared/ipc/views.ts';
import type { AllHandlers, Counter } from '../counter.ts';
import type { Creations, FinishedCreation } from '../creations.ts';
import { valuePlaceOf } from '../application-view.ts';
import { dependencySummary } from '../dependency-summary.ts';
import { announceChange, written } from './applications.ts';

type Finish = () => Promise<Result<FinishedCreation>>;

/** `touched`: what may look otherwise although it stopped, for what is left half way is there. */
async function finished(
  counter: Counter,
  finish: Finish,
  touched: readonly ApplicationId[] = [],
): Promise<Result<CreatedDependencyView>> {
  const answer = await carriedOut(counter, finish);
  if (!counter.creations) return answer;
  if (!answer.ok && touched.length > 0) announceChange(counter, touched);
  // Last, so that what was left half way stands in the window until this answer takes its place.
  counter.announce.dependencies.unfinishedChanged();
  return answer;
}

async function carriedOut(counter: Counter, finish: Finish): Promise<Result<CreatedDependencyView>> {
  const created = await counter.turn(finish);
  if (!created.ok) return created;
  const { consumer, dependency, secret, newApplication } = created.value;
  announceChange(counter, [consumer.id, dependency.providerId]);
  return dependencySummary(counter, { consumer, name: dependency.name, secret, newApplication });
}

const inOneStep =
  ({ desk }: Counter, request: DependencyRequest): Finish =>
  async () => {
    const created = await createDependency(desk, request);
    return created.ok ? ok({ ...created.value, newApplication: request.consumer.kind === 'new' }) : created;
  };

async function undo(counter: Counter, creations: Creations, id: string): Promise<Result<void>> {
  const undone = await counter.turn(() => creations.undo(id));
  counter.announce.dependencies.unfinishedChanged();
  if (!undone.ok) return undone;
  announceChange(counter, undone.value.touched);
  return done;
}

type Unfinished = Pick<AllHandlers['dependencies'], 'preview' | 'unfinished' | 'resume' | 'undo'>;

function unfinishedHandlers(counter: Counter): Unfinished {
  const { creations, once } = counter;
  const unknown = (id: string) => Promise.resolve(fail({ code: 'creation-unknown', id }));
  return {
    preview: ({ requestId, ...request }) => creations?.preview(requestId, request) ?? Promise.resolve(ok([])),
    unfinished: () => creations?.unfinished() ?? Promise.resolve(ok([])),
    resume: ({ creationId: id }) =>
      creations ? once(id, () => finished(counter, () => creations.resume(id))) : unknown(id),
    undo: ({ creationId: id }) => (creations ? undo(counter, creations, id) : unknown(id)),
  };
}

export function dependencyHandlers(counter: Counter): AllHandlers['dependencies'] {
  const { desk, once, creations } = counter;
  return {
    checkName: async ({ providerId, name }) => {
      const dependents = await affectedBy(desk, providerId);
      return dependents.ok ? ok({ usedBy: usersOfName(dependents.value, name) }) : dependents;
    },
    create: ({ requestId, ...request }) =>
      once(requestId, () =>
        finished(counter, creations ? () => creations.create(requestId, request) : inOneStep(counter, request), [
          request.providerId,
          ...(request.consumer.kind === 'existing' ? [request.consumer.applicationId] : []),
        ]),
      ),
    ...unfinishedHandlers(counter),
    summary: async ({ applicationId, name }) => {
      const consumer = await desk.directory.read(applicationId);
      if (!consumer.ok) return consumer;
      const known = { now: desk.clock.now(), valueAt: (each: Secret) => valuePlaceOf(counter, each) };
      const secret = secretToShow(consumer.value.secrets, known);
      return dependencySummary(counter, { consumer: consumer.value, name, secret, newApplication: false });
    },
    repoint: ({ applicationId: consumerId, name, apiName }) =>
      written(counter, () => repointToApi(desk, { consumerId, name, apiName })),
    remove: ({ applicationId, name }) => written(counter, () => removeDependency(desk, applicationId, name)),
  };
}
