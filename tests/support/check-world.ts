import { aDependency, anApplication, aSecret, idOf } from './builders.ts';
import { testDesk } from './desk.ts';
import { worked } from './outcome.ts';
import type { TokenAnswer } from '../../src/core/domain/check/token-answer.ts';
import type { Application } from '../../src/core/domain/application.ts';
import type { Secret } from '../../src/core/domain/secret.ts';
import type { RequestReason } from '../../src/core/domain/token-request.ts';
import type { ValuePlace } from '../../src/core/domain/usable-secret.ts';
import type { DecodedToken, SignatureFinding, TokenRequest } from '../../src/core/use-cases/check-ports.ts';
import { checkDependency, type CheckReport, type CheckRequest } from '../../src/core/use-cases/check-dependency.ts';

const provider = anApplication(1);
export const secret = aSecret(1);
export const consumer = (changed: Partial<Application> = {}) =>
  anApplication(2, { consumedApis: [aDependency(1)], secrets: [secret], ...changed });
export const ISSUER = 'http://127.0.0.1:8750';
const TOKEN: TokenAnswer = { kind: 'token', token: 'the.token.itself' };

export interface CheckWorld {
  readonly consumer?: Application;
  readonly answer?: TokenAnswer;
  readonly decoded?: DecodedToken | undefined;
  readonly signature?: SignatureFinding;
  /** As discovery says it. */
  readonly issuer?: string;
  readonly exact?: RequestReason;
  readonly value?: string;
  /** Before any other answer. */
  readonly first?: readonly TokenAnswer[];
  /** Seconds ago; a tenant elsewhere has made the secret then. Null: it has, and not of late. */
  readonly made?: number | null;
  /** Seconds ago, in a tenant elsewhere too: the consumer was changed from here. */
  readonly changed?: number;
  readonly valueAt?: (secret: Secret) => ValuePlace;
}

export async function checkWorld(given: CheckWorld = {}) {
  const desk = await testDesk([provider, given.consumer ?? consumer()]);
  worked(await desk.vault.keep(secret.id, given.value ?? 'abcd-the-value'));
  const asked: TokenRequest[] = [];
  const first = [...(given.first ?? [])];
  const pauses: number[] = [];
  const seconds = desk.clock.now().getTime() / 1000;
  const claims = {
    ...{ iss: ISSUER, aud: provider.clientId, azp: consumer().clientId, ias_apis: ['orders'] },
    ...{ iat: seconds, exp: seconds + 3600 },
  };
  const decoded = 'decoded' in given ? given.decoded : { header: { alg: 'RS256' }, claims };
  const endpoint = {
    origin: ISSUER,
    fetchToken: (request: TokenRequest) => {
      asked.push(request);
      return Promise.resolve(first.shift() ?? given.answer ?? TOKEN);
    },
    decode: () => decoded,
    verify: () =>
      Promise.resolve<SignatureFinding>(given.signature ?? { code: 'verified', issuer: given.issuer ?? ISSUER }),
  };
  const reasons = { find: () => Promise.resolve(given.exact) };
  const { made, valueAt = () => 'here' } = given;
  const ago = (seconds: number | null = null) =>
    seconds === null ? undefined : new Date(desk.clock.now().getTime() - seconds * 1000);
  const patience = {
    keptAt: (id: string) => (id === secret.id ? ago(made) : undefined),
    changedAt: (id: string) => (id === idOf(2) ? ago(given.changed) : undefined),
    pause: (retry: number) => Promise.resolve(void pauses.push(retry)),
  };
  const more = { endpoint, reasons, valueAt, patience: made === undefined ? null : patience };
  const request: CheckRequest = { consumerId: idOf(2), dependency: 'orders-client', secretId: null };
  const check = (changed: Partial<CheckRequest> = {}) =>
    checkDependency({ ...desk, ...more }, { ...request, ...changed });
  return { desk, asked, check, claims, pauses };
}
export const failedOf = ({ steps }: CheckReport) =>
  steps.flatMap((step) => (step.outcome === 'failed' ? [[step.name, step.reason.code]] : []));
export const reasonIn = ({ steps }: CheckReport) => steps.find(({ outcome }) => outcome === 'failed');
