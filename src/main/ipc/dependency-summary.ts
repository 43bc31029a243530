import { labelOf, type Application } from '../../core/domain/application.ts';
import { findDependency, resourceOf, targetOf } from '../../core/domain/dependency.ts';
import type { Scheme } from '../../core/domain/local-tenant.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { Secret } from '../../core/domain/secret.ts';
import { tokenCallAsCurl } from '../../core/domain/token-call.ts';
import type { CreatedDependencyView } from '../../shared/ipc/views.ts';
import { secretViewOf } from './application-view.ts';
import type { Counter } from './counter.ts';

interface Shown {
  readonly consumer: Application;
  readonly name: string;
  readonly secret: Secret | undefined;
  readonly newApplication: boolean;
}

/** What the summary dialog shows of a dependency. Failure: dependency-unknown. */
export async function dependencySummary(counter: Counter, shown: Shown): Promise<Result<CreatedDependencyView>> {
  const { consumer, name, secret, newApplication } = shown;
  const dependency = findDependency(consumer.consumedApis, name);
  if (!dependency) return fail({ code: 'dependency-unknown', name });
  const provider = await counter.desk.directory.read(dependency.providerId);
  return ok({
    applicationId: consumer.id,
    application: labelOf(consumer),
    newApplication,
    name,
    apiName: targetOf(dependency),
    provider: provider.ok ? labelOf(provider.value) : dependency.providerId,
    clientId: consumer.clientId,
    resource: resourceOf(name),
    authorityFile: counter.place.authorityFile,
    secret: secret ? secretViewOf(counter, secret) : null,
  });
}

interface PrintedCall {
  readonly consumer: Application;
  readonly dependency: string;
  readonly secret: string;
  readonly over: Scheme;
}

/** The token request as it works at the tenant's present address. */
export function curlFor({ place }: Counter, { consumer, dependency, secret, over }: PrintedCall): string {
  const call = {
    ...place.tokenCall(over),
    clientId: consumer.clientId,
    resource: resourceOf(dependency),
    forUsers: isForUsers(consumer, dependency),
  };
  return tokenCallAsCurl(call, secret);
}

/** A dependency on all APIs is. */
function isForUsers(consumer: Application, name: string): boolean {
  const dependency = findDependency(consumer.consumedApis, name);
  return dependency !== undefined && targetOf(dependency) === null;
}
