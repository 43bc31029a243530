import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCHEMES, tokenEndpointOf, type Scheme } from '../../../src/core/domain/local-tenant.ts';
import { makeSecretValue, SECRET_MARKS } from '../../../src/core/domain/secret-value.ts';
import { tokenCallAsCurl } from '../../../src/core/domain/token-call.ts';
import { aNewConsumer, aProvider, ORDERS, secretWith } from '../../support/token-applications.ts';
import { startTokenServer, type TokenServer } from '../../support/token-server.ts';

/** An application has twenty secrets at most. */
const CONSUMERS = Array.from({ length: 10 }, () => {
  const secrets = Array.from({ length: 20 }, () => makeSecretValue((count) => randomBytes(count)));
  return {
    secrets,
    consumer: aNewConsumer({ secrets: secrets.map((each, index) => secretWith(each, {}, index + 1)) }),
  };
});
const ALL = CONSUMERS.flatMap(({ consumer, secrets }) => secrets.map((secret) => ({ consumer, secret })));

const folder = mkdtempSync(join(tmpdir(), "trust-desk-test's $HOME "));
const certificateFile = join(folder, 'certificate.pem');

let server: TokenServer;
beforeAll(async () => {
  server = await startTokenServer({
    tenant: { applications: [aProvider(), ...CONSUMERS.map(({ consumer }) => consumer)] },
  });
  writeFileSync(certificateFile, server.tenant.tls.certificate);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly exit: unknown;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What curl printed; its own settings and proxies of this machine have no say. */
function runInBash(script: string, more: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...more };
  return new Promise((settle) => {
    const bash = execFile('bash', ['-eu'], { env, timeout: 20_000 }, (error, stdout) => {
      settle({ exit: error ? error.code : 0, body: stdout === '' ? {} : (JSON.parse(stdout) as Ran['body']) });
    });
    bash.stdin?.end(script.replace('curl ', 'curl --silent --show-error '));
  });
}

const printed = (scheme: Scheme, { consumer, secret }: (typeof ALL)[number]): string =>
  tokenCallAsCurl(
    {
      ...{ tokenEndpoint: tokenEndpointOf(scheme, server.ports), clientId: consumer.clientId, resource: ORDERS },
      ...(scheme === 'https' && { certificateFile }),
    },
    secret,
  );

describe('the printed cURL in bash', () => {
  it('is tried with every character of a secret', () => {
    for (const mark of SECRET_MARKS) expect(ALL.some(({ secret }) => secret.includes(mark))).toBe(true);
  });

  it.each(SCHEMES)('returns a token for 200 secrets over %s', { timeout: 120_000 }, async (scheme) => {
    const wrong: unknown[] = [];
    for (let at = 0; at < ALL.length; at += 4) {
      const four = ALL.slice(at, at + 4);
      const answers = await Promise.all(four.map((each) => runInBash(printed(scheme, each))));
      for (const [index, answer] of answers.entries()) {
        const token = answer.body['access_token'];
        if (typeof token !== 'string' || decodeJwt(token)['azp'] !== four[index]?.consumer.clientId) wrong.push(answer);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(SCHEMES)('asks no proxy of the environment, over %s', async (scheme) => {
    // Port 9 discards: nobody listens there.
    const proxy = 'http://127.0.0.1:9';
    const env = { http_proxy: proxy, https_proxy: proxy, ALL_PROXY: proxy };
    const { body } = await runInBash(printed(scheme, ALL[0]!), env);
    expect(body['access_token']).toBeTypeOf('string');
    const proxied = printed(scheme, ALL[0]!).replace(/ {2}--noproxy .*\n/, '');
    // curl's own number for a connection that failed.
    expect(await runInBash(proxied, env)).toEqual({ exit: 7, body: {} });
  });

  it('is refused with another secret, and trusts nobody without the certificate', async () => {
    const [one] = ALL;
    const { body } = await runInBash(printed('http', { ...one!, secret: `${one!.secret}x` }));
    expect(body['error']).toBe('invalid_client');
    const untrusting = printed('https', one!).replace(/ {2}--cacert .*\n/, '');
    // curl's own number for a certificate that it does not trust.
    expect(await runInBash(untrusting)).toEqual({ exit: 60, body: {} });
  });
});
