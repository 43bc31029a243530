import type { ApplicationSummary } from '../../../core/domain/application.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';

type Consumers = Map<ApplicationId, Set<ApplicationId>>;

/** All summaries in memory, and who depends on whom; kept true by telling it of every change. */
export class ApplicationIndex {
  #listed: readonly ApplicationSummary[];
  /** Look-ups are built when first asked for: the list is on screen before anybody looks anything up. */
  #summaries: Map<ApplicationId, ApplicationSummary> | undefined;
  #consumers: Consumers | undefined;

  constructor(summaries: readonly ApplicationSummary[]) {
    this.#listed = summaries;
  }

  get size(): number {
    return this.#byId().size;
  }

  has(id: ApplicationId): boolean {
    return this.#byId().has(id);
  }

  get(id: ApplicationId): ApplicationSummary | undefined {
    return this.#byId().get(id);
  }

  all(): readonly ApplicationSummary[] {
    return this.#summaries ? [...this.#summaries.values()] : this.#listed;
  }

  dependentsOf(provider: ApplicationId): readonly ApplicationSummary[] {
    this.#consumers ??= consumersAmong(this.#byId().values());
    const consumers = this.#consumers.get(provider) ?? [];
    return [...consumers].flatMap((id) => this.get(id) ?? []);
  }

  put(summary: ApplicationSummary): void {
    this.#unlink(summary.id);
    this.#byId().set(summary.id, summary);
    if (this.#consumers) link(this.#consumers, summary);
  }

  delete(id: ApplicationId): void {
    this.#unlink(id);
    this.#byId().delete(id);
  }

  #unlink(id: ApplicationId): void {
    for (const { providerId } of this.get(id)?.consumedApis ?? []) this.#consumers?.get(providerId)?.delete(id);
  }

  #byId(): Map<ApplicationId, ApplicationSummary> {
    if (!this.#summaries) {
      this.#summaries = new Map(this.#listed.map((summary) => [summary.id, summary]));
      this.#listed = [];
    }
    return this.#summaries;
  }
}

function consumersAmong(summaries: Iterable<ApplicationSummary>): Consumers {
  const consumers: Consumers = new Map();
  for (const summary of summaries) link(consumers, summary);
  return consumers;
}

function link(consumers: Consumers, { id, consumedApis }: ApplicationSummary): void {
  for (const { providerId } of consumedApis) {
    const known = consumers.get(providerId);
    if (known) known.add(id);
    else consumers.set(providerId, new Set([id]));
  }
}
