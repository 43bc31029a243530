import { findDependency, resourceOf } from '../../../core/domain/dependency.ts';
import { APPLICATIONS_PATH } from '../../../core/domain/directory-api/wire.ts';
import { fail, type Result } from '../../../core/domain/result.ts';
import { SECRET_PLACEHOLDER } from '../../../core/domain/token-call.ts';
import { readSecret } from '../../../core/use-cases/read-secret.ts';
import type { Copyable, FailureDetails } from '../../../shared/ipc/call-inputs.ts';
import type { RequestPreview } from '../../../shared/ipc/creation-views.ts';
import type { AllHandlers, Counter } from '../counter.ts';
import { curlFor } from '../dependency-summary.ts';

type CopyableId = Extract<Copyable, { readonly kind: 'application-id' | 'client-id' }>;
type CopyableTrust = Extract<Copyable, { readonly kind: 'certificate-file' | 'node-extra-ca-certs' | 'xssec-domains' }>;
type CopyableOfApi = Extract<Copyable, { readonly kind: 'administrator-client-id' | 'administrator-secret' }>;
type Named<K extends Copyable['kind']> = Extract<Copyable, { readonly kind: K }>;

async function copyId(counter: Counter, item: CopyableId): Promise<Result<void>> {
  const application = await counter.desk.directory.read(item.applicationId);
  if (!application.ok) return application;
  return counter.machine.copyText(item.kind === 'client-id' ? application.value.clientId : application.value.id);
}

async function copyResource(counter: Counter, item: Named<'resource'>): Promise<Result<void>> {
  const application = await counter.desk.directory.read(item.applicationId);
  if (!application.ok) return application;
  const dependency = findDependency(application.value.consumedApis, item.dependency);
  if (!dependency) return fail({ code: 'dependency-unknown', name: item.dependency });
  return counter.machine.copyText(resourceOf(dependency.name));
}

async function copySecret(counter: Counter, item: Named<'secret'>): Promise<Result<void>> {
  const read = await readSecret(counter.desk, item.applicationId, item.secretId);
  return read.ok ? counter.machine.copySecretText('secret', read.value.value) : read;
}

async function copyCurl(counter: Counter, item: Named<'curl'>): Promise<Result<void>> {
  const { desk, machine } = counter;
  const application = await desk.directory.read(item.applicationId);
  if (!application.ok) return application;
  if (!findDependency(application.value.consumedApis, item.dependency)) {
    return fail({ code: 'dependency-unknown', name: item.dependency });
  }
  const call = { consumer: application.value, dependency: item.dependency, over: item.over };
  if (!item.secretId) return machine.copyText(curlFor(counter, { ...call, secret: SECRET_PLACEHOLDER }));
  const read = await readSecret(desk, item.applicationId, item.secretId);
  if (!read.ok) return read;
  return machine.copySecretText('curl', curlFor(counter, { ...call, secret: read.value.value }));
}

function copyTrust({ machine, tenant }: Counter, { kind }: CopyableTrust): Promise<Result<void>> {
  const { trust } = tenant.view();
  if (!trust) return Promise.resolve(fail({ code: 'tenant-server-not-running' }));
  switch (kind) {
    case 'certificate-file':
      return machine.copyText(trust.certificateFile);
    case 'node-extra-ca-certs':
      return machine.copyText(trust.nodeExtraCaCerts);
    case 'xssec-domains':
      return machine.copyText(trust.domains);
  }
}

async function copyUserToken(counter: Counter, item: Named<'user-token'>): Promise<Result<void>> {
  const token = await counter.place.userToken(item.applicationId, item.userId);
  return token.ok ? counter.machine.copySecretText('user-token', token.value) : token;
}

async function copyToken({ checks, machine }: Counter, { handle }: Named<'token'>): Promise<Result<void>> {
  const token = checks.tokens.take(handle);
  return token ? machine.copySecretText('token', token.value) : fail({ code: 'token-gone' });
}

async function copyPreview({ creations, machine }: Counter, item: Named<'preview'>): Promise<Result<void>> {
  const all = creations?.previewed(item.requestId) ?? [];
  const chosen = item.index === null ? all : all.slice(item.index, item.index + 1);
  if (item.index !== null && item.index < 0) return fail({ code: 'preview-gone' });
  if (chosen.length === 0) return fail({ code: 'preview-gone' });
  return machine.copyText(chosen.map(textOf).join('\n\n'));
}

const detailsText = ({ code, status, message, reference }: FailureDetails): string =>
  [
    `Code: ${code}`,
    ...(status === null ? [] : [`Status: ${status}`]),
    ...(message === '' ? [] : [`Message: ${message}`]),
    ...(reference === '' ? [] : [`${code === 'unexpected' ? 'Reference' : 'X-Ids-Id'}: ${reference}`]),
  ].join('\n');

const textOf = ({ method, path, body }: RequestPreview): string =>
  body === null ? `${method} ${path}` : `${method} ${path}\n\n${body}`;

/** What a script needs to use the applications API. */
async function copyOfApi({ machine, tenant }: Counter, { kind }: CopyableOfApi): Promise<Result<void>> {
  const { directoryApi } = tenant.view();
  if (!directoryApi) return fail({ code: 'request-refused' });
  if (kind === 'administrator-client-id') return machine.copyText(directoryApi.clientId);
  const value = await tenant.directoryApi.secretValue();
  return value.ok ? machine.copySecretText('secret', value.value) : value;
}

function copy(counter: Counter, item: Copyable): Promise<Result<void>> {
  switch (item.kind) {
    case 'application-id':
    case 'client-id':
      return copyId(counter, item);
    case 'resource':
      return copyResource(counter, item);
    case 'secret':
      return copySecret(counter, item);
    case 'curl':
      return copyCurl(counter, item);
    case 'tenant-address':
      return counter.machine.copyText(counter.tenant.view().listeners[item.scheme].address);
    case 'certificate-file':
    case 'node-extra-ca-certs':
    case 'xssec-domains':
      return copyTrust(counter, item);
    case 'user-token':
      return copyUserToken(counter, item);
    case 'token':
      return copyToken(counter, item);
    case 'preview':
      return copyPreview(counter, item);
    case 'failure':
      return counter.machine.copyText(detailsText(item));
    case 'administrator-client-id':
    case 'administrator-secret':
      return copyOfApi(counter, item);
    case 'directory-api-address':
      return counter.machine.copyText(counter.tenant.view().listeners[item.scheme].address + APPLICATIONS_PATH);
  }
}

export function clipboardHandlers(counter: Counter): AllHandlers['clipboard'] {
  return {
    copy: (item) => copy(counter, item),
    clear: () => counter.machine.clearClipboard(),
  };
}
