import type { Done, Inventory, Said, Trying } from './said.ts';

/**
 * What must stand after a kill: everything acknowledged, and nothing of what was acknowledged as removed. Only what was being
 * tried in the moment of the kill may have happened or not, whole in either case.
 */
export class Ledger {
  /** Secrets (id to digest) by application. */
  #expected: Standing = new Map();
  readonly #removed = new Set<string>();
  #trying: Trying | undefined;
  acknowledged = 0;
  refused = 0;

  hear(lines: readonly Said[]): void {
    this.#trying = undefined;
    for (const line of lines) {
      if (line.say === 'trying') this.#trying = line.trying;
      if (line.say === 'refused') this.refused += 1;
      if (line.say === 'refused' || line.say === 'done') this.#trying = undefined;
      if (line.say === 'done') this.#acknowledge(line.done);
    }
  }

  #acknowledge(done: Done): void {
    this.acknowledged += 1;
    const { verb, applicationId } = done;
    if (verb === 'remove-application') {
      this.#expected.delete(applicationId);
      this.#removed.add(applicationId);
    } else if (verb === 'remove-secret') this.#expected.get(applicationId)?.delete(done.secretId);
    else this.#secretsOf(applicationId).set(done.secretId, done.digest);
  }

  #secretsOf(applicationId: string): Map<string, string> {
    const known = this.#expected.get(applicationId) ?? new Map<string, string>();
    this.#expected.set(applicationId, known);
    return known;
  }

  /** Takes what stands as it is: where the work begins, and where it goes on after it was judged. */
  takeOver({ applications }: Inventory): void {
    this.#expected = standingIn(applications);
    this.#removed.clear();
    this.#trying = undefined;
  }

  /** Everything wrong with what stands, in words. */
  judge(inventory: Inventory): readonly string[] {
    const standing = standingIn(inventory.applications);
    return [...this.#missing(standing), ...this.#unexpected(standing), ...incoherent(inventory)];
  }

  #missing(standing: Standing): readonly string[] {
    const missing: string[] = [];
    for (const [applicationId, secrets] of this.#expected) {
      const stands = standing.get(applicationId);
      if (!stands) {
        if (!this.#isTrying('remove-application', applicationId)) missing.push(`lost: application ${applicationId}`);
        continue;
      }
      for (const [secretId, digest] of secrets) {
        const found = stands.get(secretId);
        if (found === digest || (found === undefined && this.#isTrying('remove-secret', secretId))) continue;
        missing.push(found === undefined ? `lost: secret ${secretId}` : `another digest: secret ${secretId}`);
      }
    }
    return missing;
  }

  #unexpected(standing: Standing): readonly string[] {
    const unexpected: string[] = [];
    for (const [applicationId, secrets] of standing) {
      const known = this.#expected.get(applicationId);
      const extra = [...secrets.keys()].filter((id) => !known?.has(id)).length;
      if (this.#removed.has(applicationId)) unexpected.push(`acknowledged as removed: application ${applicationId}`);
      else if (!known && !(this.#trying?.verb === 'create-application' && extra === 1))
        unexpected.push(`nobody's: application ${applicationId} with ${extra} secrets`);
      else if (known && extra > (this.#isTrying('create-secret', applicationId) ? 1 : 0))
        unexpected.push(`${extra} secrets too many: application ${applicationId}`);
    }
    return unexpected;
  }

  #isTrying(verb: Trying['verb'], id: string): boolean {
    const trying = this.#trying;
    if (trying?.verb !== verb || trying.verb === 'create-application') return false;
    return id === (trying.verb === 'remove-secret' ? trying.secretId : trying.applicationId);
  }
}

type Standing = Map<string, Map<string, string>>;

const standingIn = (applications: Inventory['applications']): Standing =>
  new Map(applications.map(({ id, secrets }) => [id, new Map(secrets.map((each) => [each.secretId, each.digest]))]));

export function incoherent({
  applications,
  accounts,
  intents,
  temporaryFiles,
  indexErrors,
}: Inventory): readonly string[] {
  const recorded = new Map(applications.flatMap(({ secrets }) => secrets.map((each) => [each.secretId, each.digest])));
  const orphans = Object.keys(accounts).filter((id) => !recorded.has(id));
  const broken = [...recorded].filter(([id, digest]) => accounts[id] !== digest);
  return [
    ...orphans.map((id) => `a value without a record: ${id}`),
    ...broken.map(([id]) => `a record without its value: secret ${id}`),
    ...(intents === 0 ? [] : [`${intents} intents left`]),
    ...temporaryFiles.map((name) => `a temporary file left: ${name}`),
    ...indexErrors.map((error) => `the index is wrong: ${error}`),
  ];
}
