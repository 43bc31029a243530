declare const brand: unique symbol;

/** Application id and client id are both UUIDs and are easily confused; the brand lets the compiler tell them apart. */
export type ApplicationId = string & { readonly [brand]: 'application-id' };
export type ClientId = string & { readonly [brand]: 'client-id' };
export type SecretId = string & { readonly [brand]: 'secret-id' };
/** A UUID, or `local` (LOCAL_TENANT): one directory and its token endpoint. */
export type TenantId = string & { readonly [brand]: 'tenant-id' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => UUID.test(text);

/** For ids that come from a source already known to hold UUIDs of this kind (the id port, a parsed record or call). */
export const applicationId = (uuid: string): ApplicationId => uuid as ApplicationId;
export const clientId = (uuid: string): ClientId => uuid as ClientId;
export const secretId = (uuid: string): SecretId => uuid as SecretId;
export const tenantId = (id: string): TenantId => id as TenantId;
