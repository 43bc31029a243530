import { describe, expect, it } from 'vitest';
import { aDependency, anAllApisDependency, anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { testDesk } from '../../../tests/support/desk.ts';
import { fixedClock } from '../../../tests/support/fixed-clock.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import type { TokenAnswer } from '../domain/check/token-answer.ts';
import type { Application } from '../domain/application.ts';
import type { RequestReason } from '../domain/token-request.ts';
import type { DecodedToken, SignatureFinding, TokenRequest } from './check-ports.ts';
import { checkDependency, type CheckReport, type CheckRequest } from './check-dependency.ts';

const provider = anApplication(1);
const secret = aSecret(1);
const consumer = (changed: Partial<Application> = {}) =>
  anApplication(2, { consumedApis: [aDependency(1)], secrets: [secret], ...changed });
const ISSUER = 'http://127.0.0.1:8750';
const TOKEN: TokenAnswer = { kind: 'token', token: 'the.token.itself' };

interface World {
  readonly consumer?: Application;
  readonly answer?: TokenAnswer;
  readonly decoded?: DecodedToken | undefined;
  readonly signature?: SignatureFinding;
  readonly exact?: RequestReason;
  readonly value?: string;
  /** Before any other answer. */
  readonly first?: readonly TokenAnswer[];
  readonly elsewhere?: boolean;
}

async function world(given: World = {}) {
  const desk = await testDesk([provider, given.consumer ?? consumer()]);
  worked(await desk.vault.keep(secret.id, given.value ?? 'abcd-the-value'));
  const asked: TokenRequest[] = [];
  const first = [...(given.first ?? [])];
  const pauses: number[] = [];
  const seconds = desk.clock.now().getTime() / 1000;
  const claims = {
    ...{ iss: ISSUER, aud: provider.clientId, azp: consumer().clientId, ias_apis: ['orders'] },
    ...{ iat: seconds, exp: seconds + 3600 },
  };
  const decoded = 'decoded' in given ? given.decoded : { header: { alg: 'RS256' }, claims };
  const endpoint = {
    issuer: ISSUER,
    fetchToken: (request: TokenRequest) => {
      asked.push(request);
      return Promise.resolve(first.shift() ?? given.answer ?? TOKEN);
    },
    decode: () => decoded,
    verify: () => Promise.resolve(given.signature ?? 'passed'),
  };
  const reasons = { find: () => Promise.resolve(given.exact) };
  const wait = (retry: number) => {
    pauses.push(retry);
    return Promise.resolve();
  };
  const pause = given.elsewhere ? wait : null;
  const request: CheckRequest = { consumerId: idOf(2), dependency: 'orders-client', secretId: null };
  const check = (changed: Partial<CheckRequest> = {}) =>
    checkDependency({ ...desk, endpoint, reasons, pause }, { ...request, ...changed });
  return { desk, asked, check, claims, pauses };
}
const failedOf = ({ steps }: CheckReport) =>
  steps.flatMap((step) => (step.outcome === 'failed' ? [[step.name, step.reason.code]] : []));
const reasonIn = ({ steps }: CheckReport) => steps.find(({ outcome }) => outcome === 'failed');

describe('a check of a dependency', () => {
  it('asks with its resource and its secret, and passes when all is right', async () => {
    const { asked, check } = await world();
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
    const { check } = await world();
    expect(refusal(await check({ consumerId: idOf(9) })).code).toBe('application-unknown');
    expect(refusal(await check({ dependency: 'other' })).code).toBe('dependency-unknown');
    expect(refusal(await check({ secretId: aSecret(9).id })).code).toBe('secret-unknown');
  });

  it('asks for a token for the application itself when no dependency is named', async () => {
    const { asked, check } = await world();
    const report = worked(await check({ dependency: null }));
    expect(asked[0]?.resource).toBeNull();
    expect(failedOf(report)).toEqual([
      ['audience', 'claim-differs'],
      ['ias-apis', 'claim-differs'],
    ]);
  });
});

describe('the secret of a check', () => {
  it('is the newest that is valid and may ask for tokens', async () => {
    const secrets = [
      aSecret(3, { validTo: '2020-01-01T00:00:00Z' }),
      aSecret(4, { scopes: ['manageApp'] }),
      secret,
      aSecret(5),
    ];
    const { check } = await world({ consumer: consumer({ secrets }) });
    expect(worked(await check()).secret?.id).toBe(secret.id);
  });

  it('is tried though it will be refused, when there is no better one', async () => {
    const { desk, asked, check } = await world({ consumer: consumer({ secrets: [aSecret(4, { scopes: [] })] }) });
    worked(await desk.vault.keep(aSecret(4).id, 'abcd-other'));
    worked(await check());
    expect(asked[0]?.secret).toBe('abcd-other');
  });

  it('that is missing, locked away or another than its hint says is never sent', async () => {
    const without = await world({ consumer: consumer({ secrets: [] }) });
    expect(failedOf(worked(await without.check()))).toEqual([['secret-found', 'no-secret']]);
    const gone = await world();
    worked(await gone.desk.vault.forget(secret.id));
    expect(failedOf(worked(await gone.check()))).toEqual([['secret-found', 'secret-missing']]);
    const locked = await world();
    locked.desk.keychain.be('locked');
    expect(reasonIn(worked(await locked.check()))).toMatchObject({
      reason: { code: 'keychain-failed', failure: 'keychain-locked' },
    });
    const other = await world({ value: 'wxyz-the-value' });
    expect(failedOf(worked(await other.check()))).toEqual([['hint-matches', 'hint-differs']]);
    expect([without, gone, locked, other].flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('whose session has ended is said to be gone with it', async () => {
    const ended = aSecret(8, { keptIn: 'session', hint: 'efgh' });
    const { check } = await world({ consumer: consumer({ secrets: [ended] }) });
    expect(reasonIn(worked(await check()))).toMatchObject({ reason: { code: 'session-ended', hint: 'efgh' } });
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
    const { check } = await world({ answer: refused, exact: 'client-locked' });
    const report = worked(await check());
    expect(reasonIn(report)).toMatchObject({
      name: 'client-accepted',
      reason: { code: 'client-refused', exact: 'client-locked', description: 'Client not found' },
    });
    expect(report.token).toBeUndefined();
  });

  it('is told as it was received where nobody noted more', async () => {
    const { check } = await world({ answer: refused });
    expect(reasonIn(worked(await check()))).toMatchObject({ reason: { exact: null, status: 401 } });
  });
});

describe('a token that came', () => {
  it('is not believed without a good signature: what it says is not reached', async () => {
    const { check } = await world({ signature: { code: 'signature-wrong' } });
    const report = worked(await check());
    expect(failedOf(report)).toEqual([['signature', 'signature-wrong']]);
    expect(report.steps.slice(-5).every(({ outcome }) => outcome === 'not-reached')).toBe(true);
  });

  it('is said to be opaque when there is nothing to read in it', async () => {
    const { check } = await world({ decoded: undefined });
    expect(failedOf(worked(await check()))).toEqual([['signature', 'token-opaque']]);
  });

  it('is judged in every claim, so that all that is wrong is seen at once', async () => {
    const { claims } = await world();
    const wrong = { header: {}, claims: { ...claims, iss: 'x', aud: 'x', azp: 'x', ias_apis: [], exp: 1 } };
    const { check } = await world({ decoded: wrong });
    expect(failedOf(worked(await check())).map(([name]) => name)).toEqual([
      ...['issuer', 'audience', 'azp', 'ias-apis', 'lifetime'],
    ]);
  });

  it('of a dependency on all APIs names none', async () => {
    const all = consumer({ consumedApis: [anAllApisDependency(1, 'orders-client')] });
    const { check } = await world({ consumer: all });
    expect(failedOf(worked(await check()))).toEqual([['ias-apis', 'claim-differs']]);
  });
});

describe('a secret that a tenant elsewhere has just made', () => {
  const REFUSED: TokenAnswer = { kind: 'refused', status: 401, error: 'invalid_client', description: null };
  const made = (secondsAgo: number): World => {
    const created = new Date(fixedClock().now().getTime() - secondsAgo * 1000).toISOString();
    return { consumer: consumer({ secrets: [{ ...secret, created }] }), elsewhere: true };
  };

  it('is asked for again after a pause, and the check says so', async () => {
    const { check, asked, pauses } = await world({ ...made(30), first: [REFUSED] });
    const report = worked(await check());
    expect(report.steps.every(({ outcome }) => outcome === 'passed')).toBe(true);
    expect(report.retries).toBe(1);
    expect(pauses).toEqual([1]);
    expect(asked[1]).toEqual(asked[0]);
  });

  it('is asked for three times at most, far from the fifth that locks the client id', async () => {
    const { check, asked } = await world({ ...made(-30), answer: REFUSED });
    const report = worked(await check());
    expect(failedOf(report)).toEqual([['client-accepted', 'client-refused']]);
    expect(report.retries).toBe(2);
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['older than two minutes', { ...made(121), first: [REFUSED] }],
    ['of the local tenant', { ...made(30), elsewhere: false, first: [REFUSED] }],
    ['with a tenant that is not reached', { ...made(30), first: [{ kind: 'unreachable', trouble: 'timed-out' }] }],
  ] as [string, World][])('is asked for once when it is %s', async (_, given) => {
    const { check, asked } = await world(given);
    expect(worked(await check()).retries).toBe(0);
    expect(asked).toHaveLength(1);
  });
});
