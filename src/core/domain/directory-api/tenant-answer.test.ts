import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../failure.ts';
import {
  clockAheadIn,
  idInLocation,
  isOwn,
  refusalOf,
  replyIn,
  retryAfterIn,
  type TenantAnswer,
} from './tenant-answer.ts';
import type { Json } from './wire.ts';

const answer = (status: number, json?: Json): TenantAnswer => ({
  ...{ status, json, isEmpty: json === undefined, retryAfterSeconds: null },
  correlationId: '0A1B2C3D',
});
const said = (json: Json, confidential: readonly string[] = []) => replyIn(answer(400, json), confidential).message;

describe('what a tenant says', () => {
  const details = [{ target: '/name', message: 'It must not be empty.' }, { message: 'Nor blank.' }, 'odd'];

  it('is read in both forms, with its details', () => {
    const inner = { code: 400, message: 'Invalid input.', details };
    const words = 'Invalid input. /name: It must not be empty. Nor blank.';
    expect(said({ error: inner })).toBe(words);
    expect(said(inner)).toBe(words);
    expect(said({ Error: { Message: 'Invalid input.' } })).toBe('Invalid input.');
    expect(said({ error: 'invalid_client' })).toBe('');
    expect(replyIn(answer(500))).toEqual({ status: 500, message: '', correlationId: '0A1B2C3D' });
  });

  it('is one line of at most 500 characters, without anything unseen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (message) => {
        const shown = said({ message });
        expect([...shown].length).toBeLessThanOrEqual(500);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Line_Separator}]/u);
      }),
    );
    expect(said({ message: `a\nb\u202Ec${'d'.repeat(600)}` })).toMatch(/^a b cd+…$/);
  });

  it('never repeats a credential', () => {
    expect(said({ message: 'as it is' }, [''])).toBe('as it is');
    expect(said({ message: 'You sent Basic abc= twice: Basic abc=' }, ['Basic abc='])).toBe('You sent ••• twice: •••');
  });
});

describe('a refusal', () => {
  const missing: Failure = { code: 'application-unknown', id: 'a' };
  const code = (status: number, json?: Json) => {
    const got = answer(status, json);
    return refusalOf(got, replyIn(got), missing).code;
  };

  it('has a code by its status, and never by its text', () => {
    expect([401, 403, 404, 409, 429].map((status) => code(status))).toEqual([
      ...['tenant-credentials-refused', 'tenant-not-allowed', 'application-unknown', 'tenant-conflict', 'tenant-busy'],
    ]);
    for (const status of [400, 405, 413, 422]) expect(code(status)).toBe('tenant-input-refused');
    for (const status of [500, 502, 503, 504, 599]) expect(code(status)).toBe('tenant-fault');
    for (const status of [202, 206, 302, 307]) expect(code(status)).toBe('tenant-answer-unknown');
  });

  it('with 404 counts only where the tenant itself says it', () => {
    const own = { error: { code: 404, message: 'Unable to find application.' } };
    expect(code(404, own)).toBe('application-unknown');
    const bare = { status: 404, retryAfterSeconds: null };
    const saying = (json: Json | undefined): TenantAnswer => ({ ...bare, json, isEmpty: json === undefined });
    for (const known of [saying(own), saying(own.error)])
      expect(refusalOf(known, replyIn(known), missing)).toEqual(missing);
    const routers = [undefined, {}, [], 'no', { message: 'Not Found' }, { status: 404, error: 'Not Found' }];
    for (const foreign of [{ ...answer(404), isEmpty: false }, ...routers.map(saying)]) {
      expect(isOwn(foreign)).toBe(false);
      const refused = refusalOf(foreign, replyIn(foreign), missing);
      expect(refused).toMatchObject({ code: 'tenant-answer-unknown', problem: 'foreign' });
    }
  });
});

describe('headers', () => {
  const now = new Date('2026-03-01T12:00:00.000Z');

  it('tell the id of what was made, whether with a host or without', () => {
    const id = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
    for (const location of [`/Applications/v1/${id}`, `https://tenant.example/Applications/v1/${id}`])
      expect(idInLocation(location)).toBe(id);
    for (const location of [undefined, '', id, `/Users/${id}`, `/Applications/v1/${id}/x`, '/Applications/v1/..'])
      expect(idInLocation(location)).toBeUndefined();
  });

  it('tell how long to wait, in seconds or as a date', () => {
    expect(retryAfterIn('30', now)).toBe(30);
    expect(retryAfterIn('Sun, 01 Mar 2026 12:01:00 GMT', now)).toBe(60);
    expect(retryAfterIn('Sun, 01 Mar 2026 11:00:00 GMT', now)).toBe(0);
    for (const header of [undefined, '', 'soon']) expect(retryAfterIn(header, now)).toBeNull();
  });

  it('tell whether the clocks agree', () => {
    expect(clockAheadIn('Sun, 01 Mar 2026 13:00:00 GMT', now)).toBe(3600);
    expect(clockAheadIn('Sun, 01 Mar 2026 11:00:00 GMT', now)).toBe(-3600);
    expect(clockAheadIn('Sun, 01 Mar 2026 12:01:00 GMT', now)).toBeUndefined();
    for (const header of [undefined, 'noon']) expect(clockAheadIn(header, now)).toBeUndefined();
  });
});
