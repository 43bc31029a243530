import type { ApplicationSummary } from '../../../core/domain/application.ts';
import type { ApplicationId } from '../../../core/domain/identifiers.ts';

/** All summaries in memory, and who depends on whom; kept true by telling it of every change. */
export class ApplicationIndex {
  readonly #summaries = new Map<ApplicationId, ApplicationSummary>();
  readonly #consumers = new Map<ApplicationId, Set<ApplicationId>>();

  constructor(summaries: readonly ApplicationSummary[]) {
    for (const summary of summaries) this.put(summary);
  }

  get size(): number {
    return this.#summaries.size;
  }

  has(id: ApplicationId): boolean {
    return this.#summaries.has(id);
  }

  all(): readonly ApplicationSummary[] {
    return [...this.#summaries.values()];
  }

  dependentsOf(provider: ApplicationId): readonly ApplicationSummary[] {
    const consumers = this.#consumers.get(provider) ?? [];
    return [...consumers].flatMap((id) => this.#summaries.get(id) ?? []);
  }

  put(summary: ApplicationSummary): void {
    this.#unlink(summary.id);
    this.#summaries.set(summary.id, summary);
    for (const { providerId } of summary.consumedApis) {
      const consumers = this.#consumers.get(providerId);
      if (consumers) consumers.add(summary.id);
      else this.#consumers.set(providerId, new Set([summary.id]));
    }
  }

  delete(id: ApplicationId): void {
    this.#unlink(id);
    this.#summaries.delete(id);
  }

  #unlink(id: ApplicationId): void {
    for (const { providerId } of this.#summaries.get(id)?.consumedApis ?? [])
      this.#consumers.get(providerId)?.delete(id);
  }
}
