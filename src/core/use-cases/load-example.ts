import type { Application } from '../domain/application.ts';
import type { Dependency } from '../domain/dependency.ts';
import { ok, type Result } from '../domain/result.ts';
import { createRecord } from './create-record.ts';
import type { Desk } from './desk.ts';
import { newApplication } from './new-application.ts';

/** A provider and a consumer to try the procedure with; answers with the provider. A refusal half way leaves nothing. */
export async function loadExample(desk: Desk): Promise<Result<Application>> {
  const provider = newApplication(desk, {
    displayName: 'Sales Orders',
    name: 'sales-orders',
    description: 'Example: an application that provides an API to others.',
  });
  const consumer = newApplication(desk, {
    displayName: 'Order Dashboard',
    name: 'order-dashboard',
    description: 'Example: an application that consumes the API of Sales Orders.',
  });
  if (!provider.ok) return provider;
  if (!consumer.ok) return consumer;
  const providedApis = [{ name: 'sales-orders', description: 'Read and create sales orders' }];
  const dependency: Dependency = {
    name: 'order-dashboard',
    apiName: 'sales-orders',
    providerId: provider.value.id,
    providerClientId: provider.value.clientId,
  };
  const provided: Application = { ...provider.value, providedApis };
  const created = await createRecord(desk, provided);
  if (!created.ok) return created;
  const consuming = await createRecord(desk, { ...consumer.value, consumedApis: [dependency] });
  if (consuming.ok) return ok(provided);
  await desk.directory.remove(provided.id);
  return consuming;
}
