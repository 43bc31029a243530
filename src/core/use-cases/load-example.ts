import type { Application } from '../domain/application.ts';
import { ok, type Result } from '../domain/result.ts';
import { createDependency } from './create-dependency.ts';
import type { Desk } from './desk.ts';
import { newApplication } from './new-application.ts';

/** A provider and a consumer to try the procedure with. A refusal half way leaves nothing. */
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
  const provided: Application = {
    ...provider.value,
    providedApis: [{ name: 'sales-orders', description: 'Read and create sales orders' }],
  };
  for (const application of [provided, consumer.value]) {
    const created = await desk.directory.create(application);
    if (!created.ok) return undo(desk, [provided, consumer.value], created);
  }
  const dependency = await createDependency(desk, {
    providerId: provided.id,
    name: 'order-dashboard',
    apiName: 'sales-orders',
    consumer: { kind: 'existing', applicationId: consumer.value.id },
  });
  return dependency.ok ? ok(provided) : undo(desk, [provided, consumer.value], dependency);
}

async function undo(
  desk: Desk,
  applications: readonly Application[],
  refused: Result<never>,
): Promise<Result<Application>> {
  for (const application of applications) await desk.directory.remove(application.id);
  return refused;
}
