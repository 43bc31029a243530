import { describe, expect, it } from 'vitest';
import { enteredIn } from './entered.ts';

const form = (value: string) => new URLSearchParams({ secret: value }).toString();

describe('what was entered', () => {
  it.each(['a+b & c=%20', ' blanks belong to it ', '<script>', '~[]_:=?@-./'])('is taken as it is: %j', (value) => {
    for (const what of ['client-secret', 'password', 'passphrase'] as const)
      expect(enteredIn(form(value), what)).toEqual({ value });
  });

  it('may be any text where people choose it, and ASCII where a tenant makes it', () => {
    expect(enteredIn(form('päß 🔑'), 'password')).toEqual({ value: 'päß 🔑' });
    expect(enteredIn(form('päß'), 'client-secret')).toEqual({ problem: 'characters' });
  });

  it('is something, but for a passphrase, which may be empty', () => {
    for (const what of ['client-secret', 'password'] as const) {
      expect(enteredIn(form(''), what)).toEqual({ problem: 'empty' });
      expect(enteredIn('', what)).toEqual({ problem: 'empty' });
    }
    expect(enteredIn(form(''), 'passphrase')).toEqual({ value: '' });
  });

  it.each(['a\n', 'a\r\nb', '\u2028'])('has no line break: %j', (value) =>
    expect(enteredIn(form(value), 'password')).toEqual({ problem: 'line-break' }),
  );

  it('is no longer than a keychain takes, in bytes', () => {
    expect(enteredIn(form('ä'.repeat(450)), 'password')).toEqual({ value: 'ä'.repeat(450) });
    expect(enteredIn(form('ä'.repeat(451)), 'password')).toEqual({ problem: 'too-long' });
  });
});
