import { describe, expect, it } from 'vitest';
import { secretId } from '../../../src/core/domain/identifiers.ts';
import { ok } from '../../../src/core/domain/result.ts';
import type { SignIn } from '../../../src/core/domain/tenant.ts';
import { openRemoteDirectory } from '../../../src/main/directory/remote/remote-directory.ts';
import type { Credentials } from '../../../src/main/tenants/credentials.ts';
import { createSignInMemory } from '../../../src/main/tenants/sign-in-memory.ts';
import { connectionTo } from '../../../src/main/tenants/tenant-connection.ts';
import { countedId } from '../../support/counted-ids.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { oddServer } from '../../support/odd-server.ts';
import { refusal, worked } from '../../support/outcome.ts';
import { aTenant } from '../../support/tenants-world.ts';

const REFUSED = 'tenant-credentials-refused';
const LIST = { totalResults: 0, applications: [] };
type Answer = readonly [status: number, body: object] | 'silence';

interface Answers {
  readonly token: Answer;
  readonly basic: Answer;
  readonly bearer?: Answer;
}
const INVALID_CLIENT = [401, { error: 'invalid_client' }] as const;
const UNAUTHORIZED = [401, { error: { message: 'No.' } }] as const;
const WORKS = [200, LIST] as const;
const TOKEN = [200, { access_token: 'token', expires_in: 3600 }] as const;

/** A tenant that answers as it is told, and every try to sign in, in order. */
async function tenant(given: Answers, signIn: SignIn = { kind: 'client-secret', clientId: 'c-1' }) {
  const tries: string[] = [];
  const answers = { bearer: UNAUTHORIZED, ...given };
  const server = await oddServer((request, response) => {
    const scheme = request.headers.authorization?.split(' ')[0]?.toLowerCase();
    const kind = scheme === 'basic' || scheme === 'bearer' ? scheme : 'token';
    tries.push(kind);
    const answer = answers[kind];
    if (answer !== 'silence')
      response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]));
  });
  const credentials = { read: () => Promise.resolve(ok({ kind: 'text', value: 's3cret' })) } as unknown as Credentials;
  const clock = fixedClock();
  const memory = createSignInMemory(clock.elapsedMs);
  /** As each test of the connection, and each opening, does: the name of the credential says which it is. */
  const open = (credential = 1, timeoutMs = 10_000) => {
    const of = aTenant(1, { origin: server.origin, signIn, credential: secretId(countedId(credential)) });
    const parts = connectionTo(of, { credentials, clock, memory });
    return worked(openRemoteDirectory({ ...parts, wait: () => Promise.resolve(), timeoutMs }));
  };
  const list = async (credential?: number) => {
    const listed = await open(credential).list();
    return listed.ok ? 'listed' : refusal(listed).code;
  };
  return { clock, list, open, tries, given: (changed: Partial<Answers>) => void Object.assign(answers, changed) };
}

describe('a wrong client secret', () => {
  it('costs two failed logons, however often it is tried within a minute', async () => {
    const { clock, list, tries } = await tenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
    expect([await list(), await list(), await list()]).toEqual([REFUSED, REFUSED, REFUSED]);
    clock.pass(59);
    expect([await list(), tries]).toEqual([REFUSED, ['token', 'basic']]);
  });

  it('costs one each time it is tried later, so that three tries lock no client ID', async () => {
    const { clock, list, tries } = await tenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
    for (let tried = 1; tried <= 3; tried += 1) {
      expect([await list(), await list()]).toEqual([REFUSED, REFUSED]);
      clock.pass(60);
    }
    expect(tries).toEqual(['token', 'basic', 'token', 'basic']);
  });

  it.each([
    ['ahead and is then set right', 86_400],
    ['behind and is then set right', -86_400],
  ])('is tried again after a minute, not before, where the clock is a day %s', async (_, seconds) => {
    const { clock, list, given, tries } = await tenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
    clock.set(seconds);
    expect(await list()).toBe(REFUSED);
    clock.set(-seconds);
    given({ token: TOKEN, bearer: WORKS });
    clock.pass(59);
    expect([await list(), tries.length]).toEqual([REFUSED, 2]);
    clock.pass(1);
    expect(await list()).toBe('listed');
  });

  it('and another one have nothing to do with each other', async () => {
    const { list, given } = await tenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
    expect(await list(1)).toBe(REFUSED);
    given({ token: TOKEN, bearer: WORKS });
    expect([await list(1), await list(2)]).toEqual([REFUSED, 'listed']);
  });
});

it('a wrong password costs one failed logon a minute', async () => {
  const user = { kind: 'user-password', userName: 'jane' } as const;
  const { clock, list, tries } = await tenant({ token: TOKEN, basic: UNAUTHORIZED }, user);
  expect([await list(), await list()]).toEqual([REFUSED, REFUSED]);
  clock.pass(60);
  expect([await list(), tries]).toEqual([REFUSED, ['basic', 'basic']]);
});

describe('a client that gets no token', () => {
  it.each([
    ['since its secret lacks the scope', INVALID_CLIENT],
    ['since it may not use client credentials', [400, { error: 'unauthorized_client' }]],
    ['since there is no endpoint', [404, {}]],
  ] as const)('%s is Basic, and the endpoint is not asked again, whoever opens the tenant', async (_, token) => {
    const { list, tries } = await tenant({ token, basic: WORKS });
    expect([await list(), await list()]).toEqual(['listed', 'listed']);
    expect(tries).toEqual(['token', 'basic', 'basic']);
  });

  it('and was locked is let in as soon as it is unlocked', async () => {
    const { clock, list, given } = await tenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
    expect(await list()).toBe(REFUSED);
    given({ basic: WORKS });
    clock.pass(60);
    expect(await list()).toBe(REFUSED);
    clock.pass(60);
    expect(await list()).toBe('listed');
  });
});

describe('a token that the tenant itself does not accept', () => {
  it('leads to Basic, and no other is asked for', async () => {
    const { list, tries } = await tenant({ token: TOKEN, basic: WORKS });
    expect([await list(), await list()]).toEqual(['listed', 'listed']);
    expect(tries).toEqual(['token', 'bearer', 'basic', 'basic']);
  });

  it('leads to the pause after a refusal when Basic is not accepted either', async () => {
    const { list, tries } = await tenant({ token: TOKEN, basic: UNAUTHORIZED });
    expect([await list(), await list()]).toEqual([REFUSED, REFUSED]);
    expect(tries).toEqual(['token', 'bearer', 'basic']);
  });
});

describe('a token endpoint that is silent', () => {
  it('leaves time for the request itself, and is not waited for again at once', async () => {
    const { open, tries } = await tenant({ token: 'silence', basic: WORKS });
    worked(await open(1, 2_000).list());
    worked(await open(1, 2_000).list());
    expect(tries).toEqual(['token', 'basic', 'basic']);
  });

  it('and a tenant that is silent have one time limit together', async () => {
    const { open } = await tenant({ token: 'silence', basic: 'silence' });
    const begun = performance.now();
    expect(refusal(await open(1, 400).list())).toEqual({ code: 'tenant-unreachable', trouble: 'timed-out' });
    // A limit of its own would be 15 seconds.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
