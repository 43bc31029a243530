import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import { AUTHENTICATION } from '../../src/core/domain/directory-api/wire.ts';
import { tenantId } from '../../src/core/domain/identifiers.ts';
import { ok } from '../../src/core/domain/result.ts';
import { createTokenShelf } from '../../src/main/check/token-shelf.ts';
import { composeRemote } from '../../src/main/compose-remote.ts';
import { createNoticeBoard } from '../../src/main/directory/local/notices.ts';
import type { TenantParts } from '../../src/main/directory/remote/tenant-parts.ts';
import type { Host } from '../../src/main/host.ts';
import type { Counter } from '../../src/main/ipc/counter.ts';
import type { KeptTenant } from '../../src/main/tenants/tenants-record.ts';
import { clock } from '../../src/main/time-and-chance.ts';
import { aDependency, idOf } from './builders.ts';
import { createInMemoryVault } from './in-memory-vault.ts';
import { oddServer } from './odd-server.ts';
import { worked } from './outcome.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { tell } from './tenant-on-loopback.ts';
import { tenantTwin, type TwinAnswer } from './tenant-twin.ts';

export const CONSUMER = idOf(2);
const PROVIDER = idOf(1);

interface Wishes {
  /** Of the consumer; undefined: the tenant does not say. */
  readonly grants?: readonly string[];
  /** What it answers to a token request instead of a token, with the secret that came. */
  readonly refusal?: (secret: string, number: number) => TwinAnswer | undefined;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Once for all tests, since that takes longer than each of them. */
const keys = generateKeyPair('RS256');

/** A tenant on loopback with a token endpoint, and the product's own handlers for it. */
export async function composedTenant({ grants, refusal = () => undefined, claims = {} }: Wishes = {}) {
  const { privateKey, publicKey } = await keys;
  const published = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }] };
  const twin = tenantTwin();
  const meta = { meta: { type: 'charged' }, branding: {} };
  const { name, apiName } = aDependency(1);
  const provided = { clientId: 'provider', providedApis: [{ name: apiName, description: '', type: 'public' }] };
  twin.add({ ...meta, id: PROVIDER, name: 'Provider', [AUTHENTICATION]: provided });
  const consumedApis = [{ name, apiName, appId: PROVIDER, clientId: 'provider' }];
  const stated = grants ? { openIdConnectConfiguration: { restrictedGrantTypes: [...grants] } } : {};
  twin.add({ ...meta, id: CONSUMER, name: 'Consumer', [AUTHENTICATION]: { clientId: 'c', consumedApis, ...stated } });

  /** Secrets that were sent to the token endpoint. */
  const sent: string[] = [];
  const waits: number[] = [];
  const tokenFor = async (origin: string): Promise<TwinAnswer> => {
    const said = { iss: origin, aud: 'provider', azp: 'c', ias_apis: [apiName], ...claims };
    const unsigned = new SignJWT(said).setProtectedHeader({ alg: 'RS256', kid: 'k' }).setIssuedAt();
    return { status: 200, body: { access_token: await unsigned.setExpirationTime('1h').sign(privateKey) } };
  };
  const server = await oddServer((request, response) => {
    const { body } = server.requests.findLast((each) => each.request === request) ?? { body: '' };
    const { method = '', url = '' } = request;
    if (url === '/oauth2/token') {
      const secret = new URLSearchParams(body).get('client_secret') ?? '';
      const refused = refusal(secret, sent.push(secret));
      if (refused) tell(response, refused);
      else void tokenFor(server.origin).then((answer) => tell(response, answer));
    } else if (url === '/oauth2/certs') tell(response, { status: 200, body: published });
    else if (url.startsWith('/.well-known/'))
      tell(response, { status: 200, body: { issuer: server.origin, jwks_uri: `${server.origin}/oauth2/certs` } });
    else tell(response, twin.answer({ method, url, body }));
  });
  const parts: TenantParts = {
    ...{ origin: server.origin, addresses: 'any', clock },
    authorize: () => Promise.resolve(ok({ header: 'Basic eDp5', confidential: [] })),
    wait: (ms) => Promise.resolve(void waits.push(ms)),
  };
  const id = tenantId(idOf(9));
  const [userDataFolder, notices] = [temporaryFolder(), createNoticeBoard()];
  const remote = worked(
    composeRemote(
      {
        host: { userDataFolder, announceOf: () => NOBODY },
        ...{ notices, vault: createInMemoryVault().vault },
      },
      { tenant: { id, name: 'ACME', origin: server.origin, authority: null } as unknown as KeptTenant, parts },
      local(),
    ),
  );
  onTestFinished(() => remote.close());
  const elsewhere = () =>
    twin.answer({
      ...{ method: 'POST', url: `/Applications/v1/${CONSUMER}/apiSecrets` },
      body: '{"authorizationScopes":["oAuth"]}',
    });
  const folder = join(userDataFolder, 'tenants', id);
  return { ...remote, sent, waits, notices, folder, makeElsewhere: elsewhere };
}

const ignore = () => undefined;
// What is announced goes to a window, and there is none.
const NOBODY = {
  applications: { listed: ignore, changed: ignore },
  dependencies: { unfinishedChanged: ignore },
} as unknown as ReturnType<Host['announceOf']>;

/** What the local tenant's handlers share with those of all tenants, as far as checks ask for it. */
const local = (): Counter =>
  ({
    checks: {
      tokens: createTokenShelf({ now: () => clock.now(), nextHandle: () => idOf(8) }),
      urls: { of: () => '', remember: ignore },
    },
    ...{ keychain: { sessionHolds: () => false }, tenant: {} },
  }) as unknown as Counter;
