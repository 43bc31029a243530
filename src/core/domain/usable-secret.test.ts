import { expect, test } from 'vitest';
import { aSecret } from '../../../tests/support/builders.ts';
import type { Secret } from './secret.ts';
import { secretToCheck, secretToShow, type ValuePlace } from './usable-secret.ts';

const now = new Date('2026-01-02T03:04:05.678Z');
const places = new Map<Secret, ValuePlace>();
const valueAt = (secret: Secret): ValuePlace => places.get(secret) ?? 'elsewhere';

function made(number: number, place: ValuePlace, changed: Partial<Secret> = {}): Secret {
  const secret = aSecret(number, { scopes: ['oAuth'], ...changed });
  places.set(secret, place);
  return secret;
}

const elsewhere = made(1, 'elsewhere');
const ended = made(2, 'session-ended');
const expired = made(3, 'here', { validTo: '2026-01-01T00:00:00Z' });
const withoutScope = made(4, 'here', { scopes: ['manageApp'] });
const here = made(5, 'here');
const older = made(6, 'here');

test('the newest whose value is here and that fits is shown and checked, whatever is newer', () => {
  const all = [elsewhere, ended, expired, withoutScope, here, older];
  expect(secretToShow(all, { now, valueAt })).toBe(here);
  expect(secretToCheck(all, { now, valueAt })).toBe(here);
});

test('one whose session has ended is shown where none is here, but not tried before one that is', () => {
  expect(secretToShow([elsewhere, ended, expired, withoutScope], { now, valueAt })).toBe(ended);
  expect(secretToCheck([elsewhere, ended, expired, withoutScope], { now, valueAt })).toBe(withoutScope);
});

test('one that was made elsewhere is never shown, and checked only where there is no other', () => {
  expect(secretToShow([elsewhere], { now, valueAt })).toBeUndefined();
  expect(secretToCheck([elsewhere, expired], { now, valueAt })).toBe(expired);
  expect(secretToCheck([elsewhere], { now, valueAt })).toBe(elsewhere);
});
