import type { User } from '../user.ts';

/** Of a token of the local tenant, as SAP's have them. Times are whole seconds since 1970 (RFC 7519). */
export interface Claims {
  readonly iss: string;
  /** SAP: the tenant's own issuer; here the https address, which @sap/xssec looks for. */
  readonly ias_iss: string;
  readonly sub: string;
  readonly aud: string;
  /** The client the token was issued to. Equal to `sub` in a token without a user. */
  readonly azp: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  readonly sap_id_type: 'app' | 'user';
  readonly ias_apis?: readonly string[];
  readonly mail?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly user_uuid?: string;
  readonly scim_id?: string;
  readonly groups?: readonly string[];
}

interface Facts {
  readonly issuer: string;
  readonly tenantIssuer: string;
  /** Client id of who the token is for. */
  readonly audience: string;
  /** Client id of who gets it. */
  readonly consumer: string;
  readonly apis: readonly string[];
  readonly user: User | undefined;
  readonly jti: string;
  readonly now: Date;
  /** Seconds. */
  readonly lifetime: number;
}

/** SAP: "Client Credentials Flow", "Principal Propagation", "Claims". Without `nbf`, which a clock a second late would refuse. */
export function claimsFrom(facts: Facts): Claims {
  const iat = Math.floor(facts.now.getTime() / 1000);
  return {
    iss: facts.issuer,
    ias_iss: facts.tenantIssuer,
    sub: facts.user?.userName ?? facts.consumer,
    aud: facts.audience,
    azp: facts.consumer,
    iat,
    exp: iat + facts.lifetime,
    jti: facts.jti,
    sap_id_type: facts.user ? 'user' : 'app',
    ...(facts.apis.length === 0 ? {} : { ias_apis: facts.apis }),
    ...(facts.user && userClaims(facts.user)),
  };
}

const userClaims = ({ id, mail, firstName, lastName, groups }: User) => ({
  ...{ mail, first_name: firstName, last_name: lastName, user_uuid: id, scim_id: id },
  ...(groups.length === 0 ? {} : { groups }),
});
