import { describe, expect, it } from 'vitest';
import { claimsFrom } from '../../core/domain/token/claims.ts';
import { IssuedTokens } from './issued-tokens.ts';

const NOW = new Date('2026-03-01T09:30:00.000Z');
const claims = (jti: string) =>
  claimsFrom({
    ...{ issuer: 'i', tenantIssuer: 't', audience: 'a', consumer: 'c', apis: [], user: undefined },
    ...{ jti, now: NOW, lifetime: 60 },
  });

describe('an opaque token', () => {
  it('leads to its claims; nothing else does', () => {
    const issued = new IssuedTokens();
    const handle = issued.keepOpaque(claims('1'));
    expect(handle).toMatch(/^[\w-]{43}$/);
    expect(issued.opaque(handle)?.jti).toBe('1');
    for (const other of ['', handle.slice(1), `${handle}=`, handle.toLowerCase()])
      expect(issued.opaque(other)).toBeUndefined();
  });

  it('stands nowhere in the memory as it was given out', () => {
    const issued = new IssuedTokens();
    const handle = issued.keepOpaque(claims('1'));
    expect(JSON.stringify(Object.entries(issued))).not.toContain(handle);
  });

  it('is forgotten after ten thousand others', () => {
    const issued = new IssuedTokens();
    const [first, second] = [issued.keepOpaque(claims('1')), issued.keepOpaque(claims('2'))];
    for (let index = 0; index < 9_999; index += 1) issued.keepOpaque(claims('3'));
    expect(issued.opaque(first)).toBeUndefined();
    expect(issued.opaque(second)?.jti).toBe('2');
  });
});

describe('a revocation', () => {
  it('is remembered until the token would have expired', () => {
    const issued = new IssuedTokens();
    issued.revoke({ jti: '1', exp: NOW.getTime() / 1000 }, NOW);
    issued.revoke({ jti: '2', exp: NOW.getTime() / 1000 }, new Date(NOW.getTime() + 60_000));
    expect([issued.isRevoked('1'), issued.isRevoked('2'), issued.isRevoked('3')]).toEqual([true, true, false]);
    issued.revoke({ jti: '4', exp: NOW.getTime() / 1000 }, new Date(NOW.getTime() + 60_001));
    expect(issued.isRevoked('1')).toBe(false);
  });
});
