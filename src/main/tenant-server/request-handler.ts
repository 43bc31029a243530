import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Scheme } from '../../core/domain/local-tenant.ts';
import { refusal, send, type Answer } from './answer.ts';
import type { Answered, Told } from './answered.ts';
import { answerApplications, apiRefusal, isOfApplicationsApi } from './endpoints/applications.ts';
import { answerCerts, answerDiscovery } from './endpoints/discovery.ts';
import { answerIntrospection } from './endpoints/introspect.ts';
import { answerRevocation } from './endpoints/revoke.ts';
import { answerToken } from './endpoints/token.ts';
import { turnedAway } from './guard.ts';
import type { Tenant } from './tenant.ts';

interface Route {
  readonly method: 'GET' | 'POST';
  readonly answer: (asked: Asked) => Answer | Answered | Promise<Answer | Answered>;
}

interface Asked {
  readonly tenant: Tenant;
  readonly scheme: Scheme;
  readonly request: IncomingMessage;
  readonly query: string;
}

const ROUTES: Readonly<Record<string, Route>> = {
  '/oauth2/token': { method: 'POST', answer: ({ tenant, scheme, request }) => answerToken(tenant, scheme, request) },
  '/oauth2/introspect': { method: 'POST', answer: ({ tenant, request }) => answerIntrospection(tenant, request) },
  '/oauth2/revoke': { method: 'POST', answer: ({ tenant, request }) => answerRevocation(tenant, request) },
  '/oauth2/certs': { method: 'GET', answer: ({ tenant, request }) => answerCerts(tenant, request) },
  '/.well-known/openid-configuration': {
    method: 'GET',
    answer: ({ tenant, scheme, query }) => answerDiscovery(tenant, scheme, new URLSearchParams(query)),
  },
};

const NOT_FOUND: Answer = { status: 404, body: { error_description: 'There is nothing at this path' } };
const NOBODY: Omit<Told, 'reason'> = { clientId: null, form: undefined };

/** Whom a request of a token, and a client that did not prove who it is, are told to. */
export type Tell = (told: Told) => void;

/** One handler for one address. Whatever happens, there is an answer and the process goes on. */
export function requestHandler(tenant: Tenant, scheme: Scheme, tell: Tell): RequestListener {
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const isApi = tenant.state.hasAdministrator && isOfApplicationsApi(path);
    const refused = turnedAway(request, tenant.ports[scheme]);
    if (refused) {
      tell({ ...NOBODY, reason: refused });
      return isApi ? apiRefusal(refused) : refusal({ reason: refused });
    }
    if (isApi) return answerApplications({ tenant, scheme, request, path, query, tell });
    const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
    if (!route) return NOT_FOUND;
    if (request.method !== route.method)
      return { ...refusal({ reason: 'method-refused' }), headers: { Allow: route.method } };
    // Credentials never go into an address (RFC 6749, 2.3.1), so a POST has no query.
    if (route.method === 'POST' && query !== '') return refusal({ reason: 'parameter-malformed' });
    const answered = await route.answer({ tenant, scheme, request, query });
    if (!('told' in answered)) return answered;
    tell(answered.told);
    return answered.answer;
  };
  return (request, response) => void respond(answer, { request, response, tell });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly tell: Tell;
}

async function respond(
  answer: (request: IncomingMessage) => Promise<Answer>,
  { request, response, tell }: Exchange,
): Promise<void> {
  try {
    send(response, await answer(request));
  } catch {
    // A client that hung up, or a fault of ours: nothing of it goes outside.
    if (request.destroyed && !request.complete) return;
    tell({ ...NOBODY, reason: 'server-fault' });
    if (!response.headersSent) send(response, refusal({ reason: 'server-fault' }));
  }
  if (!request.complete) passOver(request);
}

/** A client hears the answer only when it has sent everything; but nobody sends without end. A slow one has seven seconds. */
const PASSED_OVER_MAXIMUM_BYTES = 1024 * 1024;

function passOver(request: IncomingMessage): void {
  let size = 0;
  request.on('data', (part: Buffer) => {
    size += part.length;
    if (size > PASSED_OVER_MAXIMUM_BYTES) request.destroy();
  });
}
