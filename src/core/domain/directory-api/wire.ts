/**
 * The JSON of `/Applications/v1`, in the recorded spelling (SAP's older description writes `appID` and `clientID`). Real tenants
 * leave almost any member out and send more than is named here, so whoever reads from one parses first; what is not named has to
 * stay as it is.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json;
}

export const APPLICATIONS_PATH = '/Applications/v1/';
export const JSON_CONTENT_TYPE = 'application/json;charset=UTF-8';

export const CORE_SCHEMA = 'urn:sap:identity:application:schemas:core:1.0';
export const AUTHENTICATION = 'urn:sap:identity:application:schemas:extension:sci:1.0:Authentication';
export const AUTHORIZATION = 'urn:sap:identity:application:schemas:extension:sci:1.0:Authorization';
export const PROVISIONING = 'urn:sap:identity:application:schemas:extension:sci:1.0:Provisioning';
export const IDENTITY = 'urn:sap:identity:application:schemas:extension:sci:1.0:Identity';

/** Times are ISO 8601 in UTC with milliseconds; `location` is absolute, unlike the header `Location` of an answer. */
interface MetaShape {
  readonly created?: string;
  readonly createdBy?: string;
  readonly lastModified?: string;
  readonly modifiedBy?: string;
  readonly location?: string;
  readonly type?: string;
  readonly version?: string;
}

interface ProvidedApiShape {
  readonly name: string;
  readonly description?: string;
  readonly type?: string;
}

/** `appId` and `clientId` are the provider's; a request leaves `clientId` out and the server fills it in. */
export interface ConsumedApiShape {
  readonly appId: string;
  readonly clientId?: string;
  /** Absent for a dependency on all APIs of the provider on the local tenant; how SAP writes that is in no source. */
  readonly apiName?: string;
  readonly name: string;
}

interface TokenPolicyShape {
  /** Seconds. */
  readonly jwtValidity?: number;
  readonly refreshValidity?: number;
  readonly refreshParallel?: number;
  readonly enableAuthzRuntime?: boolean;
  readonly offlineAccess?: boolean;
  readonly maxExchangePeriod?: string;
  readonly maxExchangePeriodSeconds?: number;
  readonly refreshTokenRotationScenario?: string;
  readonly accessTokenFormat?: string;
}

export interface OpenIdConnectShape {
  readonly tokenPolicy?: TokenPolicyShape;
  /** The grants that are allowed, despite the name; a set, since the order changes from read to read. */
  readonly restrictedGrantTypes?: readonly string[];
  readonly enforceCompliantIssuer?: boolean;
}

interface RestApiAuthenticationShape {
  readonly allowPublicClientFlows?: boolean;
  readonly allApisAccess?: boolean;
  readonly allowLocking?: boolean;
  readonly failedLoginAttempts?: number;
  readonly publicClientModificationTime?: string;
  /** In requests only. */
  readonly unlock?: boolean;
}

/** Members of it that the tenant sets itself; no recorded request has them. */
export const REST_API_READ_ONLY = ['failedLoginAttempts', 'publicClientModificationTime'] as const;

interface AuthenticationShape {
  readonly ssoType?: string;
  readonly clientId?: string;
  readonly providedApis?: readonly ProvidedApiShape[];
  readonly consumedApis?: readonly ConsumedApiShape[];
  readonly openIdConnectConfiguration?: OpenIdConnectShape;
  readonly restApiAuthentication?: RestApiAuthenticationShape;
}

export interface ApplicationShape {
  readonly id: string;
  readonly meta?: MetaShape;
  readonly name?: string;
  readonly description?: string;
  readonly parentApplicationId?: string;
  readonly globalAccount?: string;
  readonly multiTenantApp?: boolean;
  readonly schemas?: readonly string[];
  readonly branding?: { readonly displayName?: string };
  readonly [AUTHENTICATION]?: AuthenticationShape;
}

export interface ApplicationListShape {
  readonly totalResults: number;
  readonly itemsPerPage: number;
  /** Absent on the last page. */
  readonly nextCursor?: string;
  readonly applications: readonly ApplicationShape[];
}

export interface SecretShape {
  readonly authorizationScopes: readonly string[];
  readonly description?: string;
  readonly id: string;
  readonly hint: string;
  /** `YYYY-MM-DDTHH:MM:SSZ`; absent means it never expires. */
  readonly validTo?: string;
  readonly allApisAccess?: boolean;
  readonly apiNames?: readonly string[];
}

/** Newest first. */
export interface SecretListShape {
  readonly secrets: readonly SecretShape[];
  readonly allApisAccess: boolean;
}

/** The only answer that ever holds the value. */
export interface CreatedSecretShape extends SecretShape {
  readonly clientId: string;
  readonly secret: string;
}

export interface NewSecretShape {
  readonly description?: string;
  readonly validTo?: string;
  readonly authorizationScopes: readonly string[];
  readonly allApisAccess?: boolean;
  readonly apiNames?: readonly string[];
}

export const PATCH_OPERATIONS = ['add', 'remove', 'replace'] as const;
export type PatchOperationName = (typeof PATCH_OPERATIONS)[number];

/** An extension's URN is one segment of `path`. */
export interface PatchOperationShape {
  readonly op: PatchOperationName;
  readonly path: string;
  readonly value?: Json;
}

export interface PatchShape {
  readonly operations: readonly PatchOperationShape[];
}

export interface ErrorDetailShape {
  readonly target: string;
  readonly message: string;
}

/** SAP's older description has the inner object only; what was recorded has it inside `error`. */
export interface ErrorShape {
  readonly error: {
    readonly code: number;
    readonly message: string;
    readonly details?: readonly ErrorDetailShape[];
  };
}
