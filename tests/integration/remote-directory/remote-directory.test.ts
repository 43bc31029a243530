import { describe, expect, it } from 'vitest';
import type { Application } from '../../../src/core/domain/application.ts';
import { AUTHENTICATION, type JsonObject } from '../../../src/core/domain/directory-api/wire.ts';
import { fail, ok } from '../../../src/core/domain/result.ts';
import { tokenPolicyOf } from '../../../src/core/domain/token/token-policy.ts';
import { openRemoteDirectory } from '../../../src/main/directory/remote/remote-directory.ts';
import { textOf } from '../../../src/renderer/src/failure-text/failure-text.ts';
import { aDependency, anApplication, idOf } from '../../support/builders.ts';
import { countedId } from '../../support/counted-ids.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { oddServer } from '../../support/odd-server.ts';
import { inGoodTime } from '../../support/in-good-time.ts';
import { refusal, worked } from '../../support/outcome.ts';
import {
  CREDENTIAL,
  IDS_ID,
  tell,
  tenantOnLoopback,
  type FaultFor,
  type WireFault,
} from '../../support/tenant-on-loopback.ts';
import { tenantTwin, type TenantTwin } from '../../support/tenant-twin.ts';
import { silence, withDate } from '../../support/wire-faults.ts';

const entry = (number: number, authentication: JsonObject = {}): JsonObject => ({
  ...{ id: idOf(number), name: `application-${number}`, meta: { type: 'charged' } },
  [AUTHENTICATION]: { clientId: countedId(number, 9001), ...authentication },
});

function twinOf(...entries: readonly JsonObject[]): TenantTwin {
  const twin = tenantTwin({ pageSize: 2 });
  entries.forEach((each) => twin.add(each));
  return twin;
}

const dependent = (twin: TenantTwin, ...names: readonly string[]) =>
  twin.edit(idOf(1), (application) => ({
    ...application,
    [AUTHENTICATION]: { consumedApis: names.map((name) => ({ name, appId: idOf(2), apiName: 'orders' })) },
  }));

const addOrders = (current: Application) =>
  ok<Application>({ ...current, consumedApis: [...current.consumedApis, aDependency(2)] });

const methods = (asked: readonly { readonly method: string }[]) => asked.map(({ method }) => method).join(' ');

describe('lists that change between reading and writing', () => {
  const PROVIDER = entry(2, { providedApis: [{ name: 'orders', type: 'public' }] });
  const difference = (changed: Partial<{ added: string[]; removed: string[]; changed: string[] }>) => ({
    ...{ added: [], removed: [], changed: [] },
    ...changed,
  });

  it('stop the write, and the difference is told', async () => {
    const twin = twinOf(entry(1), PROVIDER);
    dependent(twin, 'kept', 'dropped');
    const { directory, asked } = await tenantOnLoopback({ twin });
    const changed = await directory.change(idOf(1), (current) => {
      dependent(twin, 'kept', 'theirs');
      return addOrders(current);
    });
    expect(changed).toEqual(
      fail({
        ...{ code: 'list-changed-meanwhile', list: 'dependencies', written: false },
        difference: difference({ added: ['theirs'], removed: ['dropped'] }),
      }),
    );
    expect(methods(asked)).not.toContain('PATCH');
  });

  it('are noticed when they change right after they were written', async () => {
    const twin = twinOf(entry(1), PROVIDER);
    const fault: FaultFor = ({ method }) => {
      if (method !== 'PATCH') return undefined;
      return {
        when: 'after',
        how: (response, answer) => {
          dependent(twin, 'theirs');
          tell(response, answer);
        },
      };
    };
    const { directory } = await tenantOnLoopback({ twin, fault });
    expect(await directory.change(idOf(1), addOrders)).toEqual(
      fail({
        ...{ code: 'list-changed-meanwhile', list: 'dependencies', written: true },
        difference: difference({ added: ['theirs'], removed: ['orders-client'] }),
      }),
    );
  });

  it('stop what a busy tenant has put off', async () => {
    const twin = twinOf(entry(1), PROVIDER);
    const fault: FaultFor = ({ method }) =>
      method === 'PATCH'
        ? {
            when: 'before',
            how: (response) => {
              dependent(twin, 'theirs');
              response.setHeader('retry-after', '2');
              tell(response, { status: 429 });
            },
          }
        : undefined;
    const { directory, asked, waits } = await tenantOnLoopback({ twin, fault });
    const stopped = refusal(await directory.change(idOf(1), addOrders));
    expect(stopped).toMatchObject({ code: 'list-changed-meanwhile', written: false });
    expect(asked.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
    expect(waits).toEqual([2_000]);
  });

  it('are no matter where something else is changed, and no member beside it is touched', async () => {
    const twin = twinOf(entry(1, { somethingNew: [{ nobody: 'knows' }] }), PROVIDER);
    const { directory, asked } = await tenantOnLoopback({ twin });
    worked(await directory.change(idOf(1), (current) => ok({ ...current, description: 'new' })));
    expect(twin.applications.get(idOf(1))).toEqual({
      ...entry(1, { somethingNew: [{ nobody: 'knows' }] }),
      description: 'new',
    });
    expect(asked.filter(({ method }) => method !== 'GET').map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { operations: [{ op: 'replace', path: '/description', value: 'new' }] },
    ]);
  });

  it('and a tenant that accepts a text and keeps another is found out', async () => {
    const twin = twinOf(entry(1));
    const fault: FaultFor = ({ method }) =>
      method === 'PATCH' ? { when: 'before', how: (response) => tell(response, { status: 200 }) } : undefined;
    const { directory } = await tenantOnLoopback({ twin, fault });
    const changed = await directory.change(idOf(1), (current) => ok({ ...current, description: 'new' }));
    expect(changed).toEqual(fail({ code: 'tenant-kept-otherwise', members: ['description'] }));
  });
});

