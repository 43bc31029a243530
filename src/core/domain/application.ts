import type { ClientIdLock } from './client-id-lock.ts';
import type { Dependency } from './dependency.ts';
import type { JsonObject } from './directory-api/wire.ts';
import type { ApplicationId, ClientId } from './identifiers.ts';
import type { ProvidedApi } from './provided-api.ts';
import { fail, done, type Result } from './result.ts';
import type { Secret } from './secret.ts';
import { parseText } from './text.ts';
import type { TokenPolicy } from './token/token-policy.ts';

/** SAP's `meta.type`: own (`charged`), made by SAP or BTP (`bundled`), part of the tenant (`system`). */
export const APPLICATION_KINDS = ['charged', 'bundled', 'system'] as const;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

/** An entry of the directory, provider and consumer at once. Times are ISO 8601 in UTC with milliseconds. */
export interface Application {
  readonly id: ApplicationId;
  readonly clientId: ClientId;
  /** Technical name. Not unique, and missing in some recorded applications. */
  readonly name?: string;
  readonly displayName?: string;
  readonly description: string;
  readonly kind: ApplicationKind;
  readonly created: string;
  readonly lastModified: string;
  readonly providedApis: readonly ProvidedApi[];
  /** Puts `principal-propagation` into user tokens for this provider; no effect on client credentials. */
  readonly allowsAllApisForPrincipalPropagation: boolean;
  readonly consumedApis: readonly Dependency[];
  readonly secrets: readonly Secret[];
  /** Absent: as SAP makes a new application (DEFAULT_TOKEN_POLICY). */
  readonly tokenPolicy?: TokenPolicy;
  /** A remote tenant does not say which grants it has: those of its token policy are a new application's. */
  readonly grantsAssumed?: true;
  /**
   * Settings of SAP's directory that nothing here goes by, as the applications API was given them, laid over those of a new
   * application. Absent: as they are in a new one.
   */
  readonly directorySettings?: JsonObject;
  /** As a remote tenant tells it; the local one keeps its own elsewhere. */
  readonly clientIdLock?: ClientIdLock;
  /** SAP's `ssoType`, as a remote tenant tells it: how users log on to it. */
  readonly ssoType?: string;
  /** Settings by which others use it (certificates, JWT trust, redirect URIs), by name, as a remote tenant tells them. */
  readonly usedBy?: readonly string[];
  /** Of which it is a child: it inherits dependencies, but neither client ID nor secrets (SAP). */
  readonly parentId?: ApplicationId;
}

/** What lists and look-ups need of an application; small enough to hold all of them in memory. */
export type ApplicationSummary = Pick<
  Application,
  | 'id'
  | 'clientId'
  | 'name'
  | 'displayName'
  | 'kind'
  | 'consumedApis'
  | 'allowsAllApisForPrincipalPropagation'
  | 'parentId'
> & {
  /** Names only. */
  readonly providedApis: readonly string[];
};

/** SAP's older OpenAPI description: names, display names and descriptions up to 255 characters. */
const APPLICATION_TEXT_MAXIMUM = 255;

export const parseDisplayName = (typed: string): Result<string> =>
  parseText({ field: 'display-name', maximum: APPLICATION_TEXT_MAXIMUM, required: true }, typed);

export const parseName = (typed: string): Result<string> =>
  parseText({ field: 'name', maximum: APPLICATION_TEXT_MAXIMUM, required: false }, typed);

export const parseDescription = (typed: string): Result<string> =>
  parseText({ field: 'description', maximum: APPLICATION_TEXT_MAXIMUM, required: false }, typed);

/** How an application is called on screen: display name, else name, else id, since real directories lack either. */
export const labelOf = (application: Pick<Application, 'id' | 'name' | 'displayName'>): string =>
  application.displayName || application.name || application.id;

// Without options: V8 compares plain ASCII labels fast only then, and there may be 100,000.
const collator = new Intl.Collator('en');

/** The order of lists on screen. */
export const compareLabels = (one: string, other: string): number => collator.compare(one, other);

/** Only own applications can be deleted here; whether SAP manages a bundled one cannot be seen. Failure: application-protected. */
export const checkRemovable = (application: Pick<Application, 'kind'>): Result<void> =>
  application.kind === 'charged' ? done : fail({ code: 'application-protected', kind: application.kind });

export function summaryOf(application: Application): ApplicationSummary {
  const { id, clientId, name, displayName, kind, consumedApis, providedApis } = application;
  return {
    id,
    clientId,
    ...(name === undefined ? {} : { name }),
    ...(displayName === undefined ? {} : { displayName }),
    kind,
    ...(application.parentId === undefined ? {} : { parentId: application.parentId }),
    consumedApis,
    allowsAllApisForPrincipalPropagation: application.allowsAllApisForPrincipalPropagation,
    providedApis: providedApis.map((api) => api.name),
  };
}
