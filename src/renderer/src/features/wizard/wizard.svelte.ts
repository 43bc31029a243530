import type { FailureCode } from '../../../../core/domain/failure.ts';
import type { Result } from '../../../../core/domain/result.ts';
import type { RequestPreview, UnfinishedCreationView } from '../../../../shared/ipc/creation-views.ts';
import type { CreatedDependencyView } from '../../../../shared/ipc/views.ts';
import { Action } from '../../state/action.svelte.ts';
import type { UnfinishedCreations } from '../../state/unfinished-creations.svelte.ts';
import { Draft, type Api, type Surroundings } from './draft.svelte.ts';
import { STEPS, type Step } from './steps.ts';

/** What was shown is not what would be sent any more. */
const OUTDATED: readonly FailureCode[] = ['list-changed-meanwhile', 'preview-gone'];

/** Leads through the steps over one draft, and sends it once; to a remote tenant only what has been shown. */
export class Wizard {
  readonly draft: Draft;
  readonly creating: Action<void, CreatedDependencyView>;
  readonly previewing: Action<void, readonly RequestPreview[]>;
  /** One for everything this wizard asks for: what stops half way is found by it, and nothing can begin beside that. */
  readonly requestId = crypto.randomUUID();
  step = $state<Step>('name');
  #furthest = $state(0);
  /** Steps that a person tried to leave: what is missing in them shows. */
  #tried = $state.raw<readonly Step[]>([]);
  #looked = $state.raw<{ readonly request: string; readonly requests: readonly RequestPreview[] } | null>(null);
  readonly #api: Api;
  readonly #unfinished: UnfinishedCreations | null;
  /** What is created is not created again, even if a second click comes before the dialog has gone. */
  #created = false;

  /** `unfinished`: of a remote tenant; null for the local one, which writes everything in one step. */
  constructor(api: Api, around: Surroundings, unfinished: UnfinishedCreations | null = null) {
    this.#api = api;
    this.#unfinished = unfinished;
    this.draft = new Draft(api, around);
    this.creating = new Action(() => this.#send());
    this.previewing = new Action(() => this.#look());
  }

  /** What creating will send to a remote tenant; null while that is not known of the draft as it is. */
  get preview(): readonly RequestPreview[] | null {
    return this.#looked?.request === this.#text ? this.#looked.requests : null;
  }

  /** Whether everything that will be sent is on the screen. */
  get isShown(): boolean {
    return this.#unfinished === null || this.preview !== null;
  }

  /** What this wizard has begun and not brought to its end: it is continued or undone before anything else is asked for. */
  get left(): UnfinishedCreationView | undefined {
    if (this.creating.running) return undefined;
    return this.#unfinished?.all.find(({ creationId }) => creationId === this.requestId);
  }

  tried(step: Step): boolean {
    return this.#tried.includes(step);
  }

  /** Whether one may jump to a step: it was reached before, and nothing in the steps before it is wrong. */
  canReach(step: Step): boolean {
    if (this.left) return false;
    const index = STEPS.indexOf(step);
    return index <= this.#furthest && STEPS.slice(0, index).every((each) => this.draft.valid(each));
  }

  /** Leaves a refusal behind: it was about the draft as it was. */
  goTo(step: Step): void {
    this.creating.dismiss();
    this.step = step;
    this.#furthest = Math.max(this.#furthest, STEPS.indexOf(step));
    if (step === 'review') void this.look();
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

  /**
   * Answers undefined when nothing was sent: it is being or has been created already, or left half way; a step is not right any
   * more and is shown instead; or what would be sent is not on the screen and is read first.
   */
  async create(): Promise<Result<CreatedDependencyView> | undefined> {
    if (this.#created || this.left) return undefined;
    const wrong = STEPS.find((step) => !this.#check(step));
    if (wrong) {
      this.goTo(wrong);
      return undefined;
    }
    if (!this.isShown) {
      await this.look();
      return undefined;
    }
    const created = await this.creating.run();
    if (!created || created.ok) return created;
    this.draft.recheck();
    if (OUTDATED.includes(created.failure.code)) void this.look();
    return created;
  }

  /** Reads what creating will send to a remote tenant as it is now. */
  async look(): Promise<void> {
    if (this.#unfinished && !this.creating.running) await this.previewing.run();
  }

  /** What was left is gone from the tenant again: the draft is as it was before it was sent. */
  undone(): void {
    this.draft.recheck();
    this.goTo('review');
  }

  #move(by: 1 | -1): void {
    const step = STEPS[STEPS.indexOf(this.step) + by];
    if (step) this.goTo(step);
  }

  #check(step: Step): boolean {
    this.#tried = [...this.#tried, step];
    return this.draft.check(step);
  }

  get #text(): string {
    return JSON.stringify(this.draft.request);
  }

  /** Once more for a draft that was changed and brought to the review again before the answer came. */
  async #look(): Promise<Result<readonly RequestPreview[]>> {
    this.#looked = null;
    for (;;) {
      const { request } = this.draft;
      const text = JSON.stringify(request);
      const previewed = await this.#api.dependencies.preview({ ...request, requestId: this.requestId });
      if (text !== this.#text && this.step === 'review') continue;
      if (previewed.ok) this.#looked = { request: text, requests: previewed.value };
      return previewed;
    }
  }

  async #send(): Promise<Result<CreatedDependencyView>> {
    const { requestId } = this;
    const created = await this.#api.dependencies.create({ ...this.draft.request, requestId });
    // Noted before the action counts as ended: a click may come between the two.
    this.#created = created.ok;
    if (!created.ok) await this.#unfinished?.load();
    return created;
  }
}
