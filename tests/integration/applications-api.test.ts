import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Application } from '../../src/core/domain/application.ts';
import {
  AUTHENTICATION,
  type ApplicationListShape,
  type ApplicationShape,
  type CreatedSecretShape,
} from '../../src/core/domain/directory-api/wire.ts';
import { aDependency, anApplication, idOf } from '../support/builders.ts';
import { createInMemoryVault } from '../support/in-memory-vault.ts';
import { refusal, worked } from '../support/outcome.ts';
import { JSON_TYPE, runningApi, withAdministrator } from '../support/running-api.ts';
import { aConsumer, aProvider, SECRET, tokenForm } from '../support/token-applications.ts';
import { basic } from '../support/token-request.ts';
import { serverProcesses } from '../support/server-processes.ts';

const servers = serverProcesses();

const LIST = '/Applications/v1/?cursor=';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const running = (applications: readonly Application[] = []) => runningApi({ spawn: servers().spawn, applications });
const switchedOn = async (applications: readonly Application[] = []) => withAdministrator(await running(applications));
const own = (name: string) => `/${AUTHENTICATION}/${name}`;
const replace = (path: string, value: unknown) => ({ operations: [{ op: 'replace', path, value }] });

describe('the switch', () => {
  it('is off at first: nothing is at the path, whoever asks', async () => {
    const api = await running();
    for (const headers of [{}, { Authorization: basic(aConsumer().clientId, SECRET) }])
      expect((await api.ask('GET', LIST, headers)).status).toBe(404);
    expect(api.tenant.desk.view().directoryApi).toBeNull();
  });

  it('ends what the credential opened from the moment it is answered, tokens too, and takes the secret out of the keychain', async () => {
    const { tenant, keychain, ask, asked, token, secret } = await switchedOn();
    const bearer = { Authorization: `Bearer ${await token()}` };
    expect((await asked('GET', '/?cursor=')).status).toBe(200);
    expect((await ask('GET', LIST, bearer)).status).toBe(200);
    expect([...keychain.values.keychain.values()]).toContain(secret);
    worked(await tenant.desk.directoryApi.switchOff());
    expect((await asked('GET', '/?cursor=')).status).toBe(404);
    expect(await token()).toBe('undefined');
    expect([...keychain.values.keychain.values()]).not.toContain(secret);
    worked(await tenant.desk.directoryApi.switchOn());
    expect((await asked('GET', '/?cursor=')).status).toBe(401);
    expect((await ask('GET', LIST, bearer)).status).toBe(401);
  });

  it('stays off when the keychain cannot keep the secret', async () => {
    const api = await running();
    api.keychain.be('locked');
    expect(refusal(await api.tenant.desk.directoryApi.switchOn()).code).toBe('keychain-locked');
    expect((await api.ask('GET', LIST)).status).toBe(404);
  });

  it('is as it was after a restart, with the same credential and everything that was written', async () => {
    const keychain = createInMemoryVault();
    const first = await withAdministrator(await runningApi({ spawn: servers().spawn, keychain }));
    const { headers } = await first.asked('POST', '/', { name: 'kept', description: 'durable' });
    const path = headers.location!.slice('/Applications/v1'.length);
    first.tenant.close();
    const second = await runningApi({ spawn: servers().spawn, keychain, folder: first.folder });
    const { status, body } = await second.ask('GET', `/Applications/v1${path}`, first.authorization);
    expect({ status, name: body['name'] }).toEqual({ status: 200, name: 'kept' });
  });
});

