import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORBIDDEN_CHARACTERS, oneCodePoint, writtenText } from '../../../tests/support/any-text.ts';
import { aSecret } from '../../../tests/support/builders.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { secretId } from './identifiers.ts';
import {
  addSecret,
  checkRoomForSecret,
  expiryOf,
  findSecret,
  parseSecretDescription,
  SECRET_SCOPES,
  SECRET_VALIDITIES,
  statusOf,
  toSeconds,
  withoutSecret,
} from './secret.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const instant = fc.date({
  min: new Date('1971-01-01T00:00:00Z'),
  max: new Date('9990-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

describe('the description of a secret', () => {
  it('may be in any script, empty, or the same as that of another', () => {
    fc.assert(fc.property(writtenText, (text) => worked(parseSecretDescription(text)) === text));
    expect(parseSecretDescription('')).toEqual({ ok: true, value: '' });
    const twice = worked(addSecret([aSecret(1, { description: 'test' })], aSecret(2, { description: 'test' })));
    expect(twice).toHaveLength(2);
  });

  it('has at most 255 characters, counted in code points', () => {
    fc.assert(
      fc.property(oneCodePoint, (character) => {
        expect(parseSecretDescription(character.repeat(255)).ok).toBe(true);
        expect(refusal(parseSecretDescription(character.repeat(256)))).toEqual({
          ...{ code: 'field-too-long', field: 'secret-description', limit: 255, length: 256 },
        });
      }),
    );
  });

  it('holds nothing that cannot be seen and changes what stands around it', () => {
    for (const character of FORBIDDEN_CHARACTERS) {
      expect(refusal(parseSecretDescription(`a${character}b`)).code).toBe('field-characters');
    }
  });
});

describe('what a secret can be for, and for how long', () => {
  it('has the words of the API and the choices of the console', () => {
    expect(SECRET_SCOPES).toEqual(['manageApp', 'manageUsers', 'oAuth']);
    expect(SECRET_VALIDITIES).toEqual(['one-year', 'two-years', 'never']);
  });
});

describe('the expiry of a secret', () => {
  it.each([
    ['one year on', 'one-year', '2026-03-01T09:30:15.999Z', '2027-03-01T09:30:15Z'],
    ['two years on', 'two-years', '2026-03-01T09:30:15.001Z', '2028-03-01T09:30:15Z'],
    ['the 28th for one year from a leap day', 'one-year', '2028-02-29T23:59:59Z', '2029-02-28T23:59:59Z'],
    ['the 28th for two years from a leap day', 'two-years', '2028-02-29T00:00:00Z', '2030-02-28T00:00:00Z'],
    ['the 28th also when the next leap day is near', 'one-year', '2026-02-28T12:00:00Z', '2027-02-28T12:00:00Z'],
    ['the 28th, not the 29th, of a leap year', 'two-years', '2026-02-28T12:00:00Z', '2028-02-28T12:00:00Z'],
    ['the 1st of March over a leap day', 'one-year', '2027-03-01T00:00:00Z', '2028-03-01T00:00:00Z'],
    ['the last second of a year', 'one-year', '2026-12-31T23:59:59Z', '2027-12-31T23:59:59Z'],
    ['the first second of a year', 'two-years', '2027-01-01T00:00:00Z', '2029-01-01T00:00:00Z'],
    ['the 28th over a century that is no leap year', 'two-years', '2098-02-28T00:00:00Z', '2100-02-28T00:00:00Z'],
  ] as const)('is %s', (_when, validity, now, expiry) => {
    expect(expiryOf(validity, new Date(now))).toBe(expiry);
  });

  it('is absent when it never expires', () => {
    fc.assert(fc.property(instant, (now) => expiryOf('never', now) === undefined));
  });

  it('has the form the API takes, and the time of day it was made at, in UTC', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom('one-year', 'two-years'), (now, validity) => {
        const expiry = expiryOf(validity, now)!;
        expect(expiry).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(expiry.slice(10, 19)).toBe(now.toISOString().slice(10, 19));
      }),
    );
  });

  it('is on the same day of the year that many years later, and only a leap day moves', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom('one-year', 'two-years'), (now, validity) => {
        const expiry = expiryOf(validity, now)!;
        const made = now.toISOString();
        expect(Number(expiry.slice(0, 4))).toBe(Number(made.slice(0, 4)) + (validity === 'one-year' ? 1 : 2));
        expect(expiry.slice(4, 10)).toBe(made.slice(4, 10) === '-02-29' ? '-02-28' : made.slice(4, 10));
      }),
      { numRuns: 1000 },
    );
  });

  it('lies in the future', () => {
    fc.assert(fc.property(instant, (now) => Date.parse(expiryOf('one-year', now)!) > now.getTime()));
  });

  it('leaves the clock that was asked as it was', () => {
    const now = new Date('2026-03-01T09:30:15.999Z');
    expiryOf('two-years', now);
    expect(now.toISOString()).toBe('2026-03-01T09:30:15.999Z');
  });

  it('is written without milliseconds, never later than it is', () => {
    fc.assert(
      fc.property(instant, (now) => {
        const lost = now.getTime() - Date.parse(toSeconds(now));
        expect(lost).toBeGreaterThanOrEqual(0);
        expect(lost).toBeLessThan(1000);
      }),
    );
  });
});

