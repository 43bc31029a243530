import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedId } from '../../../../tests/support/counted-ids.ts';
import { jsonIn, queryIn, routeOf } from './directory-call.ts';

const ID = countedId(1);
const SECRET = countedId(2);
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'constructor'];

const allowed = (path: string) => METHODS.filter((method) => routeOf(method, path).value !== undefined);

describe('a path', () => {
  it('takes its own methods; PUT is none of any', () => {
    expect(allowed('/Applications/v1/')).toEqual(['GET', 'POST']);
    expect(allowed('/Applications/v1')).toEqual(['GET', 'POST']);
    expect(allowed(`/Applications/v1/${ID}`)).toEqual(['GET', 'PATCH', 'DELETE']);
    expect(allowed(`/Applications/v1/${ID}/apiSecrets`)).toEqual(['GET', 'POST', 'DELETE']);
    expect(allowed(`/Applications/v1/${ID}/apiSecrets/${SECRET}`)).toEqual(['PATCH']);
    expect(routeOf('PUT', `/Applications/v1/${ID}`)).toMatchObject({
      ...{ error: { status: 405 }, allow: ['GET', 'PATCH', 'DELETE'] },
    });
  });

  it.each([
    '/Applications/v2/',
    '/applications/v1/',
    '/Applications/v1//',
    `/Applications/v1/${ID}/`,
    `/Applications/v1/${ID}/apiSecrets/${SECRET}/x`,
    `/Applications/v1/${ID}/secrets`,
    `/Applications/v1/${ID}/apiCertificates`,
    '/Applications/v1/../v1/',
  ])('is none: %s', (path) => {
    for (const method of METHODS) expect(routeOf(method, path).error?.status).toBe(404);
  });

  it('of what cannot be an id is that of an application, or a secret, that there is not', () => {
    expect(routeOf('GET', '/Applications/v1/orders').error).toMatchObject({
      ...{ status: 404, message: 'Unable to find application with provided identifier.' },
    });
    expect(routeOf('PATCH', `/Applications/v1/${ID}/apiSecrets/x`).error?.status).toBe(404);
  });

  it('of any text leads to a route or to an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...METHODS), (text, method) => {
        const { value, error } = routeOf(method, `/Applications/v1/${text}`);
        expect((value === undefined) !== (error === undefined)).toBe(true);
      }),
    );
  });
});

describe('a call', () => {
  const read = (method: string, path: string, body?: string, query = '') => {
    const route = routeOf(method, path).value!;
    const asked = queryIn(query, route.parameters);
    return asked.error
      ? asked
      : route.read({ query: asked.value, body: body === undefined ? undefined : jsonIn(body).value });
  };

  it('is read from method, path, query and body', () => {
    expect(read('GET', '/Applications/v1/', undefined, 'cursor=')).toEqual({
      value: { kind: 'list', query: { limit: 100, skip: 0 } },
    });
    expect(read('GET', `/Applications/v1/${ID}`)).toEqual({ value: { kind: 'read', id: ID } });
    expect(read('POST', '/Applications/v1/', '{"name":"x"}').value).toEqual({ kind: 'create', body: { name: 'x' } });
    expect(read('DELETE', `/Applications/v1/${ID}/apiSecrets`, undefined, `id=${SECRET}`).value).toEqual({
      ...{ kind: 'remove-secret', id: ID, by: 'id', value: SECRET },
    });
    expect(read('DELETE', `/Applications/v1/${ID}/apiSecrets`, undefined, 'hint=%3Dq4x').value).toMatchObject({
      ...{ by: 'hint', value: '=q4x' },
    });
    expect(
      read('PATCH', `/Applications/v1/${ID}`, '{"operations":[{"op":"replace","path":"/name","value":"x"}]}').value,
    ).toEqual({ kind: 'change', id: ID, operations: [{ op: 'replace', path: ['name'], value: 'x' }] });
  });

  it('is the same when its ids are written in capitals', () => {
    const [id, secret] = ['0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4e'];
    const patch = '{"operations":[{"op":"replace","path":"/description","value":"x"}]}';
    for (const [method, path, body, query] of [
      ['GET', `/Applications/v1/@${id}`],
      ['PATCH', `/Applications/v1/@${id}`, patch],
      ['DELETE', `/Applications/v1/@${id}`],
      ['GET', `/Applications/v1/@${id}/apiSecrets`],
      ['POST', `/Applications/v1/@${id}/apiSecrets`, '{}'],
      ['PATCH', `/Applications/v1/@${id}/apiSecrets/@${secret}`, patch],
      ['DELETE', `/Applications/v1/@${id}/apiSecrets`, undefined, `id=@${secret}`],
      ['GET', '/Applications/v1/', undefined, `cursor=@${id}`],
    ] as const) {
      const inCapitals = (text = '') => text.replaceAll(/@(\S{36})/g, (_, each: string) => each.toUpperCase());
      const usual = read(method, path.replaceAll('@', ''), body, query?.replaceAll('@', ''));
      expect(usual.error).toBeUndefined();
      expect(read(method, inCapitals(path), body, inCapitals(query))).toEqual(usual);
    }
  });

  it('keeps the case of a hint', () => {
    expect(read('DELETE', `/Applications/v1/${ID}/apiSecrets`, undefined, 'hint=ABcd').value).toMatchObject({
      value: 'ABcd',
    });
  });

  it.each([
    ['DELETE', `/Applications/v1/${ID}/apiSecrets`, undefined, ''],
    ['DELETE', `/Applications/v1/${ID}/apiSecrets`, undefined, `id=${SECRET}&hint=abcd`],
    ['DELETE', `/Applications/v1/${ID}/apiSecrets`, undefined, 'id='],
    ['DELETE', `/Applications/v1/${ID}`, undefined, 'force=true'],
    ['GET', '/Applications/v1/', undefined, 'limit=1&limit=2'],
    ['GET', '/Applications/v1/', undefined, 'Limit=1'],
    ['GET', '/Applications/v1/', undefined, 'filter=%ff'],
    ['POST', '/Applications/v1/', '[]', ''],
    ['POST', '/Applications/v1/', '"x"', ''],
    ['POST', '/Applications/v1/', undefined, ''],
    ['PATCH', `/Applications/v1/${ID}`, '{"name":"x"}', ''],
    ['PATCH', `/Applications/v1/${ID}`, '{"operations":[{"op":"replace","path":"/id","value":"x"}]}', ''],
  ])('is refused: %s %s %s %s', (method, path, body, query) => {
    expect(read(method, path, body, query).error?.status).toBe(400);
  });
});

describe('a body', () => {
  it.each(['', '{', 'name=x', '{"a":1}}', '{"__proto__":{}}', '\uFEFF{}'])('is no JSON to us: %j', (text) => {
    expect(jsonIn(text).error?.status).toBe(400);
  });

  it('never stands in its own refusal', () => {
    expect(JSON.stringify(jsonIn('{"secret": hunter2}').error)).not.toContain('hunter2');
  });
});
