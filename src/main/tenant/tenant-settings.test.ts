import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { worked } from '../../../tests/support/outcome.ts';
import { DEFAULT_PORTS } from '../../core/domain/local-tenant.ts';
import { offerPort } from './free-port.ts';
import { createTenantSettings } from './tenant-settings.ts';

const settingsWith = (stored: Readonly<Record<string, unknown>>) => {
  const values = new Map(Object.entries(stored));
  return createTenantSettings({ get: (key) => values.get(key), set: (key, value) => values.set(key, value).size > 0 });
};

describe('the settings of the local tenant', () => {
  it('have it on, at the usual ports, until somebody says otherwise', () => {
    const settings = settingsWith({});
    expect([settings.enabled(), settings.ports()]).toEqual([true, DEFAULT_PORTS]);
    settings.rememberEnabled(false);
    settings.rememberPorts({ http: 9000, https: 9001 });
    expect([settings.enabled(), settings.ports()]).toEqual([false, { http: 9000, https: 9001 }]);
  });

  it.each([
    null,
    7,
    [],
    { http: 9000 },
    { http: 9000, https: 9000 },
    { http: 80, https: 443 },
    { http: '9000', https: 1 },
  ])('take no ports from a file that holds %j', (localTenantPorts) => {
    expect(settingsWith({ localTenantPorts }).ports()).toEqual(DEFAULT_PORTS);
  });
});

describe('the port that is offered', () => {
  it('is free and is neither of those that are set', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((settle) => holder.once('listening', settle));
    const { port: taken } = holder.address() as AddressInfo;
    // The one before is what is set: the next one is taken, and the one after it is the other address'.
    const ports = { http: taken - 1, https: taken + 1 };
    const { port } = worked(await offerPort('http', ports));
    expect([ports.http, taken, ports.https]).not.toContain(port);
    const found = createServer().listen(port, '127.0.0.1');
    await new Promise((settle) => found.once('listening', settle));
    found.close();
    holder.close();
  });
});
