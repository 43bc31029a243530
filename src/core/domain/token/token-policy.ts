import { fail, ok, type Result } from '../result.ts';

/** SAP's `restrictedGrantTypes`, which despite its name holds the grants that are allowed. */
export const GRANTS = [
  'clientCredentials',
  'authorizationCode',
  'refreshToken',
  'password',
  'implicit',
  'jwtBearer',
  'authorizationCodePkceS256',
  'tokenExchange',
] as const;
export type Grant = (typeof GRANTS)[number];

/** `default`: JWT for client credentials, opaque for tokens of users (SAP: "Configure Token Policy"). */
export const TOKEN_FORMATS = ['default', 'jwt', 'opaque'] as const;
export type TokenFormat = (typeof TOKEN_FORMATS)[number];

/** What decides on an application's tokens: grants and lifetime where it is the consumer, the format where it is the provider. */
export interface TokenPolicy {
  readonly grants: readonly Grant[];
  /** Seconds. */
  readonly lifetime: number;
  readonly format: TokenFormat;
}

/** As SAP makes a new application (recorded; SAP: "Configure Grant Types"). */
export const DEFAULT_TOKEN_POLICY: TokenPolicy = {
  grants: ['authorizationCode', 'password', 'jwtBearer', 'refreshToken', 'clientCredentials'],
  lifetime: 3600,
  format: 'default',
};

/** SAP: "Configure Token Policy": 1 to 720 minutes. */
export const LIFETIME_MINIMUM = 60;
export const LIFETIME_MAXIMUM = 43_200;

/** A grant named twice counts once, and the order says nothing. Failure: token-lifetime-out-of-range. */
export function checkTokenPolicy(policy: TokenPolicy): Result<TokenPolicy> {
  const { lifetime, format } = policy;
  if (!Number.isInteger(lifetime) || lifetime < LIFETIME_MINIMUM || lifetime > LIFETIME_MAXIMUM) {
    return fail({
      ...{ code: 'token-lifetime-out-of-range', field: 'token-lifetime' },
      ...{ minimum: LIFETIME_MINIMUM, maximum: LIFETIME_MAXIMUM },
    });
  }
  return ok({ grants: GRANTS.filter((grant) => policy.grants.includes(grant)), lifetime, format });
}

export const tokenPolicyOf = ({ tokenPolicy }: { readonly tokenPolicy?: TokenPolicy }): TokenPolicy =>
  tokenPolicy ?? DEFAULT_TOKEN_POLICY;

/** Undefined: it may use client credentials already. */
export function allowingClientCredentials(application: {
  readonly tokenPolicy?: TokenPolicy;
}): TokenPolicy | undefined {
  const policy = tokenPolicyOf(application);
  if (policy.grants.includes('clientCredentials')) return undefined;
  return {
    ...policy,
    grants: GRANTS.filter((grant) => grant === 'clientCredentials' || policy.grants.includes(grant)),
  };
}

/** The grants that the local tenant's token endpoint serves, by the name they have in a request (RFC 6749, 7523, 8693). */
export const SERVED_GRANTS = {
  client_credentials: 'clientCredentials',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'jwtBearer',
  'urn:ietf:params:oauth:grant-type:token-exchange': 'tokenExchange',
} as const satisfies Record<string, Grant>;
export type GrantName = keyof typeof SERVED_GRANTS;

export const isGrantName = (text: string): text is GrantName => Object.hasOwn(SERVED_GRANTS, text);

/** The request's own wish counts more than the provider's setting (SAP: "Call Identity Authentication Token Endpoint"). */
export function formatFor(
  grant: GrantName,
  provider: TokenPolicy,
  wished: Exclude<TokenFormat, 'default'> | undefined,
): Exclude<TokenFormat, 'default'> {
  const format = wished ?? provider.format;
  if (format !== 'default') return format;
  return grant === 'client_credentials' ? 'jwt' : 'opaque';
}
