import type { Grant, TokenFormat } from '../../../../core/domain/token/token-policy.ts';

/** The grants that the local tenant serves; the others of SAP's need a person who logs on, and are kept as they are. */
export const SERVED = ['clientCredentials', 'jwtBearer', 'tokenExchange'] as const satisfies readonly Grant[];

export const GRANT_WORDS: Readonly<Record<(typeof SERVED)[number], string>> = {
  clientCredentials: 'Client Credentials',
  jwtBearer: 'JWT Bearer',
  tokenExchange: 'Token Exchange',
};

export const FORMAT_WORDS: Readonly<Record<TokenFormat, string>> = {
  default: 'Grant-type dependent',
  jwt: 'JWT',
  opaque: 'Opaque',
};

/** `1 minute`, `60 minutes`. */
export const minutes = (seconds: number): string => {
  const count = Math.round(seconds / 60);
  return count === 1 ? '1 minute' : `${count} minutes`;
};
