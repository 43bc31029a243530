import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../../src/core/domain/check/api-answer.ts';
import type { ApiRequest } from '../../src/core/domain/check/api-request.ts';
import { createApiCaller } from '../../src/main/check/api-caller.ts';
import { oddServer } from '../support/odd-server.ts';
import { testCertificate } from '../support/test-certificate.ts';

function call(url: string, changed: Partial<ApiRequest> = {}, certificate?: string): Promise<ApiAnswer> {
  let time = 0;
  const caller = createApiCaller({
    elapsedMs: () => (time += 12.4),
    certificateFor: () => certificate,
    timeoutMs: 500,
  });
  return caller.call({ url, method: 'GET', headers: [], body: '', ...changed }, 'the.token');
}
const bodyOf = (answer: ApiAnswer) => (answer.kind === 'answered' ? answer.body : undefined);

describe('calling an API', () => {
  it('sends the token as bearer, the headers typed and the body, and says how long it took', async () => {
    const server = await oddServer((_, response) => response.writeHead(201, { 'X-A': 'b' }).end('{"a":1}'));
    const headers = [
      { name: 'X-Typed', value: '1' },
      { name: 'x-typed', value: '2' },
    ];
    const answer = await call(`${server.origin}/orders?x=y`, { method: 'POST', headers, body: '{"b":2}' });
    expect(answer).toMatchObject({ kind: 'answered', status: 201, tookMs: 12 });
    expect(bodyOf(answer)).toEqual({ kind: 'text', text: '{"a":1}', bytes: 7, cut: false });
    const [sent] = server.requests;
    expect(sent).toMatchObject({ body: '{"b":2}', request: { method: 'POST', url: '/orders?x=y' } });
    expect(sent?.request.headers).toMatchObject({
      ...{ authorization: 'Bearer the.token', 'x-typed': '1, 2', accept: '*/*' },
      ...{ 'content-type': 'application/json', 'accept-encoding': 'identity' },
    });
  });

  it('leaves the content type to a header that names one', async () => {
    const server = await oddServer((_, response) => response.end());
    const headers = [{ name: 'Content-Type', value: 'text/plain' }];
    await call(server.origin, { method: 'PUT', headers, body: 'x' });
    expect(server.requests[0]?.request.headers['content-type']).toBe('text/plain');
  });

  it('shows a redirect and takes the token nowhere else', async () => {
    const elsewhere = await oddServer((_, response) => response.end());
    const server = await oddServer((_, response) => response.writeHead(302, { Location: elsewhere.origin }).end());
    const answer = await call(server.origin);
    expect(answer).toMatchObject({ kind: 'answered', status: 302 });
    expect(answer.kind === 'answered' && answer.headers).toContainEqual({ name: 'Location', value: elsewhere.origin });
    expect(elsewhere.requests).toHaveLength(0);
  });

  it('reads text in any script, says when it is none, and cuts what is too long', async () => {
    const bodies = [Buffer.from('Ünïcödé 既存'), Buffer.from([0xff, 0xfe, 0x41]), Buffer.from('a\0b'), Buffer.alloc(0)];
    const found = [];
    for (const body of bodies) {
      const server = await oddServer((_, response) => response.end(body));
      found.push(bodyOf(await call(server.origin))?.kind);
    }
    expect(found).toEqual(['text', 'binary', 'binary', 'text']);
    // The limit lies within a character of three bytes.
    const long = await oddServer((_, response) => response.end('€'.repeat(400_000)));
    expect(bodyOf(await call(long.origin))).toMatchObject({ kind: 'text', cut: true, bytes: 1_048_576 });
  });

  it('gives up on an API that does not answer', async () => {
    const silent = await oddServer(() => undefined);
    expect(await call(silent.origin)).toEqual({ kind: 'failed', trouble: 'timed-out', tookMs: 12 });
  });

  it('never sends the token to a server that nobody vouches for', async () => {
    const made = await testCertificate();
    const server = await oddServer((_, response) => response.end('ok'), made);
    expect(await call(server.origin)).toMatchObject({ kind: 'failed', trouble: 'tls-self-signed' });
    expect(server.requests).toHaveLength(0);
    // The control: with its certificate it is the same call that gets through.
    expect(await call(server.origin, {}, made.certificate)).toMatchObject({ kind: 'answered', status: 200 });
  });
});
