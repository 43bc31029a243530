import { describe, expect, it } from 'vitest';
import { anAllApisDependency, aSecret, idOf } from '../../../tests/support/builders.ts';
import {
  checkWorld,
  consumer,
  failedOf,
  ISSUER,
  reasonIn,
  type CheckWorld,
} from '../../../tests/support/check-world.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import type { TokenAnswer } from '../domain/check/token-answer.ts';

describe('a check of a dependency', () => {
  it('asks with its resource and its secret, and passes when all is right', async () => {
    const { asked, check } = await checkWorld();
    const report = worked(await check());
    expect(report.steps.every(({ outcome }) => outcome === 'passed')).toBe(true);
    expect(report.token?.value).toBe('the.token.itself');
    expect(asked).toEqual([
      {
        clientId: consumer().clientId,
        secret: 'abcd-the-value',
        resource: 'urn:sap:identity:application:provider:name:orders-client',
      },
    ]);
  });

  it('says when it was asked about what is not there', async () => {
    const { check } = await checkWorld();
    expect(refusal(await check({ consumerId: idOf(9) })).code).toBe('application-unknown');
    expect(refusal(await check({ dependency: 'other' })).code).toBe('dependency-unknown');
    expect(refusal(await check({ secretId: aSecret(9).id })).code).toBe('secret-unknown');
  });

  it('asks for a token for the application itself when no dependency is named', async () => {
    const { asked, check } = await checkWorld();
    const report = worked(await check({ dependency: null }));
    expect(asked[0]?.resource).toBeNull();
    expect(failedOf(report)).toEqual([
      ['audience', 'claim-differs'],
      ['ias-apis', 'claim-differs'],
    ]);
  });
});

describe('a refused request', () => {
  const refused: TokenAnswer = {
    kind: 'refused',
    status: 401,
    error: 'invalid_client',
    description: 'Client not found',
  };

  it('is explained by what the tenant itself noted', async () => {
    const { check } = await checkWorld({ answer: refused, exact: 'client-locked' });
    const report = worked(await check());
    expect(reasonIn(report)).toMatchObject({
      name: 'client-accepted',
      reason: { code: 'client-refused', exact: 'client-locked', description: 'Client not found' },
    });
    expect(report.token).toBeUndefined();
  });

  it('is told as it was received where nobody noted more', async () => {
    const { check } = await checkWorld({ answer: refused });
    expect(reasonIn(worked(await check()))).toMatchObject({ reason: { exact: null, status: 401 } });
  });
});

describe('a token that came', () => {
  it('is not believed without a good signature: what it says is not reached', async () => {
    const { check } = await checkWorld({ signature: { code: 'signature-wrong' } });
    const report = worked(await check());
    expect(failedOf(report)).toEqual([['signature', 'signature-wrong']]);
    expect(report.steps.slice(-5).every(({ outcome }) => outcome === 'not-reached')).toBe(true);
  });

  it('is said to be opaque when there is nothing to read in it', async () => {
    const { check } = await checkWorld({ decoded: undefined });
    expect(failedOf(worked(await check()))).toEqual([['signature', 'token-opaque']]);
  });

  it('is judged in every claim, so that all that is wrong is seen at once', async () => {
    const { claims } = await checkWorld();
    const wrong = { header: {}, claims: { ...claims, iss: 'x', aud: 'x', azp: 'x', ias_apis: [], exp: 1 } };
    const { check } = await checkWorld({ decoded: wrong });
    expect(failedOf(worked(await check())).map(([name]) => name)).toEqual([
      ...['issuer', 'audience', 'azp', 'ias-apis', 'lifetime'],
    ]);
  });

  it.each<[string, CheckWorld, Record<string, string>]>([
    ['as discovery there names itself', { issuer: 'https://own.example' }, { iss: 'https://own.example' }],
    ['under a custom domain', {}, { iss: 'https://own.example', ias_iss: ISSUER }],
  ])('is of the tenant that was asked: %s', async (_, given, changed) => {
    const { claims } = await checkWorld();
    const { check } = await checkWorld({ ...given, decoded: { header: {}, claims: { ...claims, ...changed } } });
    expect(failedOf(worked(await check()))).toEqual([]);
  });

  it('of a dependency on all APIs names none', async () => {
    const all = consumer({ consumedApis: [anAllApisDependency(1, 'orders-client')] });
    const { check } = await checkWorld({ consumer: all });
    expect(failedOf(worked(await check()))).toEqual([['ias-apis', 'claim-differs']]);
  });
});
