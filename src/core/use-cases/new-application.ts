import { parseDescription, parseDisplayName, parseName, type Application } from '../domain/application.ts';
import { applicationId, clientId } from '../domain/identifiers.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Desk } from './desk.ts';

export interface ApplicationTexts {
  readonly displayName: string;
  /** Technical name; empty takes the display name, as an application without a name is hard to find by script. */
  readonly name: string;
  readonly description: string;
}

export function parseTexts(texts: ApplicationTexts): Result<ApplicationTexts> {
  const displayName = parseDisplayName(texts.displayName);
  if (!displayName.ok) return displayName;
  const name = parseName(texts.name);
  if (!name.ok) return name;
  const description = parseDescription(texts.description);
  if (!description.ok) return description;
  return ok({
    displayName: displayName.value,
    name: name.value === '' ? displayName.value : name.value,
    description: description.value,
  });
}

/** An own application that provides and consumes nothing yet; not stored. Failures: those of the three texts. */
export function newApplication(desk: Desk, typed: ApplicationTexts, id = desk.ids.next()): Result<Application> {
  const texts = parseTexts(typed);
  if (!texts.ok) return texts;
  const now = desk.clock.now().toISOString();
  return ok({
    id: applicationId(id),
    clientId: clientId(desk.ids.next()),
    ...texts.value,
    kind: 'charged',
    created: now,
    lastModified: now,
    providedApis: [],
    allowsAllApisForPrincipalPropagation: false,
    consumedApis: [],
    secrets: [],
  });
}
