import type { ApplicationId, SecretId } from '../../../../core/domain/identifiers.ts';
import type { Scheme } from '../../../../core/domain/local-tenant.ts';
import type { TrustDeskClient } from '../../../../shared/ipc/client.ts';
import type { CheckView } from '../../../../shared/ipc/check-views.ts';
import type { ApplicationView } from '../../../../shared/ipc/views.ts';
import { Action } from '../../state/action.svelte.ts';

type Api = Pick<TrustDeskClient, 'applications' | 'checks'>;

/** What is checked: a dependency (null: the application itself) with a secret (null: the newest usable one). */
export interface CheckSubject {
  readonly applicationId: ApplicationId;
  readonly dependency: string | null;
  readonly secretId: SecretId | null;
}

/** One check and the choices for the next one. */
export class CheckRun {
  readonly applicationId: ApplicationId;
  dependency = $state<string | null>(null);
  secretId = $state<SecretId | null>(null);
  /** Null: the address that runs, https before http. */
  over = $state<Scheme | null>(null);
  view = $state.raw<CheckView | null>(null);
  /** What there is to choose from; empty until it is known. */
  application = $state.raw<ApplicationView | null>(null);
  readonly checking: Action<void, CheckView>;
  readonly #api: Api;

  constructor(api: Api, subject: CheckSubject) {
    this.#api = api;
    this.applicationId = subject.applicationId;
    this.dependency = subject.dependency;
    this.secretId = subject.secretId;
    this.checking = new Action(async () => {
      await this.#load();
      const { applicationId, dependency, secretId, over } = this;
      return this.#api.checks.run({ applicationId, dependency, secretId, over });
    });
  }

  /** Reads what there is to choose from; its absence keeps nobody from checking. A secret removed meanwhile is chosen no more. */
  async #load(): Promise<void> {
    const read = await this.#api.applications.read({ applicationId: this.applicationId });
    if (!read.ok) return;
    this.application = read.value;
    if (!read.value.secrets.some(({ id }) => id === this.secretId)) this.secretId = null;
  }

  async run(): Promise<CheckView | undefined> {
    const checked = await this.checking.run();
    if (!checked?.ok) return undefined;
    this.view = checked.value;
    this.over = checked.value.over;
    this.secretId = checked.value.secret?.id ?? null;
    return checked.value;
  }
}
