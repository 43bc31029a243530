import type { Application } from '../../domain/application.ts';
import { errorOf, invalid, type ApiError, type Judged } from '../../domain/directory-api/api-error.ts';
import { APPLICATION_MEMBERS } from '../../domain/directory-api/application-members.ts';
import { draftOf, type ApplicationDraft } from '../../domain/directory-api/application-draft.ts';
import { locationOf } from '../../domain/directory-api/application-shape.ts';
import { FRESH_APPLICATION } from '../../domain/directory-api/fresh-application.ts';
import { overlaid, withoutNulls } from '../../domain/directory-api/json-value.ts';
import { textIn, violation } from '../../domain/directory-api/member-rules.ts';
import { AUTHENTICATION, type JsonObject } from '../../domain/directory-api/wire.ts';
import { applicationId, clientId, isUuid, type ApplicationId } from '../../domain/identifiers.ts';
import { createRecord } from '../create-record.ts';
import { refused, type ApiDesk, type Carried } from './api-desk.ts';
import { applyDraft, lockAsWished, providersAmong } from './apply-draft.ts';

/** `POST /Applications/v1/`. What is left out or null is as in a new application. */
export async function createByApi(desk: ApiDesk, body: JsonObject): Promise<Carried> {
  const sent = withoutNulls(body);
  const error = violation(APPLICATION_MEMBERS, sent);
  if (error) return refused(error);
  const id = await freeId(desk, textIn(sent, 'id')?.toLowerCase() ?? '');
  if (id.error) return refused(id.error);
  const draft = draftOf(overlaid(overlaid(FRESH_APPLICATION, SSO_LEFT_OUT), sent));
  if (draft.error) return refused(draft.error);
  const application = await applicationFrom(desk, id.value, draft.value);
  if (application.error) return refused(application.error);
  const created = await createRecord(desk, application.value);
  if (!created.ok) return refused(errorOf(created.failure));
  const locked = await lockAsWished(desk, id.value, draft.value);
  if (!locked.ok) return refused(errorOf(locked.failure));
  return { answer: { status: 201, location: locationOf(id.value) }, touched: [id.value] };
}

/** Recorded: who does not say `ssoType` gets an application for SAML. */
const SSO_LEFT_OUT: JsonObject = { [AUTHENTICATION]: { ssoType: 'saml2' } };

/** SAP's own provider sends an empty text, other clients an id of their choice. */
async function freeId(desk: ApiDesk, wished: string): Promise<Judged<ApplicationId>> {
  if (wished === '') return { value: applicationId(desk.ids.next()) };
  if (!isUuid(wished)) return { error: invalid('/id', 'It must be a UUID.') };
  const known = await desk.directory.read(applicationId(wished));
  if (known.ok) return { error: TAKEN };
  // A record that is there and cannot be read must not be written over.
  if (known.failure.code !== 'application-unknown') return { error: errorOf(known.failure) };
  return { value: applicationId(wished) };
}

const TAKEN: ApiError = { status: 409, message: 'There is an application with the provided identifier.' };

async function applicationFrom(
  desk: ApiDesk,
  id: ApplicationId,
  draft: ApplicationDraft,
): Promise<Judged<Application>> {
  const provider = await providersAmong(desk);
  if (!provider.ok) return { error: errorOf(provider.failure) };
  const now = desk.clock.now().toISOString();
  const fresh: Application = {
    ...{ id, clientId: clientId(desk.ids.next()), name: '', description: '', kind: 'charged' },
    ...{ created: now, lastModified: now, secrets: [], providedApis: [], consumedApis: [] },
    allowsAllApisForPrincipalPropagation: false,
  };
  return applyDraft(fresh, draft, provider.value);
}
