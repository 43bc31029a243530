import { describe, expect, it } from 'vitest';
import { effectOf } from './secret-keys.ts';

const pressed = (key: string, modifiers: Partial<{ control: boolean; meta: boolean; alt: boolean }> = {}) =>
  effectOf({ type: 'keyDown', key, control: false, meta: false, alt: false, ...modifiers });

describe('a key in the secret window', () => {
  it.each(['Escape', ' '])('%j closes it', (key) => {
    expect(pressed(key)).toBe('close');
  });

  it.each(['Tab', 'Enter', 'ArrowDown', 'PageUp'])('%s reaches the page', (key) => {
    expect(pressed(key)).toBe('pass');
  });

  it.each(['a', 'A', 'c', 'C', 'p', 's', 'u', 'x', 'Insert', 'F12'])(
    '%s does not select, copy, print or save',
    (key) => {
      expect(pressed(key)).toBe('stop');
      expect(pressed(key, { control: true })).toBe('stop');
      expect(pressed(key, { meta: true })).toBe('stop');
    },
  );

  it.each(['+', '=', '-', '0'])('%s zooms, for who needs it larger', (key) => {
    expect(pressed(key, { control: true })).toBe('pass');
  });

  it('with Alt belongs to the window manager', () => {
    expect(pressed('F4', { alt: true })).toBe('pass');
  });
});
