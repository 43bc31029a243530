import { expect, it } from 'vitest';
import { promptPage } from './prompt-page.ts';

const page = (what: 'client-secret' | 'password' | 'passphrase', untilQuit = false) =>
  promptPage({
    asked: { what, tenant: 'ACME <prod>', host: 'login.evil.example:8443', account: 'c-1', untilQuit },
    ...{ theme: 'sap_horizon', submit: 'app://prompt/1', cancel: 'app://prompt/cancel', problem: null },
  });

it.each(['client-secret', 'password', 'passphrase'] as const)(
  'who is asked for a %s reads to which address it goes, before the name that somebody has typed',
  (what) => {
    const facts = [...page(what).matchAll(/<dt>(.*)<\/dt>\s*<dd[^>]*>(.*)<\/dd>/g)].map(([, term, fact]) => [
      term,
      fact,
    ]);
    expect(facts.slice(0, 2)).toEqual([
      ['Address', 'login.evil.example:8443'],
      ['Tenant', 'ACME &lt;prod&gt;'],
    ]);
  },
);

it.each(['client-secret', 'password'] as const)('who is asked for a %s reads for how long it is kept', (what) => {
  expect(page(what)).toContain('It is kept in the keychain of this computer and sent');
  expect(page(what, true)).toContain('It is kept until you quit Trust Desk and sent');
  expect(page('passphrase', true)).toContain('is not kept');
});