describe('who may', () => {
  it('is the administrator, by Basic or with a token of the own token endpoint', async () => {
    const { ask, authorization, token } = await switchedOn();
    expect((await ask('GET', LIST, authorization)).status).toBe(200);
    for (const format of ['jwt', 'opaque'])
      expect(
        (await ask('GET', LIST, { Authorization: `Bearer ${await token({ token_format: format })}` })).status,
      ).toBe(200);
  });

  it('is nobody without a credential, or with a wrong one', async () => {
    const { ask, clientId, secret } = await switchedOn([aProvider(), aConsumer()]);
    const wrong = [
      {},
      { Authorization: basic(clientId, 'wrong') },
      { Authorization: basic(idOf(9), secret) },
      { Authorization: basic(aConsumer().clientId, secret) },
      { Authorization: `Basic ${secret}` },
      { Authorization: `Bearer ${secret}` },
      { Authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
      { Authorization: `Digest username="${clientId}"` },
    ];
    for (const headers of wrong) {
      const { status, body, headers: answered } = await ask('GET', LIST, headers);
      expect({ status, body }).toEqual({
        status: 401,
        body: { error: { code: 401, message: 'Authentication is needed.' } },
      });
      expect(answered['www-authenticate']).toMatch(/^(?:Basic|Bearer) /);
    }
  });

  it('is no application, whatever its secret may', async () => {
    const scopes = ['manageApp', 'manageUsers', 'oAuth'];
    const [secret] = aConsumer().secrets;
    const consumer = aConsumer({ secrets: [{ ...secret!, scopes }] });
    const { ask } = await switchedOn([aProvider(), consumer]);
    expect((await ask('GET', LIST, { Authorization: basic(consumer.clientId, SECRET) })).status).toBe(403);
    for (const resource of [undefined, tokenForm()['resource']]) {
      const form = new URLSearchParams(tokenForm({ resource })).toString();
      const { body } = await ask('POST', '/oauth2/token', FORM, form);
      const { status, body: refused } = await ask('GET', LIST, {
        Authorization: `Bearer ${String(body['access_token'])}`,
      });
      expect({ status, refused }).toMatchObject({ status: 403, refused: { error: { code: 403 } } });
    }
  });

  it('is not who authenticates in two ways, or in the address', async () => {
    const { ask, authorization, clientId, secret, token } = await switchedOn();
    const twice = [authorization.Authorization, `Bearer ${await token()}`];
    expect((await ask('GET', LIST, { Authorization: twice })).status).toBe(400);
    const query = new URLSearchParams({ client_id: clientId, client_secret: secret }).toString();
    expect((await ask('GET', `/Applications/v1/?${query}`)).status).toBe(401);
    expect((await ask('GET', `/Applications/v1/?${query}`, authorization)).status).toBe(400);
  });

  it('is not who has the secret of before', async () => {
    const { tenant, asked, token, ask } = await switchedOn();
    const bearer = { Authorization: `Bearer ${await token()}` };
    worked(await tenant.desk.directoryApi.regenerate());
    expect((await asked('GET', '/?cursor=')).status).toBe(401);
    expect((await ask('GET', LIST, bearer)).status).toBe(401);
    const { clientId } = tenant.desk.view().directoryApi!;
    const next = basic(clientId, worked(await tenant.desk.directoryApi.secretValue()));
    expect((await ask('GET', LIST, { Authorization: next })).status).toBe(200);
  });

  it('is slowed down when guessing, and never locked out for an hour', { timeout: 60_000 }, async () => {
    const { ask, authorization, clientId, tenant } = await switchedOn();
    const begun = performance.now();
    // At once, since one more is looked at every two seconds.
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, at) => ask('GET', LIST, { Authorization: basic(clientId, `wrong-${at}`) })),
    );
    const looked = guesses.filter(({ status }) => status === 401).length;
    expect(looked).toBeGreaterThanOrEqual(10);
    expect(looked).toBeLessThanOrEqual(10 + Math.ceil((performance.now() - begun) / 2_000));
    const putOff = guesses.filter(({ status }) => status === 429);
    expect(looked + putOff.length).toBe(guesses.length);
    expect(putOff.filter(({ headers }) => !/^[12]$/.test(String(headers['retry-after'])))).toEqual([]);
    await expect
      .poll(async () => (await ask('GET', LIST, authorization)).status, { timeout: 20_000, interval: 200 })
      .toBe(200);
    await expect
      .poll(async () => worked(await tenant.desk.requests('refused')).map(({ reason }) => reason))
      .toContain('secret-wrong');
  });
});

