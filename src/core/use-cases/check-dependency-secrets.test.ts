import { describe, expect, it } from 'vitest';
import { aSecret } from '../../../tests/support/builders.ts';
import {
  checkWorld,
  consumer,
  failedOf,
  reasonIn,
  secret,
  type CheckWorld,
} from '../../../tests/support/check-world.ts';
import { worked } from '../../../tests/support/outcome.ts';
import type { TokenAnswer } from '../domain/check/token-answer.ts';
import type { Secret } from '../domain/secret.ts';
import { DEFAULT_TOKEN_POLICY } from '../domain/token/token-policy.ts';

describe('the secret of a check', () => {
  it('is the newest that is valid and may ask for tokens', async () => {
    const secrets = [
      aSecret(3, { validTo: '2020-01-01T00:00:00Z' }),
      aSecret(4, { scopes: ['manageApp'] }),
      secret,
      aSecret(5),
    ];
    const { check } = await checkWorld({ consumer: consumer({ secrets }) });
    expect(worked(await check()).secret?.id).toBe(secret.id);
  });

  it('is tried though it will be refused, when there is no better one', async () => {
    const { desk, asked, check } = await checkWorld({ consumer: consumer({ secrets: [aSecret(4, { scopes: [] })] }) });
    worked(await desk.vault.keep(aSecret(4).id, 'abcd-other'));
    worked(await check());
    expect(asked[0]?.secret).toBe('abcd-other');
  });

  it('that is missing, locked away or another than its hint says is never sent', async () => {
    const without = await checkWorld({ consumer: consumer({ secrets: [] }) });
    expect(failedOf(worked(await without.check()))).toEqual([['secret-found', 'no-secret']]);
    const gone = await checkWorld();
    worked(await gone.desk.vault.forget(secret.id));
    expect(failedOf(worked(await gone.check()))).toEqual([['secret-found', 'secret-missing']]);
    const locked = await checkWorld();
    locked.desk.keychain.be('locked');
    expect(reasonIn(worked(await locked.check()))).toMatchObject({
      reason: { code: 'keychain-failed', failure: 'keychain-locked' },
    });
    const other = await checkWorld({ value: 'wxyz-the-value' });
    expect(failedOf(worked(await other.check()))).toEqual([['hint-matches', 'hint-differs']]);
    expect([without, gone, locked, other].flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('is an older one when others have made newer ones elsewhere', async () => {
    const valueAt = ({ id }: Secret) => (id === secret.id ? 'here' : 'elsewhere');
    const { asked, check } = await checkWorld({ consumer: consumer({ secrets: [aSecret(5), secret] }), valueAt });
    expect(worked(await check()).secret?.id).toBe(secret.id);
    expect(asked).toHaveLength(1);
  });

  it('that was made elsewhere is said to be, and the keychain is not asked for it', async () => {
    const { desk, asked, check } = await checkWorld({ valueAt: () => 'elsewhere' });
    desk.keychain.be('locked');
    const reason = { code: 'made-elsewhere', hint: secret.hint };
    expect(reasonIn(worked(await check()))).toEqual({ name: 'secret-found', outcome: 'failed', reason });
    expect(reasonIn(worked(await check({ secretId: secret.id })))).toMatchObject({ reason });
    expect(asked).toEqual([]);
  });

  it('is not sent when the application may not use client credentials', async () => {
    const tokenPolicy = { ...DEFAULT_TOKEN_POLICY, grants: ['password', 'refreshToken'] } as const;
    const { asked, check } = await checkWorld({ consumer: consumer({ tokenPolicy }) });
    const report = worked(await check());
    expect(failedOf(report)).toEqual([['grant-allowed', 'grant-missing']]);
    expect(report.steps.flatMap(({ name, outcome }) => (outcome === 'passed' ? [name] : []))).toEqual([
      ...['secret-found', 'hint-matches'],
    ]);
    expect(asked).toEqual([]);
  });

  it('whose session has ended is said to be gone with it', async () => {
    const ended = aSecret(8, { keptIn: 'session', hint: 'efgh' });
    const { check } = await checkWorld({ consumer: consumer({ secrets: [ended] }) });
    expect(reasonIn(worked(await check()))).toMatchObject({ reason: { code: 'session-ended', hint: 'efgh' } });
  });
});

describe('a secret that a tenant elsewhere has just made', () => {
  const REFUSED: TokenAnswer = { kind: 'refused', status: 401, error: 'invalid_client', description: null };
  // A tenant does not tell when it made one.
  const told = consumer({ secrets: [{ ...secret, created: '' }] });
  const made = (secondsAgo: number | null): CheckWorld => ({ consumer: told, made: secondsAgo });

  it('is asked for again after a pause, and the check says so', async () => {
    const { check, asked, pauses } = await checkWorld({ ...made(30), first: [REFUSED] });
    const report = worked(await check());
    expect(report.steps.every(({ outcome }) => outcome === 'passed')).toBe(true);
    expect(report.retries).toBe(1);
    expect(pauses).toEqual([1]);
    expect(asked[1]).toEqual(asked[0]);
  });

  it('is asked for three times at most, far from the fifth that locks the client id', async () => {
    const { check, asked } = await checkWorld({ ...made(119), answer: REFUSED });
    const report = worked(await check());
    expect(failedOf(report)).toEqual([['client-accepted', 'client-refused']]);
    expect(report.retries).toBe(2);
    expect(asked).toHaveLength(3);
  });

  it('is asked for again as well when only the application was changed of late, but not to be locked for it', async () => {
    const target: TokenAnswer = { ...REFUSED, status: 400, error: 'invalid_target' };
    const changed = await checkWorld({ ...made(null), changed: 30, first: [target] });
    expect(worked(await changed.check()).retries).toBe(1);
    const wrong = await checkWorld({ ...made(null), changed: 30, first: [REFUSED] });
    expect(worked(await wrong.check()).retries).toBe(0);
  });

  it.each([
    ['older than two minutes', { ...made(121), first: [REFUSED] }],
    ['not made here of late', { ...made(null), first: [REFUSED] }],
    ['of the local tenant', { first: [REFUSED] }],
    ['with a tenant that is not reached', { ...made(30), first: [{ kind: 'unreachable', trouble: 'timed-out' }] }],
  ] as [string, CheckWorld][])('is asked for once when it is %s', async (_, given) => {
    const { check, asked } = await checkWorld(given);
    expect(worked(await check()).retries).toBe(0);
    expect(asked).toHaveLength(1);
  });
});
