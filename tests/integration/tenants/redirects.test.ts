import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { secretId, tenantId } from '../../../src/core/domain/identifiers.ts';
import { ok, type Result } from '../../../src/core/domain/result.ts';
import { openRemoteDirectory } from '../../../src/main/directory/remote/remote-directory.ts';
import { createConnectionProbe } from '../../../src/main/tenants/connection-probe.ts';
import type { Credentials } from '../../../src/main/tenants/credentials.ts';
import { createSignIn } from '../../../src/main/tenants/sign-in.ts';
import { createSignInMemory } from '../../../src/main/tenants/sign-in-memory.ts';
import type { KeptTenant } from '../../../src/main/tenants/tenants-record.ts';
import { textOf } from '../../../src/renderer/src/failure-text/failure-text.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { oddServer } from '../../support/odd-server.ts';
import { refusal, worked } from '../../support/outcome.ts';
import { attempt, check, isWrite, OPERATIONS } from '../../support/remote-operations.ts';
import type { WireFault } from '../../support/tenant-on-loopback.ts';

/** All there are (RFC 9110, 15.4), and those that a client follows by itself. */
const STATUSES = [300, 301, 302, 303, 304, 305, 306, 307, 308];
const FOLLOWED = [301, 302, 303, 307, 308];
/** Of the token endpoint and of the list, whoever asks. */
const ANSWER = { access_token: 'token', expires_in: 3600, totalResults: 0, applications: [] };

/** Where a redirect leads: whoever comes there is counted before it could say anything. */
async function elsewhere() {
  const sockets: Socket[] = [];
  const server = createServer((socket) =>
    sockets.push(socket.on('error', () => undefined).end('HTTP/1.1 204 None\r\n\r\n')),
  );
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  onTestFinished(() => void server.close());
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, connections: () => sockets.length };
}

/** Another host, with and without its scheme, and with user information that a request would have to send. */
const leading = (host: string) => [`http://${host}/Applications/v1/`, `//${host}/`, `http://x@${host}/oauth2/token`];

function signedIn(origin: string) {
  const clock = fixedClock();
  const tenant: KeptTenant = {
    ...{ id: tenantId('t'), name: 'T', origin, colour: 'blue', production: false, credential: secretId('c') },
    ...{ signIn: { kind: 'client-secret', clientId: 'id' }, confirmed: ['private-address'] },
  };
  const credentials = {
    read: () => Promise.resolve(ok({ kind: 'text', value: 'top-secret' })),
  } as unknown as Credentials;
  const parts = {
    origin,
    clock,
    wait: () => Promise.resolve(),
    addresses: 'any' as const,
    ...createSignIn({ tenant, credentials, clock, memory: createSignInMemory() }),
  };
  return { directory: worked(openRemoteDirectory(parts)), probe: createConnectionProbe({ tenant, parts }) };
}

function expectWords(result: Result<unknown>): void {
  expect(textOf(refusal(result)).cause).toContain('a redirect, which is never followed');
}

describe.each(STATUSES)('a redirect with %i', (status) => {
  const redirecting = (location: string, when: WireFault['when'] = 'before'): WireFault => ({
    when,
    how: (response) => response.writeHead(status, { location }).end(),
  });

  it.each(Object.entries(OPERATIONS))('is not followed when %s, wherever it leads', async (_, operation) => {
    const target = await elsewhere();
    for (const location of leading(target.host)) {
      const refused = await attempt(operation, () => redirecting(location));
      // What is not read before it is written may have happened all the same.
      if (refused.tenant.asked.some(isWrite)) expect(refusal(refused.result).code).toBe('tenant-outcome-unknown');
      else expectWords(refused.result);
      for (const when of ['before', 'after'] as const) {
        const fault = redirecting(location, when);
        check(operation, 'a redirect', await attempt(operation, (request) => (isWrite(request) ? fault : undefined)));
      }
    }
    expect(target.connections()).toBe(0);
  });

  it('is not followed with the client ID and secret that ask for a token, nor with the token', async () => {
    const target = await elsewhere();
    for (const location of leading(target.host))
      for (const redirected of [/^\/oauth2\/token/, /^\/Applications/, /./]) {
        const server = await oddServer((request, response) => {
          if (redirected.test(request.url ?? '')) response.writeHead(status, { location }).end();
          else response.end(JSON.stringify(ANSWER));
        });
        const { directory } = signedIn(server.origin);
        const listed = await directory.list();
        if (redirected.test('/Applications')) expectWords(listed);
        else expect(worked(listed)).toEqual([]);
        const asked = server.requests.map(({ request }) => `${request.method} ${request.url?.split('?')[0]}`);
        expect(asked).toEqual(['POST /oauth2/token', 'GET /Applications/v1/']);
      }
    expect(target.connections()).toBe(0);
  });

  it('is not followed by a test of the connection', async () => {
    const target = await elsewhere();
    const [location = ''] = leading(target.host);
    const server = await oddServer((_, response) => response.writeHead(status, { location }).end());
    const { probe } = signedIn(server.origin);
    expect(await probe.discover()).toEqual({ code: 'not-a-tenant', status });
    expect(await probe.read()).toMatchObject({ code: 'tenant-answer-unknown', problem: 'redirect' });
    // Of a write a redirect says neither that it may be made nor that it may not.
    expect(await probe.write()).toBe('unknown');
    expect(server.requests).toHaveLength(4);
    expect(target.connections()).toBe(0);
  });
});

it.each(FOLLOWED)('a redirect with %i is followed by what Node has for it (control)', async (status) => {
  const target = await elsewhere();
  const server = await oddServer((_, response) =>
    response.writeHead(status, { location: `http://${target.host}/` }).end(),
  );
  await fetch(server.origin);
  expect(target.connections()).toBe(1);
});
