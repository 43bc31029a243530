import { DEFAULT_PORTS, originOf, type Scheme } from '../../../../core/domain/local-tenant.ts';
import { SECRET_PLACEHOLDER, tokenCallAsCurl } from '../../../../core/domain/token-call.ts';
import type { ListenerView, TenantServerView } from '../../../../shared/ipc/tenant-views.ts';
import type { CreatedDependencyView } from '../../../../shared/ipc/views.ts';

export const SCHEME_WORDS: Record<Scheme, string> = { http: 'HTTP', https: 'HTTPS' };

/** The token call at a remote tenant. */
export const remoteCall = (created: CreatedDependencyView, origin: string): string =>
  callAt(origin, created, created.authorityFile ?? undefined);

/** The token call as main composes it for the clipboard, with a placeholder for the secret. */
export function printedCall(created: CreatedDependencyView, server: TenantServerView | null, over: Scheme): string {
  const origin = server?.listeners[over].address ?? originOf(over, DEFAULT_PORTS);
  const certificateFile = over === 'https' ? server?.trust?.certificateFile : undefined;
  return callAt(origin, created, certificateFile);
}

function callAt(
  origin: string,
  { apiName, clientId, resource }: CreatedDependencyView,
  certificateFile: string | undefined,
): string {
  const call = { tokenEndpoint: `${origin}/oauth2/token`, clientId, resource, forUsers: apiName === null };
  return tokenCallAsCurl(certificateFile === undefined ? call : { ...call, certificateFile }, SECRET_PLACEHOLDER);
}

/** Why the call would not be answered now; empty when it would be. */
export function absenceWords(server: TenantServerView | null, over: Scheme): string {
  if (!server) return '';
  const listener = server.listeners[over];
  switch (listener.state) {
    case 'running':
      return '';
    case 'starting':
      return 'The token endpoint of the local tenant is just starting; it answers in a moment.';
    case 'failed':
      return failedWords(listener);
    case 'off':
      return server.state === 'waiting-for-keychain'
        ? 'The token endpoint of the local tenant waits for the keychain, which holds its keys; nobody answers this call before.'
        : 'The token endpoint of the local tenant does not run: nobody answers this call until it is switched on.';
  }
}

const failedWords = ({ port, fault }: ListenerView): string =>
  fault === 'port-in-use'
    ? `Another program uses the port ${port}: do not send the secret there. Choose another port in the settings.`
    : `The token endpoint could not listen on the port ${port}. Look at it in the settings.`;
