import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aConsumer, SECRET, secretWith } from '../../../tests/support/token-applications.ts';
import { basic } from '../../../tests/support/token-request.ts';
import type { Secret } from '../../core/domain/secret.ts';
import { judgeCredentials, presentedCredentials } from './client-authentication.ts';
import { TenantState } from './tenant-state.ts';

const presented = (authorization: string | undefined, form: Readonly<Record<string, string>> = {}) =>
  presentedCredentials(authorization, new Map(Object.entries(form)));
const raw = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('client authentication', () => {
  it('by Basic is form-encoded twice, so that every character comes through', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(text, text, (clientId, secret) => {
        expect(presented(basic(clientId, secret))).toEqual({ credentials: { clientId, secret, by: 'basic' } });
      }),
    );
  });

  it('by the body takes both from it', () => {
    const form = { client_id: 'me', client_secret: 'x:y' };
    expect(presented(undefined, form)).toEqual({ credentials: { clientId: 'me', secret: 'x:y', by: 'body' } });
  });

  it('may say the client id once more, if it is the same', () => {
    expect(presented(basic('me', 'x'), { client_id: 'me' }).credentials).toBeDefined();
    expect(presented(basic('me', 'x'), { client_id: 'you' })).toEqual({ refused: 'authentication-twice' });
  });

  it('is refused in two ways at once', () => {
    expect(presented(basic('me', 'x'), { client_secret: 'x' })).toEqual({ refused: 'authentication-twice' });
  });

  it.each([{}, { client_id: 'me' }, { client_secret: 'x' }, { client_id: '', client_secret: 'x' }])(
    'is missing with %j alone',
    (form) => {
      expect(presented(undefined, form)).toEqual({ refused: 'authentication-missing' });
    },
  );

  it('by an assertion or a token is not offered', () => {
    const refused = { refused: 'authentication-malformed' };
    expect(presented(undefined, { client_id: 'me', client_secret: 'x', client_assertion: 'y' })).toEqual(refused);
    expect(presented(basic('me', 'x'), { client_assertion_type: '' })).toEqual(refused);
    expect(presented('Bearer abcdef')).toEqual(refused);
  });

  it.each([
    ...['', 'Basic', 'Basic ', 'Basic %%%', 'Basic a b', 'Digest username="me"', raw('me'), raw(':x'), raw('me:')],
    ...[raw('me:%'), raw('%zz:x'), `${raw('me:x')}, ${raw('me:x')}`],
  ])('is malformed: %j', (authorization) => {
    expect(presented(authorization)).toEqual({ refused: 'authentication-malformed' });
  });

  it('never throws, whatever the header says', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => 'refused' in presented(text)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Object.keys(presented(raw(text))).length === 1));
  });
});

const NOW = new Date('2026-03-01T09:30:00.000Z');

function judged(secrets: readonly Secret[], secret: string, lockedUntil?: string) {
  const state = new TenantState();
  const client = aConsumer({ secrets });
  state.put(client);
  const lock = { applicationId: client.id, isLockEnabled: true, failedLogons: 5 };
  if (lockedUntil !== undefined) state.setLock({ ...lock, lockedUntil });
  const verdict = judgeCredentials(state, { clientId: client.clientId, secret }, NOW);
  return verdict.secret ? verdict.secret.id : verdict.refused;
}

describe('a secret', () => {
  it('is found among twenty, wherever it is', () => {
    const secrets = Array.from({ length: 20 }, (_, index) => secretWith(`${SECRET}${index}`, {}, index + 1));
    for (const [index, { id }] of secrets.entries()) expect(judged(secrets, `${SECRET}${index}`)).toBe(id);
    expect(judged(secrets, SECRET)).toBe('secret-wrong');
  });

  it('is not accepted without being there, expired, or without the scope', () => {
    expect(judged([], SECRET)).toBe('secret-wrong');
    expect(judged([secretWith(SECRET, { validTo: '2026-03-01T09:30:00Z' })], SECRET)).toBe('secret-expired');
    expect(judged([secretWith(SECRET, { validTo: 'soon' })], SECRET)).toBe('secret-expired');
    expect(judged([secretWith(SECRET, { scopes: ['manageApp', 'oauth'] })], SECRET)).toBe('secret-without-scope');
  });

  it('is valid until its last second, read as UTC also without a zone', () => {
    const valid = secretWith(SECRET, { validTo: '2026-03-01T09:30:01Z' });
    expect(judged([valid], SECRET)).toBe(valid.id);
    expect(judged([{ ...valid, validTo: '2026-03-01T09:30:01' }], SECRET)).toBe(valid.id);
    expect(judged([{ ...valid, validTo: '2026-03-01T09:29:59' }], SECRET)).toBe('secret-expired');
  });

  it('is refused while the client id is locked, right or wrong, and the empty digest opens nothing', () => {
    expect(judged([secretWith(SECRET)], SECRET, '2026-03-01T09:30:01Z')).toBe('client-locked');
    expect(judged([secretWith(SECRET)], 'wrong', '2026-03-01T09:30:01Z')).toBe('client-locked');
    expect(judged([secretWith(SECRET)], SECRET, '2026-03-01T09:30:00Z')).toBe(secretWith(SECRET).id);
    expect(judged([secretWith('', { digest: '' })], '')).toBe('secret-wrong');
  });

  it('of an unknown client is not known', () => {
    const asked = { clientId: 'nobody', secret: SECRET };
    expect(judgeCredentials(new TenantState(), asked, NOW)).toEqual({ client: undefined, refused: 'client-unknown' });
  });
});
