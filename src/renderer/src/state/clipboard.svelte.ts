import type { TrustDeskClient } from '../../../shared/ipc/client.ts';
import type { ClipboardView } from '../../../shared/ipc/views.ts';
import { Action } from './action.svelte.ts';

export interface Held {
  readonly what: ClipboardView['what'];
  readonly secondsLeft: number;
}

const TICK_MS = 250;

/** A secret on the clipboard and the time until main clears it. Main decides; the countdown here only shows it. */
export class Clipboard {
  held = $state.raw<Held | null>(null);
  readonly clear: Action<void, void>;
  readonly #api: TrustDeskClient['clipboard'];
  readonly #say: (text: string) => void;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(api: TrustDeskClient['clipboard'], say: (text: string) => void) {
    this.#api = api;
    this.#say = say;
    this.clear = new Action(() => api.clear());
  }

  /** Returns the end of its subscriptions. */
  start(): () => void {
    const ends = [
      this.#api.holding((view) => this.#hold(view)),
      this.#api.released(({ reason }) => this.#release(reason)),
    ];
    return () => {
      clearInterval(this.#ticking);
      ends.forEach((end) => end());
    };
  }

  #hold({ what, endsInMs }: ClipboardView): void {
    const end = Date.now() + endsInMs;
    const show = () => (this.held = { what, secondsLeft: Math.max(0, Math.ceil((end - Date.now()) / 1000)) });
    clearInterval(this.#ticking);
    this.#ticking = setInterval(show, TICK_MS);
    this.#say(`The clipboard is cleared in ${show().secondsLeft} seconds.`);
  }

  #release(reason: 'cleared' | 'replaced'): void {
    clearInterval(this.#ticking);
    this.held = null;
    if (reason === 'cleared') this.#say('The clipboard was cleared.');
  }
}
