import { parseDependencyName } from '../dependency.ts';
import { isUuid } from '../identifiers.ts';

/** What a `resource` parameter (RFC 8707) asks for. */
export type AskedResource =
  /** One dependency of the caller. */
  | { readonly kind: 'dependency'; readonly name: string }
  /** All dependencies of the caller on the provider with this client id. */
  | { readonly kind: 'provider'; readonly clientId: string }
  /** An API of the caller itself: parts of one application that call each other. */
  | { readonly kind: 'own-api'; readonly name: string };

const NAME = 'urn:sap:identity:application:provider:name:';
const CLIENT_ID = 'urn:sap:identity:application:provider:clientid:';
const OWN = 'urn:sap:identity:api:name:';
/** SDKs name the tenant they mean, too; there is one here, so whatever it says is only looked at for its form. */
const TENANT = /^(?<clientId>[^:]+)(?::apptid:[^:\s]+)?$/;

/** Undefined for every other text, also for a name that no dependency can have. */
export function parseResource(resource: string): AskedResource | undefined {
  if (resource.startsWith(NAME)) {
    const name = parseDependencyName(resource.slice(NAME.length));
    return name.ok ? { kind: 'dependency', name: name.value } : undefined;
  }
  if (resource.startsWith(CLIENT_ID)) {
    const clientId = TENANT.exec(resource.slice(CLIENT_ID.length))?.groups?.['clientId'];
    return clientId !== undefined && isUuid(clientId) ? { kind: 'provider', clientId } : undefined;
  }
  const own = resource.startsWith(OWN) ? resource.slice(OWN.length) : '';
  return own === '' ? undefined : { kind: 'own-api', name: own };
}
