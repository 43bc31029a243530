import fc from 'fast-check';
import type { Application } from '../../src/core/domain/application.ts';
import type { JsonObject } from '../../src/core/domain/directory-api/wire.ts';
import { AUTHENTICATION } from '../../src/core/domain/directory-api/wire.ts';
import { GRANTS, TOKEN_FORMATS } from '../../src/core/domain/token/token-policy.ts';
import { aDependency, anAllApisDependency, anApplication, aSecret, idOf } from './builders.ts';

const text = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9 ]{0,20}[a-zA-Z0-9]$/);
const name = fc.stringMatching(/^[a-zA-Z0-9_-]{1,36}$/);
const unique = { selector: (each: { readonly name: string }) => each.name };

/** Settings as the applications API may have been given them. */
export const anySettings: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      globalAccount: text,
      branding: fc.record({ refreshParent: fc.boolean(), theme: fc.constant(null) }, { requiredKeys: [] }),
      [AUTHENTICATION]: fc.record(
        {
          ssoType: fc.constantFrom('saml2', 'openIdConnect'),
          homeUrl: fc.webUrl(),
          assertionAttributes: fc.array(fc.record({ assertionAttributeName: text, inherited: fc.boolean() })),
          openIdConnectConfiguration: fc.record({ redirectUris: fc.array(fc.webUrl(), { minLength: 1 }) }),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  )
  .map((settings) => settings as JsonObject);

/** The first application of a test, with whatever an application can hold. Its dependencies are on the second to the fourth. */
export const anyApplication: fc.Arbitrary<Application> = fc
  .record(
    {
      displayName: text,
      description: fc.oneof(fc.constant(''), text),
      kind: fc.constantFrom('charged', 'bundled', 'system'),
      allowsAllApisForPrincipalPropagation: fc.boolean(),
      providedApis: fc.uniqueArray(fc.record({ name, description: fc.oneof(fc.constant(''), text) }), {
        ...unique,
        maxLength: 5,
      }),
      consumedApis: fc.uniqueArray(
        fc
          .tuple(fc.integer({ min: 2, max: 4 }), name, fc.option(name))
          .map(([provider, called, apiName]) =>
            apiName === null ? anAllApisDependency(provider, called) : aDependency(provider, { name: called, apiName }),
          ),
        { ...unique, maxLength: 5 },
      ),
      parentId: fc.constantFrom(idOf(2), idOf(3)),
      tokenPolicy: fc.record({
        grants: fc.subarray([...GRANTS]),
        lifetime: fc.integer({ min: 60, max: 43_200 }),
        format: fc.constantFrom(...TOKEN_FORMATS),
      }),
    },
    { requiredKeys: [] },
  )
  .map((changed) => anApplication(1, { secrets: [aSecret(1)], ...(changed as Partial<Application>) }));