describe('a tenant that is slow', () => {
  const hanging = (at: string, when: 'before' | 'after'): FaultFor => {
    let hung = false;
    return ({ method }) => {
      if (method !== at || hung) return undefined;
      hung = true;
      return silence(when);
    };
  };
  const slow = (at: string, when: 'before' | 'after') =>
    tenantOnLoopback({ twin: twinOf(entry(1)), fault: hanging(at, when), parts: { timeoutMs: 2_000 } });

  it('is found to have done what it did not say, and not to have done the rest, and nothing is sent twice', async () => {
    const described = (current: Application) => ok({ ...current, description: 'new' });
    const run = async (method: 'POST' | 'PATCH' | 'DELETE', when: 'before' | 'after') => {
      const { directory, asked, twin } = await slow(method, when);
      const result =
        method === 'POST'
          ? await directory.create(anApplication(5))
          : method === 'PATCH'
            ? await directory.change(idOf(1), described)
            : await directory.remove(idOf(1));
      expect(asked.filter((each) => each.method === method).length).toBeLessThanOrEqual(1);
      expect(twin.applications.size).toBeLessThanOrEqual(2);
      return result.ok ? 'done' : result.failure.code;
    };
    const runs = (['POST', 'PATCH', 'DELETE'] as const).flatMap((method) => [
      inGoodTime(() => run(method, 'before'), 'tenant-outcome-unknown'),
      inGoodTime(() => run(method, 'after'), 'done'),
    ]);
    await Promise.all(runs);
  });

  it('is asked once more when it was only read from', async () => {
    await inGoodTime(
      async () => {
        const { directory, asked } = await slow('GET', 'before');
        return [(await directory.list()).ok, asked.length] as const;
      },
      [true, 2] as const,
    );
    const silent = await tenantOnLoopback({ fault: () => silence('before'), parts: { timeoutMs: 500 } });
    expect(await silent.directory.list()).toEqual(fail({ code: 'tenant-unreachable', trouble: 'timed-out' }));
    expect(silent.asked).toHaveLength(2);
  });

  it('tells of a secret whose value never arrived, and has not made another', async () => {
    await inGoodTime(
      async () => {
        const { directory, twin } = await slow('POST', 'after');
        const lost = refusal(await directory.issue(idOf(1), { description: '', scopes: ['oAuth'] }));
        const asking = { method: 'GET', url: `/Applications/v1/${idOf(1)}/apiSecrets`, body: '' };
        expect((twin.answer(asking).body as { secrets: unknown[] }).secrets.length).toBeLessThanOrEqual(1);
        return lost;
      },
      { code: 'secret-value-lost', hint: 'a=Z]' },
    );
  });
});

