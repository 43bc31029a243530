import { randomBytes, X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { exchange } from '../../src/main/outgoing/exchange.ts';
import { peek } from '../../src/main/outgoing/peek.ts';
import { isRevoked } from '../../src/main/outgoing/revoked.ts';
import { issue } from '../support/issued.ts';
import { staple } from '../support/staples.ts';
import { company, revokedStaple, serve, stapling } from '../support/tls-servers.ts';

const own = issue({ issuer: company });
const { serialNumber } = new X509Certificate(own.certificate);
const OTHER = 'deadbeef';
const authorities = [company.certificate];

/** A server that sends this along in its handshake. */
async function servingStaple(sent: Buffer) {
  const served = await serve(own);
  const asked = stapling(served, sent);
  const { origin } = served;
  const request = {
    url: origin,
    method: 'GET',
    headers: { authorization: 'Bearer x' },
    body: '',
    authorities,
  } as const;
  return {
    served,
    asked,
    exchanged: () => exchange({ ...request, tooLarge: 'refuse' }),
    peeked: () => peek({ origin, authorities, addresses: 'any' }),
  };
}

it('no credential goes to a server that says itself that its certificate was revoked (T50)', async () => {
  const { served, asked, exchanged, peeked } = await servingStaple(revokedStaple(own));
  expect(await exchanged()).toEqual({ ok: false, trouble: 'tls-revoked' });
  expect(await peeked()).toMatchObject({ kind: 'certificate', trouble: 'tls-revoked' });
  expect([served.credentials(), asked()]).toEqual([0, 2]);
});

it.each([
  ['good', staple(serialNumber, 'good')],
  ['of unknown state', staple(serialNumber, 'unknown')],
  ['about another certificate', staple(OTHER, 'revoked')],
  ['not to be read', Buffer.from('no staple')],
] as const)('a staple that is %s stops nobody', async (_, sent) => {
  const { served, exchanged, peeked } = await servingStaple(sent);
  expect(await exchanged()).toMatchObject({ ok: true, answer: { status: 200 } });
  expect(await peeked()).toMatchObject({ kind: 'certificate', trouble: null });
  expect(served.credentials()).toBe(1);
});

it('what is cut or random is read without an error, and revokes nothing', () => {
  const whole = revokedStaple(own);
  expect(isRevoked(whole, serialNumber)).toBe(true);
  for (let length = 0; length < whole.length; length += 1) {
    const cut = whole.subarray(0, length);
    expect(() => isRevoked(cut, serialNumber)).not.toThrow();
  }
  for (let round = 0; round < 200; round += 1) expect(isRevoked(randomBytes(300), serialNumber)).toBe(false);
});
