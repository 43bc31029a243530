import type { Application } from '../application.ts';
import type { Dependency } from '../dependency.ts';
import type { ApplicationId } from '../identifiers.ts';
import type { RequestReason } from '../token-request.ts';
import type { AskedResource } from './asked-resource.ts';

/** On whose behalf: the caller's own, or a user's. */
export type Flow = 'technical' | 'user';

/** What a token gives access to. `dependencies`: names of those it rests on; without them the token has no more effect. */
export interface GrantedApis {
  /** Whose client id is the audience, and who decides on the format. */
  readonly provider: Application;
  /** The claim `ias_apis`; none in a token for the caller itself. */
  readonly apis: readonly string[];
  readonly dependencies: readonly string[];
}

export type Granting =
  { readonly granted: GrantedApis } | { readonly granted?: never; readonly refused: RequestReason };

/** SAP: what stands in `ias_apis` when a provider lets users through to all its APIs. */
const ALL_APIS = 'principal-propagation';

interface Asking {
  readonly consumer: Application;
  readonly flow: Flow;
  readonly application: (id: ApplicationId) => Application | undefined;
}

/** What the caller gets for the resource it asked for; without one, a token for itself. */
export function grantApis(asked: AskedResource | undefined, asking: Asking): Granting {
  const { consumer } = asking;
  if (!asked) return { granted: { provider: consumer, apis: [], dependencies: [] } };
  switch (asked.kind) {
    case 'own-api': {
      if (!provides(consumer, asked.name)) return { refused: 'dependency-unknown' };
      return { granted: { provider: consumer, apis: [asked.name], dependencies: [] } };
    }
    case 'dependency':
      return grantAll(
        consumer.consumedApis.filter(({ name }) => name === asked.name),
        asking,
      );
    case 'provider':
      return grantAll(
        consumer.consumedApis.filter(({ providerClientId }) => providerClientId === asked.clientId),
        asking,
      );
  }
}

/** All of one provider. What one of several cannot give is left out; when none can give anything, the first reason is told. */
function grantAll(dependencies: readonly Dependency[], { flow, application }: Asking): Granting {
  const [first] = dependencies;
  if (!first) return { refused: 'dependency-unknown' };
  const provider = application(first.providerId);
  if (!provider) return { refused: 'provider-unknown' };
  const usable = dependencies.filter((dependency) => obstacle(dependency, provider, flow) === undefined);
  if (usable.length === 0) return { refused: obstacle(first, provider, flow) ?? 'dependency-unknown' };
  const apis = [...new Set(usable.map(({ apiName }) => apiName ?? ALL_APIS))];
  return { granted: { provider, apis, dependencies: usable.map(({ name }) => name) } };
}

/** Whether the claim `ias_apis` may still say so, going by these dependencies on the provider. */
export const isStillGranted = (api: string, provider: Application, dependencies: readonly Dependency[]): boolean =>
  dependencies.some(
    (dependency) =>
      (dependency.apiName ?? ALL_APIS) === api &&
      obstacle(dependency, provider, dependency.apiName === undefined ? 'user' : 'technical') === undefined,
  );

export const provides = ({ providedApis }: Application, api: string): boolean =>
  providedApis.some(({ name }) => name === api);

function obstacle({ apiName }: Dependency, provider: Application, flow: Flow): RequestReason | undefined {
  if (apiName !== undefined) return provides(provider, apiName) ? undefined : 'api-missing';
  if (flow === 'technical') return 'all-apis-for-users-only';
  return provider.allowsAllApisForPrincipalPropagation ? undefined : 'api-missing';
}
