import { labelOf } from '../../../core/domain/application.ts';
import { meaningOf } from '../../../core/domain/check/claim-meaning.ts';
import { instantOf, textOfValue, type DecodedClaims } from '../../../core/domain/check/judge-claims.ts';
import { targetOf } from '../../../core/domain/dependency.ts';
import type { Scheme } from '../../../core/domain/local-tenant.ts';
import { ok, type Result } from '../../../core/domain/result.ts';
import type { Secret } from '../../../core/domain/secret.ts';
import { callApi } from '../../../core/use-cases/call-api.ts';
import { checkDependency, type CheckReport, type CheckRequest } from '../../../core/use-cases/check-dependency.ts';
import type { CheckView, DecodedMember, TokenView } from '../../../shared/ipc/check-views.ts';
import { valuePlaceOf } from '../application-view.ts';
import type { AllHandlers, Counter } from '../counter.ts';

async function run(counter: Counter, request: CheckRequest, wished: Scheme | null): Promise<Result<CheckView>> {
  const { desk, checks } = counter;
  const { over, endpoint } = checks.endpoint(wished);
  const { reasons, patience } = checks;
  const valueAt = (secret: Secret) => valuePlaceOf(counter, secret);
  const checked = await checkDependency({ ...desk, endpoint, reasons, patience, valueAt }, request);
  if (!checked.ok) return checked;
  const { consumer, dependency, secret, steps, retries } = checked.value;
  return ok({
    ...{ address: endpoint.origin, over, steps, retries },
    consumer: { id: consumer.id, label: labelOf(consumer) },
    provider: dependency ? { id: dependency.providerId, label: await providerLabel(counter, checked.value) } : null,
    dependency: dependency?.name ?? null,
    apiName: dependency ? targetOf(dependency) : null,
    secret: secret ? { id: secret.id, hint: secret.hint } : null,
    token: tokenView(counter, checked.value),
  });
}

async function providerLabel({ desk }: Counter, { dependency }: CheckReport): Promise<string> {
  if (!dependency) return '';
  const provider = await desk.directory.read(dependency.providerId);
  return provider.ok ? labelOf(provider.value) : dependency.providerId;
}

/** The token itself goes on the shelf. */
function tokenView({ checks }: Counter, { token, dependency }: CheckReport): TokenView | null {
  if (!token) return null;
  const expires = instantOf(token.decoded?.claims['exp']) ?? null;
  const providerId = dependency?.providerId;
  return {
    handle: checks.tokens.keep({ value: token.value, providerId }, expires),
    header: token.decoded ? membersOf(token.decoded.header) : null,
    claims: token.decoded ? membersOf(token.decoded.claims) : null,
    expires,
    lastUrl: providerId === undefined ? '' : checks.urls.of(providerId),
  };
}

const INSTANTS: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf']);

const membersOf = (members: DecodedClaims): readonly DecodedMember[] =>
  Object.entries(members).map(([name, value]) => {
    const instant = INSTANTS.has(name) ? instantOf(value) : undefined;
    const meaning = meaningOf(name) ?? null;
    return { name, value: instant ?? textOfValue(value), isInstant: instant !== undefined, meaning };
  });

export function checkHandlers(counter: Counter): AllHandlers['checks'] {
  const { checks } = counter;
  return {
    run: ({ applicationId: consumerId, over, dependency, secretId }) =>
      run(counter, { consumerId, dependency, secretId }, over),
    callApi: ({ handle, ...request }) =>
      callApi(
        {
          caller: checks.caller,
          token: (named) => checks.tokens.take(named),
          rememberUrl: (providerId, url) => checks.urls.remember(providerId, url),
        },
        handle,
        request,
      ),
  };
}
