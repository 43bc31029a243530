import type { Result } from '../../../../core/domain/result.ts';
import type { RequestPreview } from '../../../../shared/ipc/creation-views.ts';
import type { CreatedDependencyView } from '../../../../shared/ipc/views.ts';
import { Action } from '../../state/action.svelte.ts';
import { Draft, type Api, type Surroundings } from './draft.svelte.ts';
import { STEPS, type Step } from './steps.ts';

/** Leads through the steps over one draft, and sends it once. */
export class Wizard {
  readonly draft: Draft;
  readonly creating: Action<void, CreatedDependencyView>;
  readonly previewing: Action<void, readonly RequestPreview[]>;
  /** What creating will send to a remote tenant, and under which id it was asked for. */
  preview = $state.raw<{ readonly requestId: string; readonly requests: readonly RequestPreview[] } | null>(null);
  step = $state<Step>('name');
  #furthest = $state(0);
  /** Steps that a person tried to leave: what is missing in them shows. */
  #tried = $state.raw<readonly Step[]>([]);
  readonly #api: Api;
  /** What is created is not created again, even if a second click comes before the dialog has gone. */
  #created = false;
  #submitted: { readonly request: string; readonly requestId: string } | null = null;

  constructor(api: Api, around: Surroundings) {
    this.#api = api;
    this.draft = new Draft(api, around);
    this.creating = new Action(() => this.#send());
    this.previewing = new Action(() => this.#look());
  }

  tried(step: Step): boolean {
    return this.#tried.includes(step);
  }

  /** Whether one may jump to a step: it was reached before, and nothing in the steps before it is wrong. */
  canReach(step: Step): boolean {
    const index = STEPS.indexOf(step);
    return index <= this.#furthest && STEPS.slice(0, index).every((each) => this.draft.valid(each));
  }

  /** Leaves a refusal behind: it was about the draft as it was. */
  goTo(step: Step): void {
    this.creating.dismiss();
    this.step = step;
    this.#furthest = Math.max(this.#furthest, STEPS.indexOf(step));
  }

  back(): void {
    this.#move(-1);
  }

  /** Goes on, or shows what is missing and answers false. */
  next(): boolean {
    const right = this.#check(this.step);
    if (right) this.#move(1);
    return right;
  }

  /** Answers undefined when nothing was sent: it is being or has been created already, or a step is not right any more and is shown instead. */
  async create(): Promise<Result<CreatedDependencyView> | undefined> {
    if (this.#created) return undefined;
    const wrong = STEPS.find((step) => !this.#check(step));
    if (wrong) {
      this.goTo(wrong);
      return undefined;
    }
    const created = await this.creating.run();
    if (created && !created.ok) this.draft.recheck();
    return created;
  }

  #move(by: 1 | -1): void {
    const step = STEPS[STEPS.indexOf(this.step) + by];
    if (step) this.goTo(step);
  }

  #check(step: Step): boolean {
    this.#tried = [...this.#tried, step];
    return this.draft.check(step);
  }

  /** The same draft sent again is the same request; a draft that was changed is another one. */
  #requestId(): string {
    const text = JSON.stringify(this.draft.request);
    if (this.#submitted?.request !== text) this.#submitted = { request: text, requestId: crypto.randomUUID() };
    return this.#submitted.requestId;
  }

  async #look(): Promise<Result<readonly RequestPreview[]>> {
    const requestId = this.#requestId();
    this.preview = null;
    const previewed = await this.#api.dependencies.preview({ ...this.draft.request, requestId });
    if (previewed.ok && requestId === this.#requestId()) this.preview = { requestId, requests: previewed.value };
    return previewed;
  }

  async #send(): Promise<Result<CreatedDependencyView>> {
    const created = await this.#api.dependencies.create({ ...this.draft.request, requestId: this.#requestId() });
    // Noted before the action counts as ended: a click may come between the two.
    this.#created = created.ok;
    return created;
  }
}
