import { createServer, type IncomingMessage, type Server } from 'node:http';
import { rmSync } from 'node:fs';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import keytar from 'keytar';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TrustDeskClient } from '../../src/shared/ipc/client.ts';
import { openApplication, section } from './screens/applications.ts';
import { check } from './screens/check.ts';
import { dialogOf } from './screens/dialogs.ts';
import { Scanner, wear } from './support/axe.ts';
import { launch, newProfile, type Launched } from './support/launch.ts';
import { freePorts, holdPort, makeDependency, presetPorts, tenantIs, type MadeDependency } from './support/tenant.ts';
import { tracesInFolder, tracesInMemory } from './support/traces.ts';
import { readSelection, readUntil } from './support/x11.ts';

const DEPENDENCY = 'orders-client';
const CONSUMER = `Consumer ${DEPENDENCY}`;
const PASSED = 'The check passed: all 12 steps are right.';

const userData = newProfile();
let desk: Launched;
let made: MadeDependency;
let ports: Awaited<ReturnType<typeof freePorts>>;
let providerId: string;

beforeAll(async () => {
  ports = await freePorts();
  presetPorts(userData, ports);
  desk = await launch({ userData });
  desk.page.setDefaultTimeout(5_000);
  made = await makeDependency(desk.page, DEPENDENCY);
  await tenantIs(desk.page, 'running');
  providerId = (await read(made.applicationId)).dependencies[0]?.providerId ?? '';
  await openApplication(desk.page, CONSUMER);
});
afterAll(async () => {
  await desk.close();
  rmSync(userData, { recursive: true, force: true });
});

// A test that failed half way leaves none of its dialogs in the way of the next one.
afterEach(async () => {
  const open = desk.page.locator('ui5-dialog[open]');
  for (let tries = 0; tries < 3 && (await open.count()) > 0; tries += 1) await desk.page.keyboard.press('Escape');
});

/** A call of the bridge as the pages make it; a refusal fails the test. */
async function ask<T>(group: keyof TrustDeskClient, name: string, input?: unknown): Promise<T> {
  const answer = await desk.page.evaluate(
    async ([of, call, given]) => {
      const calls = window.trustDesk[of] as unknown as Record<string, (input: unknown) => Promise<unknown>>;
      return calls[call]?.(given);
    },
    [group, name, input] as const,
  );
  const { ok, value, failure } = answer as { ok: boolean; value: T; failure: unknown };
  if (!ok) throw new Error(JSON.stringify(failure));
  return value;
}
type Application = Extract<Awaited<ReturnType<TrustDeskClient['applications']['read']>>, { ok: true }>['value'];
const read = (applicationId: string) => ask<Application>('applications', 'read', { applicationId });
const requestId = () => crypto.randomUUID();

/** From the row of the dependency. */
async function openCheck(): Promise<string> {
  await section(desk.page, 'Dependencies')
    .getByRole('button', { name: `Check ${DEPENDENCY}` })
    .click();
  return check.result(desk.page);
}
const closeCheck = async () => {
  await check.close(desk.page);
  await check.dialog(desk.page).waitFor({ state: 'detached' });
};

