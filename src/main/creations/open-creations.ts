import { isDeepStrictEqual } from 'node:util';
import type { Failure, FailureCode } from '../../core/domain/failure.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { DependencyRequest } from '../../core/use-cases/create-dependency.ts';
import { leaving } from '../../core/use-cases/intent.ts';
import type { CarriedOut } from '../../core/use-cases/remote-creation/carry-out.ts';
import { createRemotely, resumeCreation, undoRemotely } from '../../core/use-cases/remote-creation/create-remotely.ts';
import { stateOf, stepsOf, type CreationRecord } from '../../core/use-cases/remote-creation/creation-record.ts';
import { planCreation, requestsOf, type CreationPlan } from '../../core/use-cases/remote-creation/plan-creation.ts';
import type { CreationDesk } from '../../core/use-cases/remote-creation/ports.ts';
import type { RequestPreview, UnfinishedCreationView } from '../../shared/ipc/creation-views.ts';
import type { Creations } from '../ipc/creations.ts';

/** Wizards that are open at a time, with room to spare. */
const PLANS_MAXIMUM = 20;

/** About what was asked; why a creation stopped is something else. */
const OF_THE_CALL: readonly FailureCode[] = ['creation-unfinished', 'preview-gone'];

/** The creations of one remote tenant. */
export function openCreations(desk: CreationDesk): Creations {
  const plans = new Plans();
  const working = new Set<string>();
  const failures = new Map<string, Failure>();

  const watched = async <T>(id: string, run: () => Promise<Result<T>>): Promise<Result<T>> => {
    working.add(id);
    const result = await run().finally(() => working.delete(id));
    if (result.ok) {
      failures.delete(id);
      return result;
    }
    const failure = await toldTruly(desk, id, result.failure);
    if (!OF_THE_CALL.includes(failure.code)) failures.set(id, failure);
    return fail(failure);
  };

  return {
    preview: async (id, request) => {
      // What is being sent stays what was shown.
      if (working.has(id)) return fail({ code: 'preview-gone' });
      plans.outdate(id);
      const plan = await planCreation(desk, id, request);
      return plan.ok ? ok(previewOf(plans.keep(id, plan.value))) : plan;
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
  readonly #plans = new Map<string, { readonly plan: CreationPlan; readonly isCurrent: boolean }>();

  /** Under the id that was chosen first: whatever came of it is then one application and never two. */
  keep(id: string, planned: CreationPlan): CreationPlan {
    const plan = withIdOf(this.#plans.get(id)?.plan, planned);
    this.#plans.delete(id);
    this.#plans.set(id, { plan, isCurrent: true });
    const [oldest] = this.#plans.keys();
    if (this.#plans.size > PLANS_MAXIMUM && oldest !== undefined) this.#plans.delete(oldest);
    return plan;
  }

  find(id: string): CreationPlan | undefined {
    const kept = this.#plans.get(id);
    return kept?.isCurrent ? kept.plan : undefined;
  }

  /** It is not to be sent any more; the id that was chosen in it stays. */
  outdate(id: string): void {
    const kept = this.#plans.get(id);
    if (kept) this.#plans.set(id, { ...kept, isCurrent: false });
  }

  drop(id: string): void {
    this.#plans.delete(id);
  }
}

function withIdOf(earlier: CreationPlan | undefined, plan: CreationPlan): CreationPlan {
  const { consumer } = plan.record;
  if (consumer.kind !== 'new' || earlier?.record.consumer.kind !== 'new') return plan;
  const { chosenId } = earlier.record.consumer;
  return { ...plan, record: { ...plan.record, consumer: { ...consumer, chosenId } } };
}

interface Asked {
  readonly id: string;
  readonly request: DependencyRequest;
}

/** What was shown is what is sent, in a second try too, and nothing else is. */
async function create(desk: CreationDesk, plans: Plans, { id, request }: Asked): Promise<Result<CarriedOut>> {
  const shown = plans.find(id);
  if (!shown || !isDeepStrictEqual(shown.request, request)) return fail({ code: 'preview-gone' });
  const created = await createRemotely(desk, shown);
  if (created.ok) plans.drop(id);
  // What has changed meanwhile is read and shown anew.
  else if (created.failure.code === 'list-changed-meanwhile') plans.outdate(id);
  return created;
}

/** The keychain and the store say what became of one thing they were asked for; of the creation more may exist. */
async function toldTruly({ creations }: CreationDesk, id: string, failure: Failure): Promise<Failure> {
  if (!('changed' in failure)) return failure;
  const all = await creations.all();
  return all.ok && all.value.some((record) => record.id === id) ? leaving(failure, 'on-record') : failure;
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
