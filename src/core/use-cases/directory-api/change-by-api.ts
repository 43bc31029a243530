import type { Application } from '../../domain/application.ts';
import { errorOf, type ApiError, type Judged } from '../../domain/directory-api/api-error.ts';
import { draftOf, type ApplicationDraft } from '../../domain/directory-api/application-draft.ts';
import { at, shapeOf } from '../../domain/directory-api/application-shape.ts';
import { overlaid } from '../../domain/directory-api/json-value.ts';
import { patched, type PatchOperation } from '../../domain/directory-api/json-patch.ts';
import { AUTHENTICATION, type JsonObject } from '../../domain/directory-api/wire.ts';
import type { ApplicationId } from '../../domain/identifiers.ts';
import { fail, ok } from '../../domain/result.ts';
import { changed, refused, type ApiDesk, type Carried } from './api-desk.ts';
import { applyDraft, lockAsWished, providersAmong, type Providers } from './apply-draft.ts';

/** `PATCH /Applications/v1/<id>`: on the state that is there when it is written, all operations or none. */
export async function changeByApi(
  desk: ApiDesk,
  id: ApplicationId,
  operations: readonly PatchOperation[],
): Promise<Carried> {
  const provider = await providersAmong(desk);
  if (!provider.ok) return refused(errorOf(provider.failure));
  let judged: Judged<Changed> | undefined;
  const written = await desk.directory.change(id, (current) => {
    judged = changedBy(desk, current, { operations, provider: provider.value });
    // What is written is decided here; why not is told below, in the API's own words.
    return judged.error ? fail({ code: 'request-refused' }) : ok(judged.value.application);
  });
  if (judged?.error) return refused(judged.error);
  if (!written.ok || !judged) return refused(written.ok ? MISSED : errorOf(written.failure));
  const locked = await lockAsWished(desk, id, judged.value.draft);
  return locked.ok ? changed(id) : refused(errorOf(locked.failure));
}

/** A directory that changes without asking what to. */
const MISSED: ApiError = { status: 500, message: 'The application could not be changed.' };

interface Changed {
  readonly application: Application;
  readonly draft: ApplicationDraft;
}

interface Change {
  readonly operations: readonly PatchOperation[];
  readonly provider: Providers;
}

function changedBy(desk: ApiDesk, current: Application, { operations, provider }: Change): Judged<Changed> {
  const lock = desk.locks.lockOf(current.id);
  const shape = shapeOf(current, { origin: '', lock });
  const wanted = patched(shape, operations);
  if (wanted.error) return wanted;
  const draft = draftOf(wanted.value);
  if (draft.error) return draft;
  const now = desk.clock.now().toISOString();
  const settings = withPublicClientTime(draft.value.directorySettings, { before: shape, after: wanted.value, now });
  const application = applyDraft(current, { ...draft.value, directorySettings: settings }, provider);
  if (application.error) return application;
  return { value: { application: { ...application.value, lastModified: now }, draft: draft.value } };
}

const REST_API = [AUTHENTICATION, 'restApiAuthentication'];
const TIME = 'publicClientModificationTime';

/** Recorded: the time when public client flows were switched, which nobody can set. */
function withPublicClientTime(
  settings: JsonObject,
  { before, after, now }: { readonly before: JsonObject; readonly after: JsonObject; readonly now: string },
): JsonObject {
  const allowed = (shape: JsonObject) => at(shape, [...REST_API, 'allowPublicClientFlows']) === true;
  const time = allowed(before) === allowed(after) ? at(before, [...REST_API, TIME]) : now;
  return time === undefined
    ? settings
    : overlaid(settings, { [AUTHENTICATION]: { restApiAuthentication: { [TIME]: time } } });
}