describe('a tenant that is busy', () => {
  const busy = (headers: Readonly<Record<string, string>>, times: number): FaultFor => {
    let left = times;
    return () => {
      if (left === 0) return undefined;
      left -= 1;
      return { when: 'before', how: (response) => response.writeHead(429, headers).end() };
    };
  };

  it('is given the time it asks for, once', async () => {
    const once = await tenantOnLoopback({ fault: busy({ 'retry-after': '3' }, 1) });
    expect((await once.directory.list()).ok).toBe(true);
    expect(once.waits).toEqual([3_000]);
    const always = await tenantOnLoopback({ fault: busy({ 'retry-after': '3' }, 9) });
    expect(refusal(await always.directory.list())).toMatchObject({ code: 'tenant-busy', retryAfterSeconds: 3 });
    expect(always.asked).toHaveLength(2);
  });

  it('that has done all the same what it put off is not asked to do it again', async () => {
    const fault: FaultFor = ({ method }) =>
      method === 'POST'
        ? {
            when: 'after',
            how: (response) => {
              response.setHeader('retry-after', '1');
              tell(response, { status: 503 });
            },
          }
        : undefined;
    const { directory, asked, twin } = await tenantOnLoopback({ twin: twinOf(entry(1)), fault });
    expect((await directory.create(anApplication(5))).ok).toBe(true);
    const lost = refusal(await directory.issue(idOf(1), { description: '', scopes: ['oAuth'] }));
    expect(lost.code).toBe('secret-value-lost');
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(2);
    expect(twin.applications.size).toBe(2);
  });

  it('and will do later what it accepted has not refused it', async () => {
    const fault: FaultFor = ({ method }) =>
      method === 'POST' ? { when: 'before', how: (response) => response.writeHead(202).end() } : undefined;
    const { directory } = await tenantOnLoopback({ fault });
    expect(refusal(await directory.create(anApplication(1))).code).toBe('tenant-outcome-unknown');
  });

  it('is left alone when it asks for more than a person would wait', async () => {
    const { directory, asked, waits } = await tenantOnLoopback({ fault: busy({ 'retry-after': '60' }, 9) });
    const refused = refusal(await directory.list());
    expect(refused).toMatchObject({ code: 'tenant-busy', retryAfterSeconds: 60, reply: { correlationId: IDS_ID } });
    expect(textOf(refused).nextStep).toContain('60 seconds');
    expect([asked.length, waits]).toEqual([1, []]);
  });
});

describe('what is changed beside a list', () => {
  const withLock = (failedLoginAttempts: number) =>
    entry(1, {
      restApiAuthentication: { allowLocking: true, failedLoginAttempts },
      openIdConnectConfiguration: { restrictedGrantTypes: ['password', 'unheardOf'] },
    });

  it('is not replaced over grants that others have changed since', async () => {
    const twin = twinOf(withLock(0));
    const { directory, asked } = await tenantOnLoopback({ twin });
    const changed = await directory.change(idOf(1), (current) => {
      twin.edit(idOf(1), () =>
        entry(1, { openIdConnectConfiguration: { restrictedGrantTypes: ['password', 'implicit'] } }),
      );
      return ok({ ...current, tokenPolicy: { ...tokenPolicyOf(current), grants: ['password', 'clientCredentials'] } });
    });
    expect(refusal(changed)).toMatchObject({
      ...{ code: 'list-changed-meanwhile', list: 'grants', written: false },
      difference: { added: ['implicit'], removed: ['unheardOf'] },
    });
    expect(methods(asked)).not.toContain('PATCH');
  });

  it('is not told as unlocked when that did not arrive', async () => {
    const twin = twinOf(withLock(5));
    const fault: FaultFor = ({ method }) =>
      method === 'PATCH' ? { when: 'before', how: (response) => response.socket?.resetAndDestroy() } : undefined;
    const { directory } = await tenantOnLoopback({ twin, fault });
    const unlocked = await directory.change(idOf(1), (current) =>
      ok({ ...current, clientIdLock: { isLockEnabled: true, failedLogons: 0 } }),
    );
    expect(refusal(unlocked).code).toBe('tenant-outcome-unknown');
  });
});

describe('pages with an application that cannot be written', () => {
  it('list it all the same', async () => {
    const twin = twinOf(entry(1), entry(2, { consumedApis: 'odd' }), entry(3));
    const { directory } = await tenantOnLoopback({ twin });
    expect(worked(await directory.list()).map(({ id }) => id)).toEqual([1, 2, 3].map(idOf));
    expect(refusal(await directory.read(idOf(2)))).toMatchObject({ code: 'tenant-answer-unknown', problem: 'shape' });
  });
});