describe('a browser', () => {
  it('is turned away, also with the right credential, in the words of this API', async () => {
    const { ask, authorization, asked } = await switchedOn();
    const headers: readonly (readonly [Readonly<Record<string, string>>, number])[] = [
      [{ Origin: 'https://evil.example' }, 403],
      [{ Origin: 'null' }, 403],
      [{ 'Sec-Fetch-Site': 'same-origin' }, 403],
      [{ Host: 'evil.example' }, 421],
    ];
    for (const [more, expected] of headers) {
      const sent = { ...authorization, ...JSON_TYPE, ...more };
      const { status, body, headers: answered } = await ask('POST', '/Applications/v1/', sent, '{"name":"x"}');
      expect({ status, body }).toMatchObject({ status: expected, body: { error: { code: expected } } });
      expect(Object.keys(answered).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect((await asked('GET', '/?cursor=')).body).toMatchObject({ totalResults: 0 });
  });
});

describe('a request that is not as it should be', () => {
  const application = aProvider();
  const at = `/${application.id}`;

  const refused: readonly (readonly [string, number, Parameters<Awaited<ReturnType<typeof switchedOn>>['ask']>])[] = [
    ['PUT', 405, ['PUT', at, JSON_TYPE, '{"name":"x"}']],
    ['OPTIONS', 405, ['OPTIONS', at]],
    ['DELETE of all', 405, ['DELETE', '/']],
    ['another path', 404, ['GET', `${at}/apiCertificates`]],
    ['a form', 415, ['POST', '/', FORM, 'name=x']],
    ['no type', 415, ['POST', '/', {}, '{"name":"x"}']],
    ['another charset', 415, ['POST', '/', { 'Content-Type': 'application/json;charset=latin1' }, '{"name":"x"}']],
    ['half a body', 400, ['POST', '/', JSON_TYPE, '{"name":"x"']],
    ['no body', 400, ['POST', '/', JSON_TYPE]],
    ['a list', 400, ['POST', '/', JSON_TYPE, '[{"name":"x"}]']],
    ['an unknown member', 400, ['POST', '/', JSON_TYPE, '{"name":"x","nome":"y"}']],
    ['a prototype', 400, ['POST', '/', JSON_TYPE, '{"name":"x","__proto__":{"a":1}}']],
    ['a member of another type', 400, ['POST', '/', JSON_TYPE, '{"name":7}']],
    ['no end to it', 400, ['POST', '/', JSON_TYPE, `{"name":${'['.repeat(5_000)}${']'.repeat(5_000)}}`]],
    ['too much', 413, ['POST', '/', JSON_TYPE, `{"name":"${'x'.repeat(256 * 1024)}"}`]],
    ['a body to GET', 400, ['GET', at, { ...JSON_TYPE, 'Content-Length': '2' }, '{}']],
    ['an unknown parameter', 400, ['GET', '/?top=10']],
    ['a cursor of one’s own', 400, ['GET', '/?cursor=1']],
    ['a parameter to POST', 400, ['POST', '/?limit=1', JSON_TYPE, '{"name":"x"}']],
    ['a path that is none', 400, ['PATCH', at, JSON_TYPE, JSON.stringify(replace('/nome', 'x'))]],
    ['a member that nobody sets', 400, ['PATCH', at, JSON_TYPE, JSON.stringify(replace(own('clientId'), idOf(3)))]],
    ['an application of one’s own making', 400, ['PATCH', at, JSON_TYPE, '{"name":"x"}']],
  ];

  it('is refused for what it is, and changes nothing', async () => {
    const { ask, authorization, desk } = await switchedOn([application]);
    for (const [what, expected, [method, path, headers, body]] of refused) {
      const reply = await ask(method, `/Applications/v1${path}`, { ...authorization, ...headers }, body);
      expect({ what, status: reply.status, body: reply.body }).toMatchObject({
        ...{ what, status: expected, body: { error: { code: expected, message: expect.any(String) as unknown } } },
      });
      expect(reply.headers['x-ids-id']).toMatch(/^[0-9A-F-]{36}$/);
      if (expected === 405) expect(reply.headers.allow).toContain('GET');
    }
    expect(worked(await desk.directory.list())).toHaveLength(1);
    expect(worked(await desk.directory.read(application.id))).toEqual(application);
  });

  it('but not for a type that is written in full', async () => {
    const { ask, authorization } = await switchedOn();
    const type = { 'Content-Type': 'application/json; charset=UTF-8' };
    expect((await ask('POST', '/Applications/v1/', { ...authorization, ...type }, '{"name":"x"}')).status).toBe(201);
  });
});

describe('what is written', () => {
  it('counts at the token endpoint from the moment it is answered: an application, its dependency, its secret', async () => {
    const { asked, ask, announced } = await switchedOn([aProvider()]);
    const created = await asked('POST', '/', { name: 'consumer', [AUTHENTICATION]: { ssoType: 'openIdConnect' } });
    const path = created.headers.location!.slice('/Applications/v1'.length);
    const list = [{ name: 'orders-client', apiName: 'orders', appId: aProvider().id }];
    expect((await asked('PATCH', path, replace(own('consumedApis'), list))).status).toBe(200);
    const made = (await asked('POST', `${path}/apiSecrets`, { authorizationScopes: ['oAuth'] }))
      .body as unknown as CreatedSecretShape;
    const form = new URLSearchParams(tokenForm({ client_id: made.clientId, client_secret: made.secret })).toString();
    const token = () => ask('POST', '/oauth2/token', FORM, form);
    const { status, body } = await token();
    expect(status).toBe(200);
    const claims = JSON.parse(
      Buffer.from(String(body['access_token']).split('.')[1]!, 'base64url').toString(),
    ) as unknown;
    expect(claims).toMatchObject({ azp: made.clientId, aud: aProvider().clientId, ias_apis: ['orders'] });
    expect(announced).toContain(path.slice(1));
    expect((await asked('DELETE', `${path}/apiSecrets?id=${made.id}`)).status).toBe(200);
    expect((await token()).status).toBe(401);
    expect((await asked('DELETE', path)).status).toBe(200);
    expect((await asked('GET', path)).status).toBe(404);
  });

  it('is not lost to what is written at the same time', async () => {
    const { asked, desk } = await switchedOn([aProvider()]);
    const created = Array.from({ length: 15 }, (_, number) => asked('POST', '/', { name: `made-${number}` }));
    const settings = ['homeUrl', 'companyId', 'passwordPolicy', 'concurrentAccess', 'subjectNameIdentifier'];
    const changed = settings.map((name) => asked('PATCH', `/${aProvider().id}`, replace(own(name), name)));
    for (const { status } of await Promise.all(created)) expect(status).toBe(201);
    for (const { status } of await Promise.all(changed)) expect(status).toBe(200);
    expect(worked(await desk.directory.list())).toHaveLength(16);
    const { directorySettings } = worked(await desk.directory.read(aProvider().id));
    expect(directorySettings).toEqual({ [AUTHENTICATION]: Object.fromEntries(settings.map((name) => [name, name])) });
  });

  it('may be as many dependencies as an application can have, and not one more', async () => {
    const apis = Array.from({ length: 50 }, (_, number) => ({
      name: `${'a'.repeat(48)}${number + 10}`,
      description: '',
    }));
    const { asked } = await switchedOn([anApplication(1, { providedApis: apis }), anApplication(2)]);
    const list = Array.from({ length: 401 }, (_, number) => ({
      ...{ name: `${'d'.repeat(33)}${number + 100}`, apiName: apis[number % 50]!.name },
      ...{ appId: idOf(1), clientId: anApplication(1).clientId },
    }));
    expect((await asked('PATCH', `/${idOf(2)}`, replace(own('consumedApis'), list))).status).toBe(400);
    expect((await asked('PATCH', `/${idOf(2)}`, replace(own('consumedApis'), list.slice(1)))).status).toBe(200);
    const { body } = await asked('GET', `/${idOf(2)}`);
    expect((body as unknown as ApplicationShape)[AUTHENTICATION]?.consumedApis).toEqual(list.slice(1));
  });

  it('is read in pages, each application once', async () => {
    const all = Array.from({ length: 205 }, (_, number) => anApplication(number + 1));
    const { asked } = await switchedOn(all);
    const ids: string[] = [];
    let cursor: string | undefined = '';
    for (let pages = 0; cursor !== undefined && pages < 5; pages += 1) {
      const page = (await asked('GET', `/?cursor=${cursor}`)).body as unknown as ApplicationListShape;
      expect(page).toMatchObject({ totalResults: 205, itemsPerPage: page.applications.length });
      ids.push(...page.applications.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(ids).toEqual(all.map(({ id }) => id));
  });
});

describe('trouble', () => {
  it('of the server’s process ends with a new one that knows the administrator', async () => {
    const { asked } = await switchedOn();
    const before = servers().started.length;
    servers().started.at(-1)?.kill('SIGKILL');
    await expect.poll(() => servers().started.length).toBe(before + 1);
    const status = () =>
      asked('GET', '/?cursor=').then(
        (reply) => reply.status,
        () => 0,
      );
    await expect.poll(status).toBe(200);
  });

  it('with the keychain refuses a secret with its reason, and leaves nothing', async () => {
    const { asked, keychain, desk } = await switchedOn([aProvider()]);
    keychain.be('locked');
    const { status, body } = await asked('POST', `/${aProvider().id}/apiSecrets`, { authorizationScopes: ['oAuth'] });
    expect({ status, body }).toMatchObject({
      ...{ status: 500, body: { error: { details: [{ message: 'keychain-locked' }] } } },
    });
    expect(worked(await desk.directory.read(aProvider().id))).toEqual(aProvider());
  });
});

describe('what is secret', () => {
  it('is in no log, no file and no answer but the one that is for it', async () => {
    const api = await switchedOn([aProvider(), aConsumer()]);
    const path = `/${aProvider().id}`;
    const made = (await api.asked('POST', `${path}/apiSecrets`, { authorizationScopes: ['oAuth'] }))
      .body as unknown as CreatedSecretShape;
    const answers = [
      await api.asked('GET', '/?cursor='),
      await api.asked('GET', path),
      await api.asked('GET', `${path}/apiSecrets`),
      await api.asked('PATCH', path, replace('/nome', made.secret)),
      await api.asked('POST', '/', { name: 'x', [made.secret]: made.secret }),
      await api.asked('GET', `/?filter=${encodeURIComponent(made.secret)}`),
      await api.asked('GET', `/${encodeURIComponent(made.secret)}`),
      await api.ask('GET', LIST, { Authorization: `Bearer ${made.secret}` }),
    ];
    const written = [
      ...answers.map(({ text, headers }) => text + JSON.stringify(headers)),
      ...api.lines,
      ...filesIn(api.folder),
    ];
    expect(written.length).toBeGreaterThan(12);
    for (const secret of [made.secret, api.secret])
      for (const text of written)
        expect(text.includes(secret) || text.includes(encodeURIComponent(secret))).toBe(false);
    const view = JSON.stringify(api.tenant.desk.view());
    expect(view).toContain(api.clientId);
    expect(view).not.toContain(api.secret);
  });

  it('would be found', async () => {
    const { folder, clientId } = await switchedOn([aProvider({ consumedApis: [aDependency(2)] })]);
    expect(filesIn(folder).some((text) => text.includes(clientId))).toBe(true);
  });
});

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'utf8'));
