import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSecret } from '../../../../tests/support/builders.ts';
import { changeableOf, secretDraftOf, secretListOf, secretOfHint, secretShapeOf } from './secret-shape.ts';
import type { JsonObject } from './wire.ts';

const now = new Date('2026-03-01T09:30:00.000Z');
const wish: JsonObject = {
  description: 'nightly run',
  validTo: '2031-05-04T03:02:01Z',
  authorizationScopes: ['manageApp'],
};

describe('the JSON of a secret', () => {
  it('has what is recorded, and neither value nor digest', () => {
    const secret = aSecret(1, { description: 'nightly run', hint: '=q4x', validTo: '2031-05-04T03:02:01Z' });
    expect(secretListOf([secret])).toEqual({
      secrets: [
        {
          ...{ authorizationScopes: ['oAuth'], description: 'nightly run', id: secret.id, hint: '=q4x' },
          ...{ validTo: '2031-05-04T03:02:01Z', allApisAccess: false },
        },
      ],
      allApisAccess: false,
    });
    expect(secretShapeOf(aSecret(1))).toEqual({
      ...{ authorizationScopes: ['oAuth'], id: aSecret(1).id, hint: 'abcd', allApisAccess: false },
    });
  });

  it('of what can be changed is read back as it was', () => {
    const expiry = fc.option(fc.date({ min: now, max: new Date('2100-01-01'), noInvalidDate: true }), {
      nil: undefined,
    });
    const scopes = fc.subarray(['manageApp', 'manageUsers', 'oAuth', 'readUserProfile'], { minLength: 1 });
    fc.assert(
      fc.property(expiry, scopes, fc.constantFrom('', 'nightly run'), (end, some, description) => {
        const validTo = end && `${new Date(end.getTime() + 1000).toISOString().slice(0, 19)}Z`;
        const draft = { description, scopes: some, ...(validTo === undefined ? {} : { validTo }) };
        expect(secretDraftOf(changeableOf(draft), { now })).toEqual({ value: draft });
      }),
    );
  });
});

describe('a wish for a secret', () => {
  it('is read; an end without Z is in UTC, and one that is left out never comes', () => {
    expect(secretDraftOf(wish, { now }).value).toEqual({
      ...{ description: 'nightly run', validTo: '2031-05-04T03:02:01Z', scopes: ['manageApp'] },
    });
    expect(secretDraftOf({ ...wish, validTo: '2031-05-04T03:02:01' }, { now }).value?.validTo).toBe(
      '2031-05-04T03:02:01Z',
    );
    expect(secretDraftOf({ authorizationScopes: ['oAuth'] }, { now }).value).toEqual({
      description: '',
      scopes: ['oAuth'],
    });
  });

  it.each<[string, JsonObject]>([
    ['/validTo', { validTo: '2026-03-01T09:30:00Z' }],
    ['/validTo', { validTo: '2031-05-04' }],
    ['/validTo', { validTo: '2031-05-04T03:02:01.000Z' }],
    ['/validTo', { validTo: '2029-02-30T10:00:00Z' }],
    ['/validTo', { validTo: 'never' }],
    ['/validTo', { validTo: 7 }],
    ['/description', { description: 'd'.repeat(256) }],
    ['/authorizationScopes', { authorizationScopes: [] }],
    ['/authorizationScopes', { authorizationScopes: ['oAuth', 'oAuth'] }],
    ['/authorizationScopes', { authorizationScopes: ['everything'] }],
    ['/allApisAccess', { allApisAccess: true }],
    ['/allApisAccess', { apiNames: ['orders'] }],
    ['', { secret: 'mine' }],
    ['', { clientId: 'x' }],
  ])('is refused at %s: %j', (target, changed) => {
    expect(secretDraftOf({ ...wish, ...changed }, { now }).error).toMatchObject({ status: 400, details: [{ target }] });
  });

  it('must name scopes', () => {
    expect(secretDraftOf({ description: 'x' }, { now }).error?.status).toBe(400);
  });

  it('to change an expired one may leave its end alone', () => {
    const before = { description: 'old', scopes: ['oAuth'], validTo: '2020-01-01T00:00:00Z' };
    const body = { ...changeableOf(before), description: 'new' };
    expect(secretDraftOf(body, { now, before }).value).toEqual({ ...before, description: 'new' });
    expect(secretDraftOf(body, { now }).error?.status).toBe(400);
  });
});

describe('a hint', () => {
  it('means the secret that expires first', () => {
    const secrets = [
      aSecret(1),
      aSecret(2, { validTo: '2032-07-06T05:04:03Z' }),
      aSecret(3, { validTo: '2029-01-01T00:00:00Z' }),
    ];
    expect(secretOfHint(secrets, 'abcd')?.id).toBe(aSecret(3).id);
    expect(secretOfHint(secrets, 'efgh')).toBeUndefined();
  });
});
