import { describe, expect, it, vi } from 'vitest';
import {
  AN_APPLICATION,
  answeringTenant,
  codeOf,
  INVALID_CLIENT,
  TOKEN,
  UNAUTHORIZED,
  WORKS,
} from '../../support/answering-tenant.ts';
import { refusal, worked } from '../../support/outcome.ts';

const REFUSED = 'tenant-credentials-refused';
const USER = { kind: 'user-password', userName: 'jane' } as const;

describe('a wrong client secret', () => {
  it('costs two failed logons, however often it is tried within a minute', async () => {
    const { clock, list, tries } = await answeringTenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
    expect([await list(), await list(), await list()]).toEqual([REFUSED, REFUSED, REFUSED]);
    clock.pass(59);
    expect([await list(), tries]).toEqual([REFUSED, ['token', 'basic']]);
  });

  it('costs one each time it is tried later, so that three tries lock no client ID', async () => {
    const { clock, list, tries } = await answeringTenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
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
    const { clock, list, given, tries } = await answeringTenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
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
    const { list, given } = await answeringTenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
    expect(await list(1)).toBe(REFUSED);
    given({ token: TOKEN, bearer: WORKS });
    expect([await list(1), await list(2)]).toEqual([REFUSED, 'listed']);
  });
});

it('a wrong password costs one failed logon a minute', async () => {
  const { clock, list, tries } = await answeringTenant({ token: TOKEN, basic: UNAUTHORIZED }, USER);
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
    const { list, tries } = await answeringTenant({ token, basic: WORKS });
    expect([await list(), await list()]).toEqual(['listed', 'listed']);
    expect(tries).toEqual(['token', 'basic', 'basic']);
  });

  it('and was locked is let in as soon as it is unlocked', async () => {
    const { clock, list, given } = await answeringTenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
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
    const { list, tries } = await answeringTenant({ token: TOKEN, basic: WORKS });
    expect([await list(), await list()]).toEqual(['listed', 'listed']);
    expect(tries).toEqual(['token', 'bearer', 'basic', 'basic']);
  });

  it('leads to the pause after a refusal when Basic is not accepted either', async () => {
    const { list, tries } = await answeringTenant({ token: TOKEN, basic: UNAUTHORIZED });
    expect([await list(), await list()]).toEqual([REFUSED, REFUSED]);
    expect(tries).toEqual(['token', 'bearer', 'basic']);
  });
});

describe('a token endpoint that is silent', () => {
  it('leaves time for the request itself, and is not waited for again at once', async () => {
    const { open, tries } = await answeringTenant({ token: 'silence', basic: WORKS });
    worked(await open(1, 2_000).list());
    worked(await open(1, 2_000).list());
    expect(tries).toEqual(['token', 'basic', 'basic']);
  });

  it('and a tenant that is silent have one time limit together', async () => {
    const { open } = await answeringTenant({ token: 'silence', basic: 'silence' });
    const begun = performance.now();
    expect(refusal(await open(1, 400).list())).toEqual({ code: 'tenant-unreachable', trouble: 'timed-out' });
    // A limit of its own would be 15 seconds.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

/** What is shown at once when the app starts on an application, and two tests of the connection meanwhile. */
function atOnce({ open, probe }: Awaited<ReturnType<typeof answeringTenant>>): Promise<string[]> {
  const opened = open();
  const test = async () => {
    const of = probe();
    const [read, write] = [await of.read(), await of.write()];
    return [read, write].map((found) => (typeof found === 'object' ? found.code : found)).join();
  };
  const reads = [opened.list(), opened.read(AN_APPLICATION), opened.read(AN_APPLICATION)];
  return Promise.all([...reads.map(async (each) => codeOf(await each)), test(), test()]);
}
const ALL_REFUSED = [REFUSED, REFUSED, REFUSED, `${REFUSED},${REFUSED}`, `${REFUSED},${REFUSED}`];

describe('requests at once', () => {
  it('with a wrong client secret are two failed logons, and one each minute later', async () => {
    const tenant = await answeringTenant({ token: INVALID_CLIENT, basic: UNAUTHORIZED });
    expect(await atOnce(tenant)).toEqual(ALL_REFUSED);
    expect(tenant.tries).toEqual(['token', 'basic']);
    for (const later of ['token', 'basic']) {
      tenant.clock.pass(60);
      expect(await atOnce(tenant)).toEqual(ALL_REFUSED);
      expect(tenant.tries.splice(2)).toEqual([later]);
    }
  });

  it('with a wrong password are one failed logon a minute', async () => {
    const tenant = await answeringTenant({ token: TOKEN, basic: UNAUTHORIZED }, USER);
    expect(await atOnce(tenant)).toEqual(ALL_REFUSED);
    tenant.clock.pass(60);
    expect(await atOnce(tenant)).toEqual(ALL_REFUSED);
    expect(tenant.tries).toEqual(['basic', 'basic']);
  });

  it('send one to Basic where the tenant accepts neither its own tokens nor Basic', async () => {
    const tenant = await answeringTenant({ token: TOKEN, basic: UNAUTHORIZED });
    expect(await atOnce(tenant)).toEqual(ALL_REFUSED);
    expect(tenant.tries.filter((each) => each === 'basic')).toHaveLength(1);
  });

  it('are two failed logons when a secret that was accepted is revoked and its token has expired', async () => {
    const tenant = await answeringTenant({ token: TOKEN, basic: UNAUTHORIZED, bearer: WORKS });
    const opened = tenant.open();
    worked(await opened.list());
    tenant.given({ token: INVALID_CLIENT });
    tenant.clock.pass(3600);
    tenant.tries.splice(0);
    const all = await Promise.all([opened.list(), opened.list(), opened.list(), tenant.open().list()]);
    expect(all.map(codeOf)).toEqual([REFUSED, REFUSED, REFUSED, REFUSED]);
    expect(tenant.tries).toEqual(['token', 'basic']);
  });

  it('are not held up by a wrong one of another credential', async () => {
    const { list, kept, answerKept } = await answeringTenant({ token: TOKEN, basic: 'kept' }, USER);
    const both = [list(1), list(2)];
    await vi.waitFor(() => expect(kept).toHaveLength(2));
    answerKept(WORKS);
    expect(await Promise.all(both)).toEqual(['listed', 'listed']);
  });
});
