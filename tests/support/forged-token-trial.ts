import { decodeJwt } from 'jose';
import fc from 'fast-check';
import { newSigningKey } from '../../src/main/tenant/key-pair.ts';
import { fixedClock } from './fixed-clock.ts';
import { forgedToken } from './forged-tokens.ts';
import { aConsumer, aProvider, JANE_DOE, SECRET, tokenForm } from './token-applications.ts';
import { basic } from './token-request.ts';
import { startTokenServer } from './token-server.ts';
import { tokenServerInside } from './token-wire.ts';

/** Shows so many generated tokens to introspection and to jwt-bearer. Answers which were judged wrongly, and how many of each. */
export async function tryForgedTokens(count: number, seed: number) {
  const clock = fixedClock();
  const wire = await tokenServerInside(() => clock.now());
  const server = await startTokenServer({
    wire,
    tenant: { applications: [aProvider(), aConsumer()], users: [JANE_DOE] },
  });
  const claims = { ...decodeJwt(await server.userToken(aConsumer().id, JANE_DOE.id)) };
  const [foreign, now] = [await newSigningKey(new Date()), clock.now().getTime() / 1000];
  const cases = fc.sample(forgedToken({ keys: server.tenant.keys, foreign, claims, now }), { seed, numRuns: count });
  const headers = { Authorization: basic(aConsumer().clientId, SECRET) };
  const bearer = tokenForm({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' });
  const wrong: string[] = [];
  let right = 0;
  for (const { what, token, isActive, isAccepted } of cases) {
    const introspected = await server.post('/oauth2/introspect', { token }, headers);
    const asserted = await server.post('/oauth2/token', { ...bearer, assertion: token });
    const isRight =
      introspected.status === 200 &&
      introspected.body['active'] === isActive &&
      asserted.status === (isAccepted ? 200 : 400) &&
      asserted.body['error'] === (isAccepted ? undefined : 'invalid_grant');
    if (!isRight) wrong.push(`${what}: ${introspected.text} ${asserted.text.slice(0, 100)}`);
    else if (isAccepted) right += 1;
  }
  return { wrong, right };
}
