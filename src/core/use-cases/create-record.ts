import type { Application } from '../domain/application.ts';
import type { Result } from '../domain/result.ts';
import type { Desk } from './desk.ts';

/** Stores a new application. One that was refused may have reached the disk all the same; what is there of it goes again. */
export async function createRecord(desk: Desk, application: Application): Promise<Result<Application>> {
  const created = await desk.directory.create(application);
  if (!created.ok && created.failure.code !== 'application-exists') await desk.directory.remove(application.id);
  return created;
}
