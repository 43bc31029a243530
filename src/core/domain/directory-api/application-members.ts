import { between, list, members, oneOf, type MemberRule } from './member-rules.ts';
import { AUTHENTICATION, AUTHORIZATION, IDENTITY, PROVISIONING, REST_API_READ_ONLY } from './wire.ts';

/** Members of an application that a request may hold, as recorded; the local tenant goes by few of them and keeps the others. */

/** SAP: "Configure Certificates for API Authentication". */
const CERTIFICATES_MAXIMUM = 80;

const certificate = members({
  ...{ dn: 'text', base64Certificate: 'text', validFrom: 'text', validTo: 'text', isDefault: 'flag' },
});

const endpoints = list(members({ bindingName: 'text', location: 'text', index: 'number', isDefault: 'flag' }));

const saml2Configuration = members({
  ...{
    samlMetadataUrl: 'text',
    defaultNameIdFormat: 'text',
    digestAlgorithm: 'text',
    responseElementsToEncrypt: 'text',
  },
  ...{ acsEndpoints: endpoints, sloEndpoints: endpoints },
  ...{ signSLOMessages: 'flag', requireSignedSLOMessages: 'flag', requireSignedAuthnRequest: 'flag' },
  ...{ signAssertions: 'flag', signAuthnResponses: 'flag' },
  ...{ certificatesForSigning: list(certificate), certificateForEncryption: certificate },
  proxyAuthnRequest: members({ authenticationContext: 'text' }),
});

const openIdConnectConfiguration = members({
  ...{ redirectUris: list('text'), postLogoutRedirectUris: list('text') },
  ...{ frontChannelLogoutUris: list('text'), backChannelLogoutUris: list('text') },
  tokenPolicy: members({
    // SAP: "Configure Token Policy": up to 180 days, in seconds; 1 to 10 sessions of a user.
    ...{ jwtValidity: 'number', refreshValidity: between(0, 15_552_000), refreshParallel: between(1, 10) },
    ...{ enableAuthzRuntime: 'flag', offlineAccess: 'flag' },
    maxExchangePeriod: oneOf('custom', 'unlimited', 'maxSessionValidity'),
    maxExchangePeriodSeconds: 'number',
    ...{ refreshTokenRotationScenario: 'text', accessTokenFormat: 'text' },
  }),
  ...{ restrictedGrantTypes: list('text'), enforceCompliantIssuer: 'flag' },
  proxyConfig: members({ acrs: list('text') }),
});

const restApiAuthentication = members({
  ...{ allowPublicClientFlows: 'flag', allApisAccess: 'flag', allowLocking: 'flag', unlock: 'flag' },
  ...{ failedLoginAttempts: 'number', publicClientModificationTime: 'text' },
});

const scopes = list('text');

/** How an application of BTP authenticates; nothing here goes by it. */
const trusted = {
  apiCertificates: list(
    members({ id: 'text', dn: 'text', allApisAccess: 'flag', authorizationScopes: scopes }),
    CERTIFICATES_MAXIMUM,
  ),
  jwkSetConfig: members({
    ...{ jwksUri: 'text', jwkSetPlain: 'text', lastJwksUpdate: 'text', refreshDelay: 'number' },
    ...{ allApisAccess: 'flag', authorizationScopes: scopes },
  }),
} as const;

const authentication = members({
  ssoType: oneOf('openIdConnect', 'saml2', 'saml2oidc'),
  companyId: { form: /^[a-zA-Z0-9_]+$/, maximum: 255 },
  ...{ homeUrl: 'text', clientId: 'text', passwordPolicy: 'text', ...trusted },
  ...{ subjectNameIdentifier: 'text', subjectNameIdentifierFunction: 'text', concurrentAccess: 'text' },
  ...{ rememberMeExpirationTimeInMonths: 'number', defaultAuthenticatingIdpId: 'text' },
  ...{ socialSignOn: 'flag', spnegoEnabled: 'flag', biometricAuthenticationEnabled: 'flag', verifyMail: 'flag' },
  ...{ forceAuthentication: 'flag', trustAllCorporateIdentityProviders: 'flag', allowIasUsers: 'flag' },
  userAccess: members({
    type: 'text',
    userAttributesForAccess: list(members({ userAttributeName: 'text', isRequired: 'flag' })),
  }),
  assertionAttributes: list(members({ assertionAttributeName: 'text', userAttributeName: 'text', inherited: 'flag' })),
  advancedAssertionAttributes: list(members({ attributeName: 'text', attributeValue: 'text', inherited: 'flag' })),
  conditionalAuthentication: list(
    members({ userType: 'text', userEmailDomain: 'text', identityProviderId: 'text', ipNetworkRange: 'text' }),
  ),
  disabledInheritedProperties: 'object',
  riskBasedAuthentication: members({ defaultAction: list('text') }),
  providedApis: list(members({ name: 'text', description: 'text', type: 'text' })),
  consumedApis: list(members({ appId: 'text', clientId: 'text', apiName: 'text', name: 'text' })),
  consumedServices: list(members({ appId: 'text', clientId: 'text', displayName: 'text', inherit: 'flag' })),
  sapManagedAttributes: 'object',
  ...{ saml2Configuration, openIdConnectConfiguration, restApiAuthentication },
});

export const APPLICATION_MEMBERS: MemberRule = members({
  ...{ id: 'text', name: 'text', description: 'text', globalAccount: 'text', multiTenantApp: 'flag' },
  ...{ meta: 'object', schemas: list('text'), parentApplicationId: 'text' },
  branding: members({
    ...{ displayName: 'text', showDisplayNameOnLogonScreen: 'flag', refreshParent: 'flag' },
    ...{ rememberMeVisible: 'flag', rememberMeChecked: 'flag', tokenUrlEmbedCharacter: 'text' },
    ...{ emailTemplateSet: 'text', theme: members({ type: 'text' }) },
  }),
  [AUTHENTICATION]: authentication,
  [PROVISIONING]: members({ centralStoreProvisioningEnabled: 'flag' }),
  [AUTHORIZATION]: members({
    amsConfiguration: members({ enabled: 'flag', amsManagedAttributes: 'object' }),
  }),
  [IDENTITY]: members({ userFilterScope: 'text' }),
});

/** The server's own: a request that holds one, as it was read, does not change it; a PATCH of one is refused. */
export const READ_ONLY: readonly (readonly string[])[] = [
  ['id'],
  ['meta'],
  ['schemas'],
  [AUTHENTICATION, 'clientId'],
  ...REST_API_READ_ONLY.map((name) => [AUTHENTICATION, 'restApiAuthentication', name]),
];
