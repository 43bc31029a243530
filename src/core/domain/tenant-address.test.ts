import { describe, expect, it } from 'vitest';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { tryAddresses } from '../../../tests/support/tenant-address-trial.ts';
import { parseTenantAddress } from './tenant-address.ts';

const TENANT = 'https://my-tenant.accounts.ondemand.com';
const concernsOf = (typed: string) => worked(parseTenantAddress(typed)).concerns;

describe('the address of a tenant', () => {
  it.each([
    'my-tenant.accounts.ondemand.com',
    ' https://my-tenant.accounts.ondemand.com ',
    'HTTPS://My-Tenant.Accounts.OnDemand.com/',
    'https://my-tenant.accounts.ondemand.com:443/admin/#/applications?x=@y',
    'my-tenant.accounts.ondemand.com/oauth2/token',
    'my-tenant.accounts.ondemand.com?x',
  ])('is its host, however it was copied: %s', (typed) => {
    const address = worked(parseTenantAddress(typed));
    expect(address).toMatchObject({ origin: TENANT, host: 'my-tenant.accounts.ondemand.com', port: 443, concerns: [] });
  });

  it.each(['accounts.ondemand.com', 'accounts.cloud.sap', 'accounts.sapcloud.cn', 'trial-accounts.ondemand.com'])(
    'needs no confirmation under %s',
    (domain) => {
      expect(concernsOf(`x.${domain}`)).toEqual([]);
      // The domain itself is no tenant, and a tenant has one label.
      expect(concernsOf(domain)).toEqual(['custom-domain']);
      expect(concernsOf(`a.b.${domain}`)).toEqual(['custom-domain']);
    },
  );

  it.each([
    ...['login.example.com', 'x.accounts.ondemand.com.evil.example', 'x-accounts.ondemand.com', 'xaccounts.cloud.sap'],
    ...['x.accounts.ondemand.com:8443', 'x.accounts9.ondemand.com', '8.8.8.8'],
    ...['x.accounts.ondemand.co', '[2606:4700::1111]'],
  ])('is confirmed as one of a custom domain: %s', (typed) => expect(concernsOf(typed)).toEqual(['custom-domain']));

  it.each([
    ...['localhost', 'LOCALHOST:8751', 'a.localhost', 'nas.local', 'idp.internal', 'x.home.arpa'],
    ...['127.0.0.1:8751', '10.0.0.1', '192.168.1.1', '169.254.169.254', '[::1]', '[fe80::1]', '[::ffff:127.0.0.1]'],
  ])('is confirmed as a private one: %s', (typed) => expect(concernsOf(typed)).toEqual(['private-address']));

  it.each(
    [
      ['http://x.accounts.ondemand.com', 'not-https'],
      ['ftp://x', 'not-https'],
      ['javascript://x', 'not-https'],
      ['acme', 'one-word'],
      ['https://Acme:8443/admin', 'one-word'],
      ['https://me@x.accounts.ondemand.com', 'user-info'],
      ['https://x.accounts.ondemand.com@evil.example', 'user-info'],
      ['x:secret@evil.example', 'user-info'],
      ...[
        'https://',
        'https:///x',
        '//x',
        'x.accounts.ondemand.com.',
        'a..b',
        '-a.example',
        'a-.example',
        'a_b.example',
      ],
      ...[
        'tënant.accounts.ondemand.com',
        'x.accounts.ondemand.com\\.evil.example',
        'a b',
        '127.1',
        '0x7f.0.0.1',
        '2130706433',
      ],
      ...[
        '0177.0.0.1',
        '0x7f000001',
        '1.2.3.4.5',
        '[::1',
        '[fe80::1%25eth0]',
        'x:0',
        'x:65536',
        'x:',
        `${'a'.repeat(64)}.example`,
      ],
    ].map((each) => (typeof each === 'string' ? ([each, 'host'] as const) : each)),
  )('is not %j', (typed, problem) => {
    expect(refusal(parseTenantAddress(typed))).toEqual({ code: 'url-malformed', field: 'tenant-address', problem });
  });

  it('has to be there, and to have an end', () => {
    expect(refusal(parseTenantAddress('  '))).toEqual({ code: 'field-empty', field: 'tenant-address' });
    expect(refusal(parseTenantAddress('a'.repeat(2_049)))).toMatchObject({ code: 'field-too-long', limit: 2_048 });
  });

  it('is where a URL parser goes, whatever was typed, or nothing, and is confirmed unless it is SAP’s', () => {
    const seed = Date.now() % 1_000_000_007;
    const { wrong, tried, refused, confirmed, unconfirmed, naive } = tryAddresses(2_000, seed);
    expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    expect(Math.min(tried.size, refused, confirmed, unconfirmed, naive)).toBeGreaterThan(10);
  });
});