describe('a check of what is right', () => {
  it('passes in every step, from the row of the dependency', async () => {
    expect(await openCheck()).toBe(PASSED);
    const steps = await check.steps(desk.page);
    expect(steps.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 12 }, () => 'Passed'));
    expect(steps.map(({ text }) => text)).toContain('It names the API “sales-orders” (ias_apis)');
    await check.dialog(desk.page).getByRole('row', { name: /^aud / }).waitFor();
    await closeCheck();
  });

  it('passes over http, too, and with a secret chosen under Client Authentication', async () => {
    const secrets = section(desk.page, 'Client Authentication');
    await secrets.getByRole('button', { name: /^Check Secret/ }).click();
    expect(await check.result(desk.page)).toBe(PASSED);
    const dialog = check.dialog(desk.page);
    await dialog.getByRole('combobox', { name: 'Address' }).click();
    await desk.page.getByRole('option', { name: 'http', exact: true }).click();
    expect(await check.again(desk.page)).toBe(PASSED);
    await dialog.getByText(`http://127.0.0.1:${ports.http}`).first().waitFor();
    await closeCheck();
  });

  it('is reached from the summary, and Escape leads back to it', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: `Show Credentials of ${DEPENDENCY}` }).click();
    await dialogOf(page, 'Credentials').getByRole('button', { name: 'Check', exact: true }).click();
    expect(await check.result(page)).toBe(PASSED);
    await page.keyboard.press('Escape');
    await check.dialog(page).waitFor({ state: 'detached' });
    await dialogOf(page, 'Credentials').getByRole('button', { name: 'Close' }).click();
  });

  it('leaves the token in main: copied on command, and nowhere else', async () => {
    await openCheck();
    await check.dialog(desk.page).getByRole('button', { name: 'Copy Token' }).click();
    const token = await readUntil(
      () => readSelection('clipboard'),
      (text) => text.split('.').length === 3,
    );
    const { protectedHeader } = await verified(token);
    expect(protectedHeader.alg).toBe('RS256');
    await check.dialog(desk.page).getByText('Token on the clipboard, cleared in').waitFor();
    const signature = token.split('.')[2] ?? '';
    const windowPid = await desk.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
    expect(tracesInMemory(windowPid, [signature])).toEqual([]);
    expect(tracesInFolder(userData, [signature])).toEqual([]);
    await check.dialog(desk.page).getByRole('button', { name: 'Clear Now' }).click();
    await expect.poll(() => readSelection('clipboard')).toBe('');
    await closeCheck();
  });
});

/** As an API verifies it: against the keys the tenant publishes. */
const verified = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`http://127.0.0.1:${ports.http}/oauth2/certs`)));

