import type { AddressInfo, Server } from 'node:net';
import keytar from 'keytar';
import { describe, expect, it } from 'vitest';
import { check } from './screens/check.ts';
import { CheckedDesk, DEPENDENCY, PASSED } from './support/checked-desk.ts';
import { holdPort } from './support/tenant.ts';

const at = new CheckedDesk();
const requestId = () => crypto.randomUUID();

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

const newSecret = (scopes: readonly string[]) =>
  at.ask<{ id: string }>('secrets', 'create', {
    ...{ applicationId: at.made.applicationId, requestId: requestId() },
    secret: { description: '', validity: 'never', scopes },
  });
async function removeSecrets(): Promise<void> {
  const { applicationId } = at.made;
  for (const { id } of (await at.read()).secrets) await at.ask('secrets', 'remove', { applicationId, secretId: id });
}
async function anew(): Promise<void> {
  await removeSecrets();
  await newSecret(['oAuth']);
}
let squatter: Server;
let heard = '';

const BREAKAGES: readonly Breakage[] = [
  {
    what: 'the local tenant is switched off',
    break: () => at.ask('tenantServer', 'enable', { enabled: false }),
    says: /switched off/,
    button: 'Switch On the Token Endpoint',
    mend: async () => {
      await check.dialog(at.page).getByRole('button', { name: 'Switch On the Token Endpoint' }).click();
      await check.dialog(at.page).getByText(PASSED).waitFor();
      // The button went with what it mended.
      await expect.poll(() => at.focused()).toBe('Check Again');
    },
  },
  {
    what: 'another program has taken its port',
    break: async () => {
      squatter = await holdPort();
      squatter.on('connection', (socket) => socket.on('data', (chunk) => (heard += chunk.toString())));
      const { port } = squatter.address() as AddressInfo;
      await at.ask('tenantServer', 'setPorts', { http: at.ports.http, https: port });
      await expect
        .poll(
          async () => (await at.ask<{ listeners: { https: { state: string } } }>('tenantServer', 'state')).listeners,
        )
        .toMatchObject({ https: { state: 'failed' }, http: { state: 'running' } });
      await chooseAddress('https');
    },
    says: /Another program uses the port of the token endpoint\. The secret was not sent to it\./,
    button: 'Go to Settings',
    mend: async () => {
      expect(heard).toBe('');
      squatter.close();
      await at.ask('tenantServer', 'setPorts', at.ports);
      await expect
        .poll(
          async () => (await at.ask<{ listeners: { https: { state: string } } }>('tenantServer', 'state')).listeners,
        )
        .toMatchObject({ https: { state: 'running' } });
    },
  },
  {
    what: 'somebody deleted the secret from the keychain',
    break: async () => {
      const { keychainService } = await at.ask<{ keychainService: string }>('app', 'about');
      expect(await keytar.deletePassword(keychainService, at.made.secretId)).toBe(true);
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
      const { clientId } = await at.read();
      const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: 'wrong' };
      for (let tries = 0; tries < 5; tries += 1) {
        const body = new URLSearchParams(form);
        const { status } = await fetch(`http://127.0.0.1:${at.ports.http}/oauth2/token`, { method: 'POST', body });
        expect(status).toBe(401);
      }
    },
    says: /is locked after five wrong secrets in a row/,
    button: 'Go to Client ID Lock',
    mend: () => at.ask('applications', 'unlock', { applicationId: at.made.applicationId }),
  },
  {
    what: 'client credentials are not allowed',
    break: () => at.policy(at.made.applicationId, { grants: ['jwtBearer'] }),
    says: /may not use the grant type Client Credentials/,
    button: 'Go to Token Policy',
    mend: () => at.policy(at.made.applicationId, {}),
  },
  {
    what: 'the provider no longer provides the API',
    break: async () => {
      const api = { applicationId: at.providerId, name: 'sales-orders' };
      const affected = await at.ask<readonly { consumerId: string; name: string }[]>('providedApis', 'affected', api);
      const confirmed = affected.map(({ consumerId, name }) => ({ consumerId, name }));
      await at.ask('providedApis', 'remove', { ...api, confirmed });
    },
    says: /“Sales Orders” no longer provides the API “sales-orders”/,
    button: 'Go to Dependencies',
    mend: () => at.ask('providedApis', 'add', { applicationId: at.providerId, name: 'sales-orders', description: '' }),
  },
  {
    what: 'the provider asks for opaque tokens',
    break: () => at.policy(at.providerId, { format: 'opaque' }),
    says: /The token is opaque/,
    button: 'Go to the Provider',
    mend: () => at.policy(at.providerId, {}),
  },
  {
    what: 'the dependency is on all APIs, for users only',
    break: async () => {
      await at.ask('providedApis', 'allowAll', { applicationId: at.providerId, allowed: true, confirmed: [] });
      await at.ask('dependencies', 'repoint', {
        applicationId: at.made.applicationId,
        name: DEPENDENCY,
        apiName: null,
      });
    },
    says: /which is for users only/,
    button: 'Go to Dependencies',
    mend: () =>
      at.ask('dependencies', 'repoint', {
        ...{ applicationId: at.made.applicationId, name: DEPENDENCY, apiName: 'sales-orders' },
      }),
  },
];

async function chooseAddress(scheme: 'http' | 'https'): Promise<void> {
  const select = check.dialog(at.page).getByRole('combobox', { name: 'Address' });
  await select.click();
  await at.page.getByRole('option', { name: scheme.toUpperCase(), exact: true }).click();
}

describe('what somebody broke', () => {
  it.each(BREAKAGES)('is explained and can be mended: $what', async ({ break: spoil, says, button, mend }) => {
    const { page } = at;
    // Whatever the one before has left.
    if ((await at.openCheck()) !== PASSED) throw new Error(await check.dialog(page).innerText());
    await spoil();
    await check.again(page);
    const failed = check.failed(page);
    await failed.getByText(says).waitFor();
    await failed.getByRole('button', { name: button }).waitFor();
    await mend();
    // What was removed meanwhile is chosen anew when the dialog is opened.
    await at.closeCheck();
    expect(await at.openCheck()).toBe(PASSED);
    await at.closeCheck();
  });

  it('leads to the section where it is mended', async () => {
    const { page } = at;
    await removeSecrets();
    await at.openCheck();
    await check.failed(page).getByRole('button', { name: 'Go to Client Authentication' }).click();
    await check.dialog(page).waitFor({ state: 'detached' });
    await expect.poll(() => at.focused()).toBe('Client Authentication');
    await anew();
  });
});
