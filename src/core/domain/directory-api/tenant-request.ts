import type { Application } from '../application.ts';
import type { ApplicationId, SecretId } from '../identifiers.ts';
import type { Secret } from '../secret.ts';
import {
  APPLICATIONS_PATH,
  AUTHENTICATION,
  type NewSecretShape,
  type OpenIdConnectShape,
  type PatchOperationShape,
  type PatchShape,
} from './wire.ts';

/** Exactly what is sent, but for the headers: what a person may see before it is. */
export interface TenantRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly body?: NewApplicationShape | NewSecretShape | PatchShape;
}

interface NewApplicationShape {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly branding?: { readonly displayName: string };
  readonly [AUTHENTICATION]: {
    readonly ssoType: string;
    readonly openIdConnectConfiguration?: OpenIdConnectShape;
  };
}

const applicationPath = (id: string): string => `${APPLICATIONS_PATH}${encodeURIComponent(id)}`;
const secretsPath = (id: string): string => `${applicationPath(id)}/apiSecrets`;

export interface PageWish {
  /** Empty for the first page. */
  readonly cursor: string;
  /** 1 to 100; absent: as the tenant has it. */
  readonly limit?: number;
}

export const pageRequest = ({ cursor, limit }: PageWish): TenantRequest => ({
  method: 'GET',
  path: `${APPLICATIONS_PATH}?cursor=${encodeURIComponent(cursor)}${limit === undefined ? '' : `&limit=${limit}`}`,
});

/** SAP's older OpenAPI description: a filter has at most 255 characters. */
const FILTER_MAXIMUM = 255;

/** The value stands there without quotes; how to escape is in no source, so whoever asks compares again. Undefined: too long. */
export function nameRequest(name: string): TenantRequest | undefined {
  const filter = `name eq ${name}`;
  if (filter.length > FILTER_MAXIMUM) return undefined;
  return { method: 'GET', path: `${APPLICATIONS_PATH}?filter=${encodeURIComponent(filter)}` };
}

export const readRequest = (id: ApplicationId): TenantRequest => ({ method: 'GET', path: applicationPath(id) });

export const removeRequest = (id: ApplicationId): TenantRequest => ({ method: 'DELETE', path: applicationPath(id) });

/** Without `ssoType` the tenant would make it for SAML. What it provides and consumes is set after it is there. */
export function createRequest(application: Application): TenantRequest {
  const { id, name, displayName, description, tokenPolicy } = application;
  return {
    method: 'POST',
    path: APPLICATIONS_PATH,
    body: {
      id,
      name: name ?? displayName ?? id,
      ...(description === '' ? {} : { description }),
      ...(displayName === undefined ? {} : { branding: { displayName } }),
      [AUTHENTICATION]: {
        ssoType: 'openIdConnect',
        ...(tokenPolicy === undefined
          ? {}
          : {
              openIdConnectConfiguration: {
                tokenPolicy: { jwtValidity: tokenPolicy.lifetime, accessTokenFormat: tokenPolicy.format },
                restrictedGrantTypes: tokenPolicy.grants,
              },
            }),
      },
    },
  };
}

/** One that changes an application. */
export interface PatchRequest extends TenantRequest {
  readonly method: 'PATCH';
  readonly body: PatchShape;
}

export const patchRequest = (id: ApplicationId, operations: readonly PatchOperationShape[]): PatchRequest => ({
  method: 'PATCH',
  path: applicationPath(id),
  body: { operations },
});

export const secretsRequest = (id: ApplicationId): TenantRequest => ({ method: 'GET', path: secretsPath(id) });

/** What a secret is asked for with. */
export interface SecretTerms {
  readonly description: string;
  /** `YYYY-MM-DDTHH:MM:SSZ`; absent means it never expires. */
  readonly validTo?: string;
  readonly scopes: readonly string[];
}

export const newSecretRequest = (id: ApplicationId, { description, validTo, scopes }: SecretTerms): TenantRequest => ({
  method: 'POST',
  path: secretsPath(id),
  body: {
    ...(description === '' ? {} : { description }),
    ...(validTo === undefined ? {} : { validTo }),
    authorizationScopes: scopes,
  },
});

/** Recorded: by `id`. The older form, by hint, may hit another secret that begins alike. */
export const removeSecretRequest = (id: ApplicationId, secret: SecretId): TenantRequest => ({
  method: 'DELETE',
  path: `${secretsPath(id)}?id=${encodeURIComponent(secret)}`,
});

/** Undefined when nothing of it has changed. An expiry can be moved and, once there, only be taken away by `remove`. */
export function changeSecretRequest(id: ApplicationId, before: Secret, wanted: Secret): TenantRequest | undefined {
  const operations: PatchOperationShape[] = [];
  const { description, validTo, scopes } = wanted;
  if (description !== before.description) operations.push({ op: 'replace', path: '/description', value: description });
  if (validTo !== before.validTo)
    operations.push(
      validTo === undefined ? { op: 'remove', path: '/validTo' } : { op: 'replace', path: '/validTo', value: validTo },
    );
  if (!sameSet(scopes, before.scopes))
    operations.push({ op: 'replace', path: '/authorizationScopes', value: [...scopes] });
  if (operations.length === 0) return undefined;
  return {
    method: 'PATCH',
    path: `${secretsPath(id)}/${encodeURIComponent(wanted.id)}`,
    body: { operations },
  };
}

/** Lists whose order says nothing, as that of grants, which is another at every read. */
export const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each));
