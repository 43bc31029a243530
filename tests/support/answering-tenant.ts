import type { ServerResponse } from 'node:http';
import { applicationId, secretId } from '../../src/core/domain/identifiers.ts';
import { ok, type Result } from '../../src/core/domain/result.ts';
import type { SignIn } from '../../src/core/domain/tenant.ts';
import { openRemoteDirectory } from '../../src/main/directory/remote/remote-directory.ts';
import { createConnectionProbe } from '../../src/main/tenants/connection-probe.ts';
import type { Credentials, SignInCredential } from '../../src/main/tenants/credentials.ts';
import { createSignInMemory } from '../../src/main/tenants/sign-in-memory.ts';
import { connectionTo } from '../../src/main/tenants/tenant-connection.ts';
import { countedId } from './counted-ids.ts';
import { fixedClock } from './fixed-clock.ts';
import { oddServer } from './odd-server.ts';
import { refusal, worked } from './outcome.ts';
import { aTenant } from './tenants-world.ts';

/** Kept: until the test says otherwise. */
type Answer = readonly [status: number, body: object] | 'silence' | 'kept';

interface Answers {
  readonly token: Answer;
  readonly basic: Answer;
  readonly bearer?: Answer;
}

export const INVALID_CLIENT = [401, { error: 'invalid_client' }] as const;
export const UNAUTHORIZED = [401, { error: { message: 'No.' } }] as const;
export const WORKS = [200, { totalResults: 0, applications: [] }] as const;
export const TOKEN = [200, { access_token: 'token', expires_in: 3600 }] as const;

/** A tenant that answers as it is told, and every try to sign in, in order. */
export async function answeringTenant(
  given: Answers,
  signIn: SignIn = { kind: 'client-secret', clientId: 'c-1' },
  secret: SignInCredential = { kind: 'text', value: 's3cret' },
) {
  const tries: (keyof Answers)[] = [];
  const kept: ServerResponse[] = [];
  const answers = { bearer: UNAUTHORIZED, ...given };
  const server = await oddServer((request, response) => {
    const kind = kindOf(request.headers.authorization, request.url);
    tries.push(kind);
    const answer = answers[kind];
    if (answer === 'kept') kept.push(response);
    else if (answer !== 'silence') send(response, answer);
  });
  const credentials = { read: () => Promise.resolve(ok(secret)) } as unknown as Credentials;
  const clock = fixedClock();
  const memory = createSignInMemory(clock.elapsedMs);
  const tenantWith = (credential: number) =>
    aTenant(1, { origin: server.origin, signIn, credential: secretId(countedId(credential)) });
  /** As each test of the connection, and each opening, does: the name of the credential says which it is. */
  const open = (credential = 1, timeoutMs = 10_000, wait: () => void = () => undefined) => {
    const parts = connectionTo(tenantWith(credential), { credentials, clock, memory });
    return worked(openRemoteDirectory({ ...parts, wait: () => Promise.resolve().then(wait), timeoutMs }));
  };
  const probe = () => {
    const tenant = tenantWith(1);
    return createConnectionProbe({ tenant, parts: connectionTo(tenant, { credentials, clock, memory }) });
  };
  return {
    ...{ clock, open, probe, tries, kept },
    list: async (credential?: number) => codeOf(await open(credential).list()),
    given: (changed: Partial<Answers>) => void Object.assign(answers, changed),
    answerKept: (answer: readonly [number, object] | 'reset') =>
      kept.splice(0).forEach((response) => (answer === 'reset' ? response.destroy() : send(response, answer))),
  };
}

/** `listed`, or why not. */
export const codeOf = (listed: Result<unknown>): string => (listed.ok ? 'listed' : refusal(listed).code);

export const AN_APPLICATION = applicationId(countedId(7));

function kindOf(authorization: string | undefined, url: string | undefined): keyof Answers {
  if (url === '/oauth2/token') return 'token';
  return authorization?.startsWith('Bearer ') === true ? 'bearer' : 'basic';
}

const send = (response: ServerResponse, [status, body]: readonly [number, object]): unknown =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
