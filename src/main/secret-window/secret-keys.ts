import type { Input } from 'electron';

/** What a key press does in the secret window: the page has no script, so whatever it should not do is stopped before it. */
export type KeyEffect = 'close' | 'pass' | 'stop';

const CLOSING = new Set(['Escape', ' ']);
const MOVING = new Set(['Tab', 'Shift', 'Enter', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);
const ZOOMING = new Set(['Control', 'Meta', '+', '=', '-', '_', '0']);

type Key = Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>;

/** Scrolling, zooming and the link work; selecting, copying, saving and printing the page do not. */
export function effectOf({ type, key, control, meta, alt }: Key): KeyEffect {
  if (alt) return 'pass'; // The window manager's.
  if (control || meta) return ZOOMING.has(key) ? 'pass' : 'stop';
  if (CLOSING.has(key)) return type === 'keyDown' ? 'close' : 'stop';
  return MOVING.has(key) ? 'pass' : 'stop';
}