/** A provider under development: takes real tokens only, and only for its API. */
async function protectedApi(): Promise<{ readonly server: Server; readonly url: string }> {
  const answer = async ({ headers }: IncomingMessage) => {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) return { status: 401, body: {} };
    const { payload } = await verified(token);
    const apis = payload['ias_apis'];
    const may = Array.isArray(apis) && apis.includes('sales-orders');
    return { status: may ? 200 : 403, body: { caller: payload['azp'], orders: [4711] } };
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders` };
}

describe('calling the API', () => {
  it('gets through with the token, shows the answer and remembers the URL', async () => {
    const { page } = desk;
    const { server, url } = await protectedApi();
    await openCheck();
    await check.url(page).fill(url);
    await check.send(page);
    await page.getByText('The API accepts the call.').waitFor();
    const body = page.getByRole('region', { name: 'Body of the Answer' });
    expect(JSON.parse((await body.textContent()) ?? '')).toMatchObject({ orders: [4711] });
    await closeCheck();
    await openCheck();
    expect(await check.url(page).inputValue()).toBe(url);
    server.close();
    server.closeAllConnections();
    await check.send(page);
    await page.getByText('Nothing listens at this address and port.').waitFor();
    await closeCheck();
  });
});

/** One thing that somebody broke. */
interface Breakage {
  readonly what: string;
  readonly break: () => Promise<unknown>;
  /** What the failed step says. */
  readonly says: RegExp;
  /** The name of the button that stands there. */
  readonly button: string;
  readonly mend: () => Promise<unknown>;
}

const policy = (applicationId: string, changed: Record<string, unknown>) =>
  ask('applications', 'setTokenPolicy', {
    ...{ applicationId, grants: ['clientCredentials', 'jwtBearer'], lifetime: 3600, format: 'default' },
    ...changed,
  });
const newSecret = (scopes: readonly string[]) =>
  ask<{ id: string }>('secrets', 'create', {
    ...{ applicationId: made.applicationId, requestId: requestId() },
    secret: { description: '', validity: 'never', scopes },
  });
async function removeSecrets(): Promise<void> {
  const { applicationId } = made;
  for (const { id } of (await read(applicationId)).secrets)
    await ask('secrets', 'remove', { applicationId, secretId: id });
}
async function anew(): Promise<void> {
  await removeSecrets();
  await newSecret(['oAuth']);
}
let squatter: NetServer;
let heard = '';

const BREAKAGES: readonly Breakage[] = [
  {
    what: 'the local tenant is switched off',
    break: () => ask('tenantServer', 'enable', { enabled: false }),
    says: /switched off/,
    button: 'Switch On the Token Endpoint',
    mend: async () => {
      await check.dialog(desk.page).getByRole('button', { name: 'Switch On the Token Endpoint' }).click();
      await check.dialog(desk.page).getByText(PASSED).waitFor();
    },
  },
  {
    what: 'another program has taken its port',
    break: async () => {
      squatter = await holdPort();
      squatter.on('connection', (socket) => socket.on('data', (chunk) => (heard += chunk.toString())));
      const { port } = squatter.address() as AddressInfo;
      await ask('tenantServer', 'setPorts', { http: ports.http, https: port });
      await expect
        .poll(async () => (await ask<{ listeners: { https: { state: string } } }>('tenantServer', 'state')).listeners)
        .toMatchObject({ https: { state: 'failed' }, http: { state: 'running' } });
      await chooseAddress('https');
    },
    says: /Another program uses the port of the token endpoint\. The secret was not sent to it\./,
    button: 'Go to Settings',
    mend: async () => {
      expect(heard).toBe('');
      squatter.close();
      await ask('tenantServer', 'setPorts', ports);
      await expect
        .poll(async () => (await ask<{ listeners: { https: { state: string } } }>('tenantServer', 'state')).listeners)
        .toMatchObject({ https: { state: 'running' } });
    },
  },
  {
    what: 'somebody deleted the secret from the keychain',
    break: async () => {
      const { keychainService } = await ask<{ keychainService: string }>('app', 'about');
      expect(await keytar.deletePassword(keychainService, made.secretId)).toBe(true);
    },
    says: /no longer in the keychain/,
    button: 'Go to Client Authentication',
    mend: anew,
  },
  {
    what: 'there is no secret any more',
    break: removeSecrets,
    says: /has no client secret/,
    button: 'Go to Client Authentication',
    mend: anew,
  },
  {
    what: 'the secret is not for tokens',
    break: async () => {
      await removeSecrets();
      await newSecret(['manageApp']);
    },
    says: /its API access does not include OpenID/,
    button: 'Go to Client Authentication',
    mend: anew,
  },
  {
    what: 'the client ID is locked after wrong secrets',
    break: async () => {
      const { clientId } = await read(made.applicationId);
      const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: 'wrong' };
      for (let tries = 0; tries < 5; tries += 1) {
        const body = new URLSearchParams(form);
        const { status } = await fetch(`http://127.0.0.1:${ports.http}/oauth2/token`, { method: 'POST', body });
        expect(status).toBe(401);
      }
    },
    says: /is locked after five wrong secrets in a row/,
    button: 'Go to Client ID Lock',
    mend: () => ask('applications', 'unlock', { applicationId: made.applicationId }),
  },
  {
    what: 'client credentials are not allowed',
    break: () => policy(made.applicationId, { grants: ['jwtBearer'] }),
    says: /may not use the grant type Client Credentials/,
    button: 'Go to Token Policy',
    mend: () => policy(made.applicationId, {}),
  },
  {
    what: 'the provider no longer provides the API',
    break: async () => {
      const api = { applicationId: providerId, name: 'sales-orders' };
      const affected = await ask<readonly { consumerId: string; name: string }[]>('providedApis', 'affected', api);
      const confirmed = affected.map(({ consumerId, name }) => ({ consumerId, name }));
      await ask('providedApis', 'remove', { ...api, confirmed });
    },
    says: /“Sales Orders” no longer provides the API “sales-orders”/,
    button: 'Go to Dependencies',
    mend: () => ask('providedApis', 'add', { applicationId: providerId, name: 'sales-orders', description: '' }),
  },
  {
    what: 'the provider asks for opaque tokens',
    break: () => policy(providerId, { format: 'opaque' }),
    says: /The token is opaque/,
    button: 'Go to the Provider',
    mend: () => policy(providerId, {}),
  },
  {
    what: 'the dependency is on all APIs, for users only',
    break: async () => {
      await ask('providedApis', 'allowAll', { applicationId: providerId, allowed: true });
      await ask('dependencies', 'repoint', { applicationId: made.applicationId, name: DEPENDENCY, apiName: null });
    },
    says: /which is for users only/,
    button: 'Go to Dependencies',
    mend: () =>
      ask('dependencies', 'repoint', {
        ...{ applicationId: made.applicationId, name: DEPENDENCY, apiName: 'sales-orders' },
      }),
  },
];

