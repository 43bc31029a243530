import type { Application } from '../domain/application.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import type { Result } from '../domain/result.ts';
import { changeMembers, type Desk } from './desk.ts';
import { parseTexts, type ApplicationTexts } from './new-application.ts';

/** Renames and describes. Failures: those of the texts, application-unknown, store-*. */
export async function changeApplication(
  desk: Desk,
  id: ApplicationId,
  typed: ApplicationTexts,
): Promise<Result<Application>> {
  const texts = parseTexts(typed);
  return texts.ok ? changeMembers(desk, id, () => texts) : texts;
}
