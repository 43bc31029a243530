import { expect, it } from 'vitest';
import { aDependency, anApplication, aSecret, idOf } from '../support/builders.ts';
import { testDesk } from '../support/desk.ts';
import { refusal, worked } from '../support/outcome.ts';
import { createTokenShelf } from '../../src/main/check/token-shelf.ts';
import type { Counter } from '../../src/main/ipc/counter.ts';
import { checkHandlers } from '../../src/main/ipc/handlers/checks.ts';

const TOKEN = 'eyHeader.eyClaims.the-signature-nobody-may-see';
const VALUE = 'abcd-the-secret-value';
const HANDLE = '00000000-0000-4000-8000-000000000001';

async function counter() {
  const consumer = anApplication(2, { consumedApis: [aDependency(1)], secrets: [aSecret(1)] });
  const desk = await testDesk([anApplication(1), consumer]);
  worked(await desk.vault.keep(aSecret(1).id, VALUE));
  const sent: unknown[] = [];
  const remembered = new Map<string, string>();
  const endpoint = {
    origin: 'https://127.0.0.1:8751',
    fetchToken: () => Promise.resolve({ kind: 'token', token: TOKEN } as const),
    decode: () => ({ header: { alg: 'RS256' }, claims: { exp: 4_102_444_800, cnf: { a: 1 }, aud: ['a', 'b'] } }),
    verify: () => Promise.resolve({ code: 'verified', issuer: null } as const),
  };
  const checks: Counter['checks'] = {
    endpoint: () => ({ over: 'https', endpoint }),
    reasons: { find: () => Promise.resolve(undefined) },
    patience: null,
    caller: {
      call: (request, token) => {
        sent.push([request.url, token]);
        return Promise.resolve({ kind: 'failed', trouble: 'timed-out', tookMs: 1 });
      },
    },
    tokens: createTokenShelf({ now: () => desk.clock.now(), nextHandle: () => HANDLE }),
    urls: {
      of: (id) => remembered.get(id) ?? '',
      remember: (id, url) => void remembered.set(id, url),
    },
  };
  const asked = { applicationId: idOf(2), dependency: 'orders-client', secretId: null, over: null } as const;
  // The handlers of checks ask for these only.
  const place = { keptIn: () => 'keychain' };
  const handlers = checkHandlers({ desk, checks, place } as unknown as Counter);
  return { handlers, sent, run: () => handlers.run(asked) };
}

it('tells the window everything of a token but the token', async () => {
  const { run } = await counter();
  const view = worked(await run());
  expect(view.token).toMatchObject({ handle: HANDLE, expires: '2100-01-01T00:00:00.000Z', lastUrl: '' });
  expect(view.token?.claims).toEqual([
    { name: 'exp', value: '2100-01-01T00:00:00.000Z', isInstant: true, meaning: 'exp' },
    { name: 'cnf', value: '{"a":1}', isInstant: false, meaning: 'cnf' },
    { name: 'aud', value: 'a, b', isInstant: false, meaning: 'aud' },
  ]);
  expect(JSON.stringify(view)).not.toMatch(/signature-nobody|secret-value/);
});

it('calls an API with the token that stayed in main, and knows the URL the next time', async () => {
  const { handlers, sent, run } = await counter();
  const handle = worked(await run()).token?.handle ?? '';
  const typed = { url: 'http://localhost/a', method: 'GET', headers: '', body: '' } as const;
  expect(refusal(await handlers.callApi({ handle: 'another', ...typed }))).toEqual({ code: 'token-gone' });
  expect(JSON.stringify(worked(await handlers.callApi({ handle, ...typed })))).not.toContain('signature-nobody');
  expect(sent).toEqual([['http://localhost/a', TOKEN]]);
  expect(worked(await run()).token?.lastUrl).toBe('http://localhost/a');
});