async function chooseAddress(scheme: 'http' | 'https'): Promise<void> {
  const select = check.dialog(desk.page).getByRole('combobox', { name: 'Address' });
  await select.click();
  await desk.page.getByRole('option', { name: scheme, exact: true }).click();
}

describe('what somebody broke', () => {
  it.each(BREAKAGES)('is explained and can be mended: $what', async ({ break: spoil, says, button, mend }) => {
    const { page } = desk;
    // Whatever the one before has left.
    if ((await openCheck()) !== PASSED) throw new Error(await check.dialog(page).innerText());
    await spoil();
    await check.again(page);
    const failed = check.failed(page);
    await failed.getByText(says).waitFor();
    await failed.getByRole('button', { name: button }).waitFor();
    await mend();
    // What was removed meanwhile is chosen anew when the dialog is opened.
    await closeCheck();
    expect(await openCheck()).toBe(PASSED);
    await closeCheck();
  });

  it('leads to the section where it is mended', async () => {
    const { page } = desk;
    await removeSecrets();
    await openCheck();
    await check.failed(page).getByRole('button', { name: 'Go to Client Authentication' }).click();
    await check.dialog(page).waitFor({ state: 'detached' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent.trim()))
      .toBe('Client Authentication');
    await anew();
  });
});

describe('the dialog of a check', () => {
  it.each(['light', 'dark', 'high-contrast-black', 'high-contrast-white'] as const)(
    'has nothing that axe objects to, passed and failed, in %s',
    async (theme) => {
      const { page } = desk;
      await wear(page, theme);
      const scanner = new Scanner(page, theme);
      await openCheck();
      await check.url(page).fill('http://127.0.0.1:1/');
      await check.send(page);
      await page.getByText('No answer').waitFor();
      await scanner.see('passed');
      await policy(made.applicationId, { grants: ['jwtBearer'] });
      await check.again(page);
      await check.failed(page).first().waitFor();
      await scanner.see('failed');
      await policy(made.applicationId, {});
      await closeCheck();
      expect([scanner.seen, scanner.found]).toEqual([['passed', 'failed'], {}]);
    },
  );

  it('needs no width that a narrow window does not have', async () => {
    const { page } = desk;
    await desk.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMinimumSize(300, 300);
      window?.setContentSize(400, 480);
    });
    await page.waitForFunction(() => window.innerWidth < 410);
    await openCheck();
    const beyond = await check
      .dialog(page)
      .evaluate((dialog) =>
        [...dialog.querySelectorAll('*:not(.visually-hidden, .visually-hidden *, pre *, ui5-option)')]
          .filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1)
          .map((each) => `${each.tagName} ${each.textContent.slice(0, 40)}`),
      );
    expect(beyond).toEqual([]);
    await closeCheck();
    expect(desk.pageErrors()).toEqual([]);
  });
});
