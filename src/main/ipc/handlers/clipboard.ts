import { findDependency, resourceOf } from '../../../core/domain/dependency.ts';
import { fail, type Result } from '../../../core/domain/result.ts';
import { readSecret } from '../../../core/use-cases/read-secret.ts';
import type { Copyable } from '../../../shared/ipc/contract.ts';
import type { AllHandlers, Counter } from '../counter.ts';
import { curlFor, SECRET_PLACEHOLDER } from '../dependency-summary.ts';

type CopyableId = Exclude<Copyable, { readonly kind: 'resource' | 'secret' | 'curl' }>;
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
  if (!item.secretId) return machine.copyText(curlFor(application.value, item.dependency, SECRET_PLACEHOLDER));
  const read = await readSecret(desk, item.applicationId, item.secretId);
  return read.ok ? machine.copySecretText('curl', curlFor(application.value, item.dependency, read.value.value)) : read;
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
  }
}

export function clipboardHandlers(counter: Counter): AllHandlers['clipboard'] {
  return {
    copy: (item) => copy(counter, item),
    clear: () => counter.machine.clearClipboard(),
  };
}
