import { parseDescription, parseDisplayName } from '../../../../core/domain/application.ts';
import { parseDependencyName } from '../../../../core/domain/dependency.ts';
import type { Failure } from '../../../../core/domain/failure.ts';
import type { TrustDeskClient } from '../../../../shared/ipc/client.ts';
import type { ApplicationRow, ApplicationView } from '../../../../shared/ipc/views.ts';
import { ApplicationSearch } from '../../state/application-search.svelte.ts';
import { Field } from '../../state/field.svelte.ts';
import { SecretForm } from '../../state/secret-form.svelte.ts';
import { ExistingConsumer } from './existing-consumer.svelte.ts';
import { NameCheck } from './name-check.svelte.ts';
import type { Step } from './steps.ts';

export type Api = Pick<TrustDeskClient, 'applications' | 'dependencies'>;
type Request = Omit<Parameters<Api['dependencies']['create']>[0], 'requestId'>;

/** What the wizard looks at while it is open; both may change underneath. */
export interface Surroundings {
  readonly provider: () => ApplicationView;
  readonly applications: () => readonly ApplicationRow[];
}

/** Everything entered in the wizard, whichever step shows it, so that stepping back loses nothing. */
export class Draft {
  readonly name = new Field(parseDependencyName);
  readonly nameCheck: NameCheck;
  #chosenApi = $state<string | null>(null);
  #choseAllApis = $state(false);
  consumerKind = $state<'new' | 'existing'>('new');
  readonly displayName = new Field(parseDisplayName);
  /** Of the new application; that of its secret is another. */
  readonly description = new Field(parseDescription);
  generateSecret = $state(true);
  readonly secret = new SecretForm();
  readonly existing: ExistingConsumer;
  /** Over all applications but the provider. */
  readonly search: ApplicationSearch;
  readonly #around: Surroundings;
  readonly #others = $derived.by(() => this.#around.applications().filter((row) => row.id !== this.provider.id));

  constructor(api: Api, around: Surroundings) {
    this.#around = around;
    this.nameCheck = new NameCheck((name) => api.dependencies.checkName({ providerId: this.provider.id, name }));
    this.existing = new ExistingConsumer((applicationId) => api.applications.read({ applicationId }));
    this.search = new ApplicationSearch(() => this.#others);
  }

  get provider(): ApplicationView {
    return this.#around.provider();
  }

  /** Whether there is any application that could be chosen. */
  get hasOthers(): boolean {
    return this.#others.length > 0;
  }

  /** The API chosen, or the only one there is; null when none is, or when it was removed meanwhile. */
  get apiName(): string | null {
    if (this.allApis) return null;
    const apis = this.provider.providedApis;
    const chosen = this.#chosenApi ?? (apis.length === 1 ? apis[0]?.name : undefined);
    return apis.find((api) => api.name === chosen)?.name ?? null;
  }

  /** Whether all APIs are chosen; not any more when the provider has taken that back. */
  get allApis(): boolean {
    return this.#choseAllApis && this.provider.allowsAllApisForPrincipalPropagation;
  }

  chooseApi(name: string): void {
    this.#chosenApi = name;
    this.#choseAllApis = false;
  }

  chooseAllApis(): void {
    this.#choseAllApis = true;
  }

  /** Whether there is something to lose. */
  get entered(): boolean {
    return this.#typed || this.#chosen;
  }

  get #typed(): boolean {
    return [this.name, this.displayName, this.description, this.secret].some((each) => each.changed);
  }

  get #chosen(): boolean {
    const api = this.#chosenApi !== null || this.#choseAllApis;
    return api || this.consumerKind !== 'new' || !this.generateSecret || this.existing.row !== null;
  }

  /** Why the chosen kind of consumer cannot have a dependency of this name. */
  get consumerRefusal(): Failure | null {
    const name = this.name.value;
    if (this.consumerKind === 'existing') return this.existing.refusal(name);
    const [user] = this.nameCheck.usersOf(name);
    return user ? { code: 'dependency-name-used-at-provider', name, consumer: user.consumer } : null;
  }

  valid(step: Step): boolean {
    switch (step) {
      case 'name':
        return this.name.valid;
      case 'api':
        return this.allApis || this.apiName !== null;
      case 'application':
        return this.consumerRefusal === null && this.#consumerComplete;
      case 'review':
        return true;
    }
  }

  get #consumerComplete(): boolean {
    if (this.consumerKind === 'existing') return this.existing.row !== null;
    return this.displayName.valid && this.description.valid && (!this.generateSecret || this.secret.description.valid);
  }

  get #consumerFields(): readonly Field[] {
    return [this.displayName, this.description, this.secret.description];
  }

  /** Lets the fields of a step show what is wrong even if nothing was typed. */
  check(step: Step): boolean {
    if (step === 'name') this.name.check();
    if (step === 'application') this.#consumerFields.forEach((field) => field.check());
    return this.valid(step);
  }

  /** Looks again at what main knew better, so that it shows where it can be mended. */
  recheck(): void {
    this.nameCheck.ask(this.name.value);
    void this.existing.readAgain();
  }

  get request(): Request {
    const base = {
      providerId: this.provider.id,
      name: this.name.parsed,
      apiName: this.allApis ? null : (this.apiName ?? ''),
    };
    const { row, allowsClientCredentials: allowClientCredentials } = this.existing;
    if (this.consumerKind === 'existing' && row) {
      return { ...base, consumer: { kind: 'existing', applicationId: row.id, allowClientCredentials } };
    }
    const secret = this.generateSecret ? this.secret.wish : null;
    return {
      ...base,
      consumer: { kind: 'new', displayName: this.displayName.parsed, description: this.description.parsed, secret },
    };
  }
}
