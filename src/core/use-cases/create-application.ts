import type { Application } from '../domain/application.ts';
import type { Result } from '../domain/result.ts';
import { createRecord } from './create-record.ts';
import type { Desk } from './desk.ts';
import { newApplication, type ApplicationTexts } from './new-application.ts';

/** `id`: of the request, and of its application, so that a second try makes no second one. Failures: those of the texts, application-exists, store-*. */
export async function createApplication(
  desk: Desk,
  texts: ApplicationTexts,
  id = desk.ids.next(),
): Promise<Result<Application>> {
  const application = newApplication(desk, texts, id);
  if (!application.ok) return application;
  return createRecord(desk, application.value);
}
