import type * as Dns from 'node:dns';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fixedClock } from '../../../tests/support/fixed-clock.ts';
import { oddServer } from '../../../tests/support/odd-server.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { aTenant } from '../../../tests/support/tenants-world.ts';
import { ok } from '../../core/domain/result.ts';
import { parseTenantAddress } from '../../core/domain/tenant-address.ts';
import { send } from '../directory/remote/tenant-client.ts';
import type { Credentials } from './credentials.ts';
import { createSignInMemory } from './sign-in-memory.ts';
import { connectionTo } from './tenant-connection.ts';
import type { KeptTenant } from './tenants-record.ts';
import { TenantAddresses } from './tenant-addresses.ts';

type Addresses = readonly { readonly address: string; readonly family: number }[];
/** What the name leads to, asked one time after the other; the last one stays. Undefined: nobody answers. */
let leadsTo: (Addresses | Error | undefined)[];

const next = () => (leadsTo.length > 1 ? leadsTo.shift() : leadsTo[0]);
// Only what a name leads to is played; connections are real.
vi.mock('node:dns', async (original) => ({
  ...(await original<typeof Dns>()),
  lookup: (_name: string, _options: object, answer: (error: Error | null, found: Addresses) => void) =>
    answer(null, next() as Addresses),
}));
vi.mock('node:dns/promises', () => ({
  lookup: () => {
    const found = next();
    if (found instanceof Error) return Promise.reject(found);
    return found === undefined ? new Promise(() => undefined) : Promise.resolve(found);
  },
}));

const PUBLIC = [{ address: '192.31.196.1', family: 4 }];
const LOOPBACK = [{ address: '127.0.0.1', family: 4 }];
const CUSTOM = 'login.example.com';
const certificate = { subject: '', issuer: '', names: [], validFrom: '', validTo: '', fingerprint: 'AA:01' };

const addresses = () =>
  new TenantAddresses({ peek: () => Promise.resolve({ kind: 'certificate', certificate, trouble: null }) });
const parsed = (address: string) => worked(parseTenantAddress(address));

beforeEach(() => (leadsTo = [PUBLIC]));
afterEach(() => void vi.useRealTimers());

describe('an address', () => {
  it.each([
    ['a public address', PUBLIC, ['custom-domain']],
    ['this machine', LOOPBACK, ['custom-domain', 'private-address']],
    ['public and private ones', [...PUBLIC, ...LOOPBACK], ['custom-domain', 'private-address']],
    ['nothing', new Error('ENOTFOUND'), ['custom-domain']],
  ])('whose name leads to %s is told with what is to be confirmed', async (_, found, concerns) => {
    leadsTo = [found];
    expect(worked(await addresses().examine(CUSTOM, undefined))).toMatchObject({ concerns, certificate });
  });

  it('is not waited for while no name server answers', async () => {
    vi.useFakeTimers();
    leadsTo = [undefined];
    const examined = addresses().examine(CUSTOM, undefined);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(worked(await examined).concerns).toEqual(['custom-domain']);
  });

  it('of SAP needs no confirmation while it is a public one', async () => {
    const documented = parsed('acme.accounts.ondemand.com');
    expect(worked(await addresses().judge(documented, [], undefined))).toEqual([]);
    leadsTo = [LOOPBACK];
    expect(refusal(await addresses().judge(documented, ['private-address'], undefined))).toEqual({
      ...{ code: 'address-unconfirmed', concerns: ['private-address'] },
    });
  });
});

describe('a name that leads elsewhere after it was looked at', () => {
  it('has to be confirmed again before a tenant is added', async () => {
    const known = addresses();
    leadsTo = [PUBLIC, LOOPBACK];
    worked(await known.examine(CUSTOM, undefined));
    // Whatever the window says.
    const judged = await known.judge(parsed(CUSTOM), ['custom-domain', 'private-address'], undefined);
    expect(refusal(judged)).toEqual({ code: 'address-unconfirmed', concerns: ['custom-domain', 'private-address'] });
  });

  it('gets no request, with or without a token', async () => {
    const server = await oddServer((_, response) => response.end('{}'));
    const credentials = {
      read: () => Promise.resolve(ok({ kind: 'text', value: 's3cret' })),
    } as unknown as Credentials;
    const known = addresses();
    worked(await known.examine(CUSTOM, undefined));
    const confirmed = worked(await known.judge(parsed(CUSTOM), ['custom-domain'], undefined));
    leadsTo = [LOOPBACK];
    const ask = (tenant: KeptTenant) =>
      send(
        connectionTo(tenant, { credentials, clock: fixedClock(), memory: createSignInMemory() }),
        { method: 'GET', path: '/Applications/v1/' },
        { missing: { code: 'application-unknown', id: '' }, timeoutMs: 5_000 },
      );
    for (const signIn of [
      { kind: 'client-secret', clientId: 'c-1' },
      { kind: 'user-password', userName: 'jane' },
    ] as const) {
      const tenant = aTenant(1, { origin: `http://${CUSTOM}:${server.port}`, confirmed, signIn });
      expect(await ask(tenant)).toMatchObject({ kind: 'no-answer', trouble: 'address-private' });
      expect(server.requests).toHaveLength(0);
    }
    // Control: where a private address was confirmed, they do arrive.
    await ask(aTenant(1, { origin: server.origin, confirmed: ['private-address'] }));
    expect(server.requests).not.toHaveLength(0);
  });
});
