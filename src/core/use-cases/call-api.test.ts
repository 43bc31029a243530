import { describe, expect, it } from 'vitest';
import { idOf } from '../../../tests/support/builders.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import type { ApiAnswer } from '../domain/check/api-answer.ts';
import type { ApiRequest } from '../domain/check/api-request.ts';
import { callApi, type KeptToken } from './call-api.ts';

const typed = { url: 'http://localhost:3000/a', method: 'POST', headers: 'X-A: b', body: '{}' } as const;
const answer: ApiAnswer = { kind: 'failed', trouble: 'timed-out', tookMs: 1 };

function desk(tokens: Readonly<Record<string, KeptToken>>) {
  const sent: (readonly [ApiRequest, string])[] = [];
  const urls: unknown[] = [];
  const caller = {
    call: (request: ApiRequest, token: string) => {
      sent.push([request, token]);
      return Promise.resolve(answer);
    },
  };
  const rememberUrl = (...both: unknown[]) => urls.push(both);
  return { sent, urls, desk: { caller, token: (handle: string) => tokens[handle], rememberUrl } };
}

describe('calling an API', () => {
  it('sends the request with the token that the handle names, and remembers the URL for the provider', async () => {
    const { sent, urls, desk: at } = desk({ h: { value: 'token', providerId: idOf(1) } });
    expect(worked(await callApi(at, 'h', typed))).toBe(answer);
    expect(sent).toEqual([[{ ...typed, headers: [{ name: 'X-A', value: 'b' }] }, 'token']]);
    expect(urls).toEqual([[idOf(1), typed.url]]);
  });

  it('remembers nothing for a token of the application itself', async () => {
    const { urls, desk: at } = desk({ h: { value: 'token', providerId: undefined } });
    worked(await callApi(at, 'h', typed));
    expect(urls).toEqual([]);
  });

  it('sends nothing without a token, nor what is not well formed', async () => {
    const { sent, desk: at } = desk({ h: { value: 'token', providerId: idOf(1) } });
    expect(refusal(await callApi(at, 'other', typed))).toEqual({ code: 'token-gone' });
    expect(refusal(await callApi(at, 'h', { ...typed, url: 'file:///etc/passwd' })).code).toBe('url-malformed');
    expect(refusal(await callApi(at, 'h', { ...typed, headers: 'Authorization: x' })).code).toBe('header-malformed');
    expect(sent).toEqual([]);
  });
});
