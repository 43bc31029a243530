import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../../core/domain/failure.ts';
import { ok, type Result } from '../../core/domain/result.ts';
import type { DependencyRequest } from '../../core/use-cases/create-dependency.ts';
import type { CarriedOut } from '../../core/use-cases/remote-creation/carry-out.ts';
import { createRemotely, resumeCreation, undoRemotely } from '../../core/use-cases/remote-creation/create-remotely.ts';
import { stateOf, stepsOf, type CreationRecord } from '../../core/use-cases/remote-creation/creation-record.ts';
import { planCreation, requestsOf, type CreationPlan } from '../../core/use-cases/remote-creation/plan-creation.ts';
import type { CreationDesk } from '../../core/use-cases/remote-creation/ports.ts';
import type { RequestPreview, UnfinishedCreationView } from '../../shared/ipc/creation-views.ts';
import type { Creations } from '../ipc/creations.ts';

/** Wizards that are open at a time, with room to spare. */
const PLANS_MAXIMUM = 20;

/** The creations of one remote tenant. */
export function openCreations(desk: CreationDesk): Creations {
  const plans = new Plans();
  const working = new Set<string>();
  const failures = new Map<string, Failure>();

  const watched = async <T>(id: string, run: () => Promise<Result<T>>): Promise<Result<T>> => {
    working.add(id);
    const result = await run().finally(() => working.delete(id));
    if (result.ok) failures.delete(id);
    else failures.set(id, result.failure);
    return result;
  };

  return {
    preview: async (id, request) => {
      const plan = await planCreation(desk, id, request);
      if (!plan.ok) return plan;
      plans.keep(id, plan.value);
      return ok(previewOf(plan.value));
    },
    previewed: (id) => {
      const plan = plans.find(id);
      return plan && previewOf(plan);
    },
    create: (id, request) => watched(id, () => create(desk, plans, { id, request })),
    unfinished: async () => {
      const all = await desk.creations.all();
      if (!all.ok) return all;
      return ok(all.value.map((record) => viewOf(record, working.has(record.id), failures.get(record.id) ?? null)));
    },
    resume: (id) => watched(id, () => resumeCreation(desk, id)),
    undo: async (id) => {
      const undone = await watched(id, () => undoRemotely(desk, id));
      plans.drop(id);
      return undone.ok ? ok({ touched: undone.value }) : undone;
    },
  };
}

class Plans {
  readonly #plans = new Map<string, CreationPlan>();

  keep(id: string, plan: CreationPlan): void {
    this.#plans.delete(id);
    this.#plans.set(id, plan);
    const [oldest] = this.#plans.keys();
    if (this.#plans.size > PLANS_MAXIMUM && oldest !== undefined) this.#plans.delete(oldest);
  }

  find(id: string): CreationPlan | undefined {
    return this.#plans.get(id);
  }

  drop(id: string): void {
    this.#plans.delete(id);
  }
}

interface Asked {
  readonly id: string;
  readonly request: DependencyRequest;
}

/** What was shown is what is sent, in a second try too. A request that was not shown, or is another one now, is planned as it comes. */
async function create(desk: CreationDesk, plans: Plans, { id, request }: Asked): Promise<Result<CarriedOut>> {
  const shown = plans.find(id);
  const plan = shown && isDeepStrictEqual(shown.request, request) ? ok(shown) : await planCreation(desk, id, request);
  if (!plan.ok) return plan;
  plans.keep(id, plan.value);
  const created = await createRemotely(desk, plan.value);
  // What has changed meanwhile is read and shown anew.
  if (created.ok || created.failure.code === 'list-changed-meanwhile') plans.drop(id);
  return created;
}

const previewOf = (plan: CreationPlan): readonly RequestPreview[] =>
  requestsOf(plan).map(({ step, request: { method, path, body } }) => ({
    ...{ step, method, path },
    body: body === undefined ? null : JSON.stringify(body, null, 2),
  }));

function viewOf(record: CreationRecord, isWorking: boolean, failure: Failure | null): UnfinishedCreationView {
  const { id, at, consumer, dependency, provider, applicationId, secret, undoing } = record;
  const isNew = consumer.kind === 'new';
  return {
    ...{ creationId: id, name: dependency.name, provider, startedAt: at, failure },
    application: isNew ? consumer.displayName : consumer.label,
    newApplication: isNew,
    applicationId: isNew ? applicationId : consumer.id,
    steps: stepsOf(record).map((step) => ({ step, state: stateOf(record, step) })),
    secretHint: secret?.hint ?? null,
    canContinue: !isWorking && !undoing,
    canUndo: !isWorking,
  };
}
