import type { Application } from '../../../core/domain/application.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import { ok, type Result } from '../../../core/domain/result.ts';
import { affectedBy } from '../../../core/use-cases/affected.ts';
import { changeApplication } from '../../../core/use-cases/change-application.ts';
import { createApplication } from '../../../core/use-cases/create-application.ts';
import { loadExample } from '../../../core/use-cases/load-example.ts';
import { removeApplication } from '../../../core/use-cases/remove-application.ts';
import { setTokenPolicy } from '../../../core/use-cases/set-token-policy.ts';
import { toJson } from '../../../shared/ipc/json-text.ts';
import type { ApplicationView } from '../../../shared/ipc/views.ts';
import { rowOf, viewOf } from '../application-view.ts';
import type { AllHandlers, Counter } from '../counter.ts';

/** Runs a write in its turn, tells the window who changed, and answers with the application as it is now. */
export async function written(
  counter: Counter,
  write: () => Promise<Result<Application>>,
): Promise<Result<ApplicationView>> {
  const application = await counter.turn(write);
  if (!application.ok) return application;
  announceChange(counter, [application.value.id]);
  return viewOf(counter, application.value);
}

export function announceChange(counter: Counter, applicationIds: readonly ApplicationId[]): void {
  counter.announce.applications.changed({ applicationIds });
}

/** The local tenant keeps the lock beside the application, a remote one in it: the application is looked up first, and again. */
async function locked(
  counter: Counter,
  id: ApplicationId,
  change: () => Promise<Result<void>>,
): Promise<Result<ApplicationView>> {
  const application = await counter.desk.directory.read(id);
  if (!application.ok) return application;
  const changed = await counter.turn(change);
  if (!changed.ok) return changed;
  announceChange(counter, [id]);
  const now = await counter.desk.directory.read(id);
  return now.ok ? viewOf(counter, now.value) : now;
}

export function applicationHandlers(counter: Counter): AllHandlers['applications'] {
  const { desk, once } = counter;
  return {
    list: async () => {
      const all = await desk.directory.list();
      return all.ok ? ok(toJson(all.value.map(rowOf))) : all;
    },
    listState: () => Promise.resolve(ok(counter.place.listState())),
    refresh: () => {
      counter.place.refresh();
      return Promise.resolve(ok(counter.place.listState()));
    },
    read: async ({ applicationId }) => {
      const application = await desk.directory.read(applicationId);
      return application.ok ? viewOf(counter, application.value) : application;
    },
    create: ({ requestId, ...texts }) =>
      once(requestId, () => written(counter, () => createApplication(desk, texts, requestId))),
    change: ({ applicationId, before, ...wanted }) =>
      written(counter, () => changeApplication(desk, applicationId, { before, wanted })),
    affected: ({ applicationId }) => affectedBy(desk, applicationId),
    remove: async ({ applicationId, confirmed }) => {
      const removed = await counter.turn(() => removeApplication(desk, applicationId, confirmed));
      if (removed.ok) announceChange(counter, [applicationId]);
      return removed;
    },
    switchLock: ({ applicationId, enabled }) =>
      locked(counter, applicationId, () => counter.place.switchLock(applicationId, enabled)),
    unlock: ({ applicationId }) => locked(counter, applicationId, () => counter.place.unlock(applicationId)),
    setTokenPolicy: ({ applicationId, before, ...wanted }) =>
      written(counter, () => setTokenPolicy(desk, applicationId, { before, wanted })),
    loadExample: ({ requestId }) => once(requestId, () => written(counter, () => loadExample(desk))),
  };
}
