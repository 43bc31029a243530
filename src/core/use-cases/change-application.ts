import { parseDescription, parseDisplayName, parseName, type Application } from '../domain/application.ts';
import { checkStillAsShown, editedIn, type Edit } from '../domain/edit.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { ok, type Result } from '../domain/result.ts';
import { changeMembers, type Desk } from './desk.ts';
import type { ApplicationTexts } from './new-application.ts';

type Member = keyof ApplicationTexts;
type Texts = Readonly<Record<Member, string>>;

const RULES: Record<Member, (typed: string) => Result<string>> = {
  displayName: parseDisplayName,
  name: parseName,
  description: parseDescription,
};

/** Renames and describes; what was not edited is not written. Failures: those of the texts, list-changed-meanwhile, application-unknown, store-*. */
export async function changeApplication(
  desk: Desk,
  id: ApplicationId,
  { before, wanted }: Edit<ApplicationTexts>,
): Promise<Result<Application>> {
  const edit: Edit<Texts> = { before: { ...before }, wanted: { ...wanted } };
  const texts = editedTexts(edit);
  if (!texts.ok) return texts;
  return changeMembers(desk, id, (current) => {
    const { displayName = '', name = '', description } = current;
    const same = checkStillAsShown(edit, { displayName, name, description });
    if (!same.ok) return same;
    // An emptied name takes the display name, as that of a new application.
    const named = texts.value.name === '' ? { name: texts.value.displayName ?? displayName } : {};
    return ok({ ...texts.value, ...named });
  });
}

function editedTexts(edit: Edit<Texts>): Result<Partial<Texts>> {
  const texts: Partial<Record<Member, string>> = {};
  for (const member of editedIn(edit)) {
    const parsed = RULES[member](edit.wanted[member]);
    if (!parsed.ok) return parsed;
    texts[member] = parsed.value;
  }
  return ok(texts);
}