describe('an application that several may have made', () => {
  const lost = (when: 'before' | 'after'): FaultFor => {
    const how: WireFault['how'] = (response) => response.socket?.resetAndDestroy();
    return ({ method }) => (method === 'POST' ? { when, how } : undefined);
  };

  it('is found by its id, and by nothing else: one of the name is told of in a tenant that chooses ids itself', async () => {
    const twin = tenantTwin({ choosesIds: true });
    twin.add({ ...entry(4), name: 'application-1' });
    const { directory, asked } = await tenantOnLoopback({ twin, fault: lost('after') });
    const unsure = refusal(await directory.create(anApplication(1)));
    const [made] = [...twin.applications.keys()].filter((id) => id !== idOf(4));
    expect(unsure).toEqual({ code: 'creation-not-ours', what: 'application', name: 'application-1', ids: [made] });
    expect(textOf(unsure).cause).toContain(made);
    expect(methods(asked)).not.toMatch(/PATCH|DELETE/);
  });

  it('is not taken for ours when somebody else made it while ours did not arrive', async () => {
    const twin = tenantTwin();
    const { directory, asked } = await tenantOnLoopback({
      twin,
      fault: (request, number) => {
        if (request.method === 'POST') twin.add({ ...entry(4), name: 'application-1' });
        return lost('before')(request, number);
      },
    });
    const wanted = anApplication(1, { consumedApis: [aDependency(2)] });
    expect(refusal(await directory.create(wanted))).toMatchObject({ code: 'creation-not-ours', ids: [idOf(4)] });
    expect(methods(asked)).not.toMatch(/PATCH|DELETE/);
    expect(twin.applications.get(idOf(4))).toEqual({ ...entry(4), name: 'application-1' });
  });

  it('is looked for in the whole list where the filter cannot carry its name, or does not say everything', async () => {
    const long = 'n'.repeat(255);
    for (const name of [long, 'application-1']) {
      const twin = tenantTwin({ pageSize: 1 });
      for (const number of [3, 4, 5]) twin.add({ ...entry(number), ...(number === 3 ? {} : { name }) });
      const { directory } = await tenantOnLoopback({ twin });
      expect(worked(await directory.named(name))).toEqual([idOf(4), idOf(5)]);
    }
  });

  it('is deleted again when what it consumes cannot be set, and named when that does not work either', async () => {
    const twin = twinOf(entry(2));
    const refusing = (alsoDelete: boolean): FaultFor => {
      const body = { error: { code: 400, message: 'No such API.' } };
      return ({ method }) =>
        method === 'PATCH' || (alsoDelete && method === 'DELETE')
          ? { when: 'before', how: (response) => tell(response, { status: 400, body }) }
          : undefined;
    };
    const wanted = anApplication(1, { consumedApis: [aDependency(2)] });
    const clean = await tenantOnLoopback({ twin, fault: refusing(false) });
    const refused = refusal(await clean.directory.create(wanted));
    expect(refused).toMatchObject({ code: 'tenant-input-refused', reply: { message: 'No such API.' } });
    expect([...twin.applications.keys()]).toEqual([idOf(2)]);
    const stuck = await tenantOnLoopback({ twin, fault: refusing(true) });
    expect(refusal(await stuck.directory.create(wanted))).toEqual({
      ...{ code: 'application-left', id: idOf(1), name: 'Application 1' },
    });
  });
});