describe('a secret', () => {
  const now = new Date('2026-06-15T12:00:00Z');
  const at = (distanceMs: number) => ({ validTo: new Date(now.getTime() + distanceMs).toISOString() });

  it('without an expiry is valid at any time', () => {
    fc.assert(fc.property(instant, (then) => statusOf({}, then) === 'valid'));
  });

  it.each([
    ['valid until 30 days before', 30 * DAY_MS + 1, 'valid'],
    ['about to expire from 30 days before', 30 * DAY_MS, 'expires-soon'],
    ['about to expire until the last moment', 1, 'expires-soon'],
    ['expired at that very moment', 0, 'expired'],
    ['expired after it', -1, 'expired'],
    ['expired for good', -4000 * DAY_MS, 'expired'],
  ])('with an expiry is %s', (_when, distanceMs, status) => {
    expect(statusOf(at(distanceMs), now)).toBe(status);
  });

  it('made now is valid now and expired when its time has come', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom('one-year', 'two-years'), (made, validity) => {
        const validTo = expiryOf(validity, made)!;
        expect(statusOf({ validTo }, made)).toBe('valid');
        expect(statusOf({ validTo }, new Date(Date.parse(validTo) - 1))).toBe('expires-soon');
        expect(statusOf({ validTo }, new Date(Date.parse(validTo)))).toBe('expired');
      }),
    );
  });

  it.each(['2026-06-15T12:00:00', '2026-06-15T12:00:00Z', '2026-06-15T12:00:00z', '2026-06-15T14:00:00+02:00'])(
    'with the expiry %s, read as UTC where it says no more, expires at noon UTC',
    (validTo) => {
      expect(statusOf({ validTo }, new Date(now.getTime() - 1))).toBe('expires-soon');
      expect(statusOf({ validTo }, now)).toBe('expired');
    },
  );

  it.each(['', 'never', '2026-13-01T00:00:00Z', 'Z', 'tomorrow'])(
    'does not live for ever by the expiry %j',
    (validTo) => {
      expect(statusOf({ validTo }, now)).toBe('expired');
    },
  );
});

const secrets = (count: number) => Array.from({ length: count }, (_, number) => aSecret(number));

describe('the secrets of an application', () => {
  it('are at most 20', () => {
    expect(checkRoomForSecret(secrets(19)).ok).toBe(true);
    expect(worked(addSecret(secrets(19), aSecret(100)))).toHaveLength(20);
    for (const count of [20, 21]) {
      const failure = { code: 'secret-limit-reached', limit: 20 };
      expect(refusal(checkRoomForSecret(secrets(count)))).toEqual(failure);
      expect(refusal(addSecret(secrets(count), aSecret(100)))).toEqual(failure);
    }
  });

  it('that have expired take up room too: only a person deletes', () => {
    const expired = secrets(20).map((secret) => ({ ...secret, validTo: '2020-01-01T00:00:00Z' }));
    expect(checkRoomForSecret(expired).ok).toBe(false);
  });

  it('are listed newest first', () => {
    expect(worked(addSecret(secrets(2), aSecret(100)))).toEqual([aSecret(100), ...secrets(2)]);
  });

  it('are told apart by id alone: hints and descriptions may be alike', () => {
    const alike = secrets(3).map((secret) => ({ ...secret, hint: '=q4x', description: 'test' }));
    expect(findSecret(alike, alike[1]!.id)).toBe(alike[1]);
    expect(worked(withoutSecret(alike, alike[1]!.id))).toEqual([alike[0], alike[2]]);
  });

  it('go one at a time, the others untouched', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), (count, number) => {
        const place = number % count;
        expect(worked(withoutSecret(secrets(count), aSecret(place).id))).toEqual(secrets(count).toSpliced(place, 1));
      }),
    );
  });

  it('that are not there cannot be removed', () => {
    const id = secretId('ffffffff-0000-4000-8000-000000000000');
    expect(findSecret(secrets(2), id)).toBeUndefined();
    expect(refusal(withoutSecret(secrets(2), id))).toEqual({ code: 'secret-unknown', id });
  });

  it('of the list that was given stay as they were', () => {
    const frozen = Object.freeze(secrets(2));
    worked(addSecret(frozen, aSecret(100)));
    worked(withoutSecret(frozen, aSecret(0).id));
    expect(frozen).toEqual(secrets(2));
  });
});
