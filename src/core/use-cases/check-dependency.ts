import type { Application } from '../domain/application.ts';
import {
  failedAt,
  passedBefore,
  stepsFrom,
  type CheckReason,
  type CheckStep,
  type Findings,
  type KeychainFailureCode,
} from '../domain/check/check-step.ts';
import { judgeClaims } from '../domain/check/judge-claims.ts';
import { FRESH_RETRIES, mayBeTooFresh } from '../domain/check/too-fresh.ts';
import { judgeAnswer, type TokenAnswer } from '../domain/check/token-answer.ts';
import { findDependency, resourceOf, targetOf, type Dependency } from '../domain/dependency.ts';
import type { Failure, FailureCode } from '../domain/failure.ts';
import type { ApplicationId, SecretId } from '../domain/identifiers.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { findSecret, HINT_LENGTH, type Secret } from '../domain/secret.ts';
import { allowingClientCredentials } from '../domain/token/token-policy.ts';
import { secretToCheck, type ValuePlace } from '../domain/usable-secret.ts';
import type { DecodedToken, Patience, ReasonOfRefusal, TokenEndpoint, TokenRequest } from './check-ports.ts';
import type { Desk } from './desk.ts';
import { readSecret } from './read-secret.ts';

export interface CheckDesk extends Pick<Desk, 'directory' | 'vault' | 'clock'> {
  readonly endpoint: TokenEndpoint;
  readonly reasons: ReasonOfRefusal;
  /** Null: what the tenant has made counts at once, and a refusal is not asked about again. */
  readonly patience: Patience | null;
  readonly valueAt: (secret: Secret) => ValuePlace;
}

export interface CheckRequest {
  readonly consumerId: ApplicationId;
  /** Null: a token for the consumer itself. */
  readonly dependency: string | null;
  /** Null: the newest one that can ask for tokens and whose value is here. */
  readonly secretId: SecretId | null;
}

/** For main only: `token` holds what opens the API, and must never be sent to the window as it is. */
export interface CheckReport {
  readonly consumer: Application;
  readonly dependency: Dependency | undefined;
  readonly secret: Secret | undefined;
  readonly steps: readonly CheckStep[];
  /** How often it was asked again because something of it is new. */
  readonly retries: number;
  readonly token: { readonly value: string; readonly decoded: DecodedToken | undefined } | undefined;
}

/** Gets a token for this very dependency with this very secret and judges it. Failures: application-unknown, dependency-unknown, store-*, secret-unknown. */
export async function checkDependency(desk: CheckDesk, request: CheckRequest): Promise<Result<CheckReport>> {
  const consumer = await desk.directory.read(request.consumerId);
  if (!consumer.ok) return consumer;
  const { dependency: name } = request;
  const dependency = name === null ? undefined : findDependency(consumer.value.consumedApis, name);
  if (name !== null && !dependency) return fail({ code: 'dependency-unknown', name });
  const secret = chosenSecret(desk, consumer.value, request.secretId);
  if (request.secretId !== null && !secret) return fail({ code: 'secret-unknown', id: request.secretId });
  const checked = await findOut(desk, { consumer: consumer.value, dependency, secret });
  return ok({
    ...{ consumer: consumer.value, dependency, secret },
    steps: stepsFrom(checked.findings),
    ...{ token: checked.token, retries: checked.retries },
  });
}

const chosenSecret = (
  { clock, valueAt }: CheckDesk,
  { secrets }: Application,
  id: SecretId | null,
): Secret | undefined =>
  id === null ? secretToCheck(secrets, { now: clock.now(), valueAt }) : findSecret(secrets, id);

interface Subject {
  readonly consumer: Application;
  readonly dependency: Dependency | undefined;
  readonly secret: Secret | undefined;
}

interface Checked {
  readonly findings: Findings;
  readonly retries: number;
  readonly token: CheckReport['token'];
}

