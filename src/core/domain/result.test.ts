import { describe, expect, it } from 'vitest';
import { assertNever, done, fail, ok } from './result.ts';

describe('a result', () => {
  it('is a value, nothing, or the one reason why not', () => {
    expect(ok(7)).toEqual({ ok: true, value: 7 });
    expect(done).toEqual({ ok: true, value: undefined });
    expect(fail({ code: 'clipboard-failed' })).toEqual({ ok: false, failure: { code: 'clipboard-failed' } });
  });

  it('of a union that got a member nobody handles stops the program, naming the member', () => {
    expect(() => assertNever('a new kind' as never)).toThrow('"a new kind"');
  });
});
