import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { errorShape, invalid, type ApiError, type Judged } from '../../../core/domain/directory-api/api-error.ts';
import {
  jsonIn,
  queryIn,
  routeOf,
  type DirectoryAnswer,
  type DirectoryCall,
} from '../../../core/domain/directory-api/directory-call.ts';
import { APPLICATIONS_PATH, type Json } from '../../../core/domain/directory-api/wire.ts';
import type { Scheme } from '../../../core/domain/local-tenant.ts';
import { tokenErrorOf } from '../../../core/domain/token/token-error.ts';
import type { RequestReason } from '../../../core/domain/token-request.ts';
import { authorizeAdministrator } from '../administrator.ts';
import type { Answer } from '../answer.ts';
import { readBody } from '../form.ts';
import { issuerAt, type Tenant } from '../tenant.ts';
import type { Told } from '../answered.ts';

interface Asked {
  readonly tenant: Tenant;
  readonly scheme: Scheme;
  readonly request: IncomingMessage;
  readonly path: string;
  readonly query: string;
  readonly tell: (told: Told) => void;
}

/** 400 dependencies, the most that an application can have, with names of full length. */
const BODY_MAXIMUM_BYTES = 256 * 1024;

export const isOfApplicationsApi = (path: string): boolean => `${path}/`.startsWith(APPLICATIONS_PATH);

/** `/Applications/v1`: who asks, what for, and then main. Nothing is read of what a stranger sends. */
export async function answerApplications({ tenant, request, path, query, ...asked }: Asked): Promise<Answer> {
  const authorized = await authorizeAdministrator(tenant, request);
  if (!authorized.allowed) {
    const { error, headers, guess } = authorized;
    if (guess) asked.tell({ ...guess, form: undefined });
    return errorAnswer(error, headers);
  }
  const route = routeOf(request.method ?? '', path);
  if (route.error) return errorAnswer(route.error, route.allow && { Allow: route.allow.join(', ') });
  const parameters = queryIn(query, route.value.parameters);
  if (parameters.error) return errorAnswer(parameters.error);
  const body = await bodyOf(request, route.value.takesBody);
  if (body.error) return errorAnswer(body.error);
  const call: Judged<DirectoryCall> = route.value.read({ query: parameters.value, body: body.value });
  if (call.error) return errorAnswer(call.error);
  const answer = await tenant.main.ask(call.value, issuerAt(tenant, asked.scheme));
  return answer ? answerFrom(answer) : errorAnswer(BUSY, { 'Retry-After': '1' });
}

const BUSY: ApiError = { status: 503, message: 'The local tenant does not answer just now.' };
const NOT_JSON: ApiError = { status: 415, message: 'Use application/json.' };
const TOO_LARGE: ApiError = { status: 413, message: 'The body is too large.' };

async function bodyOf(request: IncomingMessage, takesBody: boolean): Promise<Judged<Json | undefined>> {
  if (!takesBody) {
    const isSent =
      request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
    return isSent ? { error: invalid('', 'The request takes no body.') } : { value: undefined };
  }
  if (!isJson(request.headers['content-type'] ?? '')) return { error: NOT_JSON };
  const bytes = await readBody(request, BODY_MAXIMUM_BYTES);
  if (!bytes) return { error: TOO_LARGE };
  const text = textIn(bytes);
  return text === undefined ? { error: invalid('', 'The body is not UTF-8.') } : jsonIn(text);
}

const isJson = (type: string): boolean => /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type);

function textIn(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const answerFrom = ({ status, body, location }: DirectoryAnswer): Answer => ({
  status,
  ...(body === undefined ? {} : { body: body as NonNullable<Answer['body']> }),
  headers: { ...idsHeaders(), ...(location === undefined ? {} : { Location: location }) },
});

const errorAnswer = (error: ApiError, headers: Answer['headers'] = {}): Answer => ({
  ...{ status: error.status, body: { ...errorShape(error) } },
  headers: { ...idsHeaders(), ...headers },
});

/** What the guard of every address refuses, in the words of this API. */
export function apiRefusal(reason: RequestReason): Answer {
  const { status, description } = tokenErrorOf(reason);
  return errorAnswer({ status, message: description });
}

/** On every answer of SAP's: a name for the request, to find it by, and where it was served. */
const idsHeaders = (): Readonly<Record<string, string>> => ({
  ...{ 'Cache-Control': 'private,no-cache,no-store', Expires: '0' },
  'X-Ids-Id': randomUUID().toUpperCase(),
  ...{ 'X-Ids-Node': 'local', 'X-Ids-Pool': 'local', 'X-Ids-Project': 'local' },
  ...{ 'X-Ids-Region': 'local', 'X-Ids-Landscape': 'local', 'X-Ids-Namespace': 'ias' },
});
