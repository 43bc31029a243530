import type { Application } from '../domain/application.ts';
import type { Result } from '../domain/result.ts';
import { createRecord } from './create-record.ts';
import type { Desk } from './desk.ts';
import { newApplication, type ApplicationTexts } from './new-application.ts';

/** Failures: those of the texts, store-*. */
export async function createApplication(desk: Desk, texts: ApplicationTexts): Promise<Result<Application>> {
  const application = newApplication(desk, texts);
  if (!application.ok) return application;
  return createRecord(desk, application.value);
}
