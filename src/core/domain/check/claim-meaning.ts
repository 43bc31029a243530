/** Members of header and payload that SAP's pages or the standards explain; their words are in the window. */
const CLAIM_MEANINGS = [
  'alg',
  'kid',
  'typ',
  'jku',
  'iss',
  'ias_iss',
  'sub',
  'aud',
  'azp',
  'ias_apis',
  'iat',
  'nbf',
  'exp',
  'jti',
  'app_tid',
  'azp_app_tid',
  'zone_uuid',
  'sap_id_type',
  'scim_id',
  'user_uuid',
  'sid',
  'cnf',
  'mail',
  'email',
  'first_name',
  'given_name',
  'last_name',
  'family_name',
  'groups',
] as const;
export type ClaimMeaning = (typeof CLAIM_MEANINGS)[number];

const isKnown = (name: string): name is ClaimMeaning => CLAIM_MEANINGS.some((each) => each === name);

/** Undefined for a member that no source explains. */
export const meaningOf = (name: string): ClaimMeaning | undefined => (isKnown(name) ? name : undefined);
