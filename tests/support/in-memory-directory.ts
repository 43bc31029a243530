import { summaryOf, type Application } from '../../src/core/domain/application.ts';
import type { ApplicationId } from '../../src/core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../src/core/domain/result.ts';
import type { Directory } from '../../src/core/use-cases/ports.ts';

/** Twin of the local directory. */
export function createInMemoryDirectory(): Directory {
  const records = new Map<ApplicationId, Application>();
  const read = (id: ApplicationId): Result<Application> => {
    const application = records.get(id);
    return application ? ok(application) : fail({ code: 'application-unknown', id });
  };
  const summaries = () => [...records.values()].map(summaryOf);
  return {
    list: () => Promise.resolve(ok(summaries())),
    dependentsOf: (provider) =>
      Promise.resolve(ok(summaries().filter((each) => each.consumedApis.some((one) => one.providerId === provider)))),
    read: (id) => Promise.resolve(read(id)),
    create: (application) => {
      if (records.has(application.id)) return Promise.resolve(fail({ code: 'application-exists', id: application.id }));
      records.set(application.id, application);
      return Promise.resolve(ok(application));
    },
    change: (id, change) => {
      const current = read(id);
      const changed = current.ok ? change(current.value) : current;
      if (changed.ok) records.set(id, changed.value);
      return Promise.resolve(changed);
    },
    remove: (id) => Promise.resolve(records.delete(id) ? done : fail({ code: 'application-unknown', id })),
  };
}