async function findOut(desk: CheckDesk, subject: Subject): Promise<Checked> {
  const { consumer, dependency, secret } = subject;
  if (!secret) return notAsked(failedAt('secret-found', { code: 'no-secret' }));
  const value = await valueOf(desk, consumer, secret);
  if (typeof value !== 'string') return notAsked(value);
  // A refusal that can be foreseen would count towards the lock of the client ID.
  if (allowingClientCredentials(consumer)) return notAsked(GRANT_MISSING);
  const since = desk.clock.now();
  const request = {
    clientId: consumer.clientId,
    secret: value,
    resource: dependency ? resourceOf(dependency.name) : null,
  };
  const { answer, retries } = await askedFor(desk, request, { consumer, secret });
  if (answer.kind !== 'token') {
    const refused = answer.kind === 'refused' || answer.kind === 'not-understood';
    const exact = refused ? await desk.reasons.find({ clientId: consumer.clientId, since }) : undefined;
    return { findings: judgeAnswer(answer, exact ?? null), retries, token: undefined };
  }
  const decoded = desk.endpoint.decode(answer.token);
  const findings = await judgeToken(desk, subject, answer.token);
  return { findings, retries, token: { value: answer.token, decoded } };
}

/** What is new is asked for again when it is refused, each time after a pause. */
async function askedFor(
  { endpoint, clock, patience }: CheckDesk,
  request: TokenRequest,
  { consumer, secret }: { readonly consumer: Application; readonly secret: Secret },
): Promise<{ readonly answer: TokenAnswer; readonly retries: number }> {
  let answer = await endpoint.fetchToken(request);
  let retries = 0;
  const written = { secret: patience?.keptAt(secret.id), application: patience?.changedAt(consumer.id) };
  while (patience && retries < FRESH_RETRIES && mayBeTooFresh(answer, written, clock.now())) {
    retries += 1;
    await patience.pause(retries);
    answer = await endpoint.fetchToken(request);
  }
  return { answer, retries };
}

const GRANT_MISSING: Findings = { ...passedBefore('endpoint-reached'), 'grant-allowed': { code: 'grant-missing' } };

const notAsked = (findings: Findings): Checked => ({ findings, retries: 0, token: undefined });

async function valueOf(desk: CheckDesk, consumer: Application, secret: Secret): Promise<string | Findings> {
  if (desk.valueAt(secret) === 'elsewhere')
    return failedAt('secret-found', { code: 'made-elsewhere', hint: secret.hint });
  // Everything that can be wrong with reading it is a finding here, not a failure of the check.
  const read = await readSecret(desk, consumer.id, secret.id);
  if (!read.ok) return failedAt('secret-found', reasonFor(read.failure, secret));
  const { value } = read.value;
  if (value.slice(0, HINT_LENGTH) !== secret.hint)
    return failedAt('hint-matches', { code: 'hint-differs', hint: secret.hint });
  return value;
}

function reasonFor({ code }: Failure, { hint }: Secret): CheckReason {
  if (isOfKeychain(code)) return { code: 'keychain-failed', failure: code };
  return code === 'secret-session-ended' ? { code: 'session-ended', hint } : { code: 'secret-missing', hint };
}

const isOfKeychain = (code: FailureCode): code is KeychainFailureCode => code.startsWith('keychain-');

async function judgeToken(desk: CheckDesk, { consumer, dependency }: Subject, token: string): Promise<Findings> {
  const { endpoint, clock } = desk;
  const decoded = endpoint.decode(token);
  if (!decoded) return failedAt('signature', { code: 'token-opaque' });
  const verified = await endpoint.verify(token);
  // What an unsigned token says is worth nothing, right or wrong.
  if (verified.code !== 'verified') return failedAt('signature', verified);
  const expected = {
    issuers: [endpoint.origin, ...(verified.issuer === null ? [] : [verified.issuer])] as const,
    audience: dependency?.providerClientId ?? consumer.clientId,
    consumer: consumer.clientId,
    api: dependency ? targetOf(dependency) : null,
  };
  return { ...passedBefore('issuer'), ...judgeClaims(decoded.claims, expected, clock.now()) };
}
