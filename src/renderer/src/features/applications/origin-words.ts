import type { ApplicationKind } from '../../../../core/domain/application.ts';

const PROTOCOLS: Readonly<Record<string, string>> = {
  openIdConnect: 'OpenID Connect',
  saml2: 'SAML 2.0',
  saml2oidc: 'SAML 2.0 and OpenID Connect',
};

/** SAP's `ssoType` in words; one that is not known is shown as it is. */
export const protocolWords = (ssoType: string): string =>
  Object.hasOwn(PROTOCOLS, ssoType) ? (PROTOCOLS[ssoType] ?? ssoType) : ssoType;

/** Why an application cannot be deleted; undefined when it can. */
export function undeletable({
  kind,
  children,
}: {
  readonly kind: ApplicationKind;
  readonly children: number;
}): string | undefined {
  if (kind !== 'charged') return 'Only your own applications can be deleted';
  return children > 0 ? 'Other applications inherit from it; delete those first' : undefined;
}