describe('pages', () => {
  const many = (count: number) => twinOf(...Array.from({ length: count }, (_, number) => entry(number + 1)));

  it('are followed to the last, each with the cursor that the one before gave', async () => {
    const { directory, asked } = await tenantOnLoopback({ twin: many(5) });
    expect(worked(await directory.list()).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5].map(idOf));
    expect(asked.map(({ url }) => url)).toEqual([
      '/Applications/v1/?cursor=',
      `/Applications/v1/?cursor=${idOf(3)}`,
      `/Applications/v1/?cursor=${idOf(5)}`,
    ]);
  });

  it('that lead in a circle come to an end', async () => {
    const fault: FaultFor = () => ({
      when: 'before',
      how: (response) => tell(response, { status: 200, body: { applications: [entry(1)], nextCursor: 'again' } }),
    });
    const { directory, asked } = await tenantOnLoopback({ fault });
    expect(refusal(await directory.list())).toMatchObject({ code: 'tenant-answer-unknown', problem: 'pages' });
    expect(asked).toHaveLength(2);
  });

  it('that tell an application twice, since the list changes, give it once', async () => {
    const fault: FaultFor = ({ url }) => ({
      when: 'before',
      how: (response) =>
        tell(response, {
          status: 200,
          body: url.endsWith('cursor=')
            ? { applications: [entry(1), entry(2)], nextCursor: 'next' }
            : { applications: [entry(2), entry(3)] },
        }),
    });
    const { directory } = await tenantOnLoopback({ fault });
    expect(worked(await directory.list()).map(({ id }) => id)).toEqual([1, 2, 3].map(idOf));
  });

  it('that are longer than an answer may be are asked for in smaller ones', async () => {
    const fault: FaultFor = ({ url }) =>
      url.includes('limit=')
        ? undefined
        : { when: 'before', how: (response) => response.end(Buffer.alloc(1024 * 1024 + 1, ' ')) };
    const { directory } = await tenantOnLoopback({ twin: many(3), fault });
    expect(worked(await directory.list())).toHaveLength(3);
  });
});

describe('credentials', () => {
  it('are not sent to where a redirect leads', async () => {
    const elsewhere = await oddServer((_, response) => response.end('{}'));
    const fault: FaultFor = () => ({
      when: 'before',
      how: (response) => response.writeHead(307, { location: `${elsewhere.origin}/Applications/v1/` }).end(),
    });
    const { directory } = await tenantOnLoopback({ fault });
    expect(refusal(await directory.list())).toMatchObject({ code: 'tenant-answer-unknown', problem: 'redirect' });
    expect((await directory.remove(idOf(1))).ok).toBe(false);
    expect(elsewhere.requests).toHaveLength(0);
  });

  it('that are refused say so, with the words and the id of the tenant, and with its clock', async () => {
    const now = Date.parse('2026-03-01T09:30:00.000Z');
    const answer = { status: 401, body: { error: { code: 401, message: 'Invalid credentials.' } } };
    for (const [hours, words] of [
      [1, 'is 60 minutes behind'],
      [-1, 'is 60 minutes ahead of'],
    ] as const) {
      const how = withDate(new Date(now + hours * 3_600_000), answer);
      const { directory, asked } = await tenantOnLoopback({ fault: () => ({ when: 'before', how }) });
      const refused = refusal(await directory.list());
      expect(refused).toMatchObject({
        code: 'tenant-credentials-refused',
        reply: { message: 'Invalid credentials.', correlationId: IDS_ID },
      });
      expect(textOf(refused).cause).toContain(words);
      expect(asked).toHaveLength(1);
    }
  });

  it('do not come back in what the tenant says, nor in place of its id', async () => {
    const fault: FaultFor = () => ({
      when: 'before',
      how: (response) => {
        response.setHeader('X-Ids-Id', CREDENTIAL);
        tell(response, { status: 400, body: { error: { message: `You sent ${CREDENTIAL}, with top-secret.` } } });
      },
    });
    const { directory } = await tenantOnLoopback({ fault });
    expect(refusal(await directory.list())).toEqual({
      code: 'tenant-input-refused',
      reply: { status: 400, message: 'You sent •••, with •••.' },
    });
  });

  it('that cannot be had are told of, and nothing is sent', async () => {
    const locked = fail({ code: 'keychain-locked', changed: 'nothing' });
    const { directory, asked } = await tenantOnLoopback({ parts: { authorize: () => Promise.resolve(locked) } });
    expect(await directory.list()).toEqual(locked);
    expect(await directory.create(anApplication(1))).toEqual(locked);
    expect(asked).toHaveLength(0);
  });

  it.each([
    ...['http://tenant.example', 'http://localhost:8080', 'http://127.0.0.1.evil.example', 'ftp://127.0.0.1'],
    ...['https://user:pass@tenant.example', 'https://tenant.example/path', 'https://tenant.example/', 'nonsense', ''],
  ])('are not for %s', (origin) => {
    const authorize = () => Promise.resolve(ok({ header: CREDENTIAL, confidential: [] }));
    const parts = { origin, authorize, clock: fixedClock(), wait: () => Promise.resolve() };
    expect(refusal(openRemoteDirectory(parts)).code).toBe('tenant-address-insecure');
  });
});
