import fc from 'fast-check';
import { AUTHENTICATION, type JsonObject } from '../../src/core/domain/directory-api/wire.ts';
import { idOf } from './builders.ts';

/** Members that no source names, and that have to stay as they are. */
const strange = fc.dictionary(
  fc.stringMatching(/^x[a-z]{1,5}$/),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonObject>,
  { maxKeys: 3 },
);

const entries = (own: fc.Arbitrary<JsonObject>) =>
  fc.uniqueArray(
    fc.tuple(own, strange).map(([known, other]) => ({ ...other, ...known })),
    { maxLength: 4, selector: (each) => each['name'] },
  );

const name = fc.stringMatching(/^[a-z]{1,5}$/).filter((each) => each !== 'added');

/** The first application of a test as a tenant may tell it. */
export const anyTenantApplication: fc.Arbitrary<JsonObject> = fc
  .tuple(
    ...([strange, strange, strange] as const),
    entries(fc.record({ name, description: fc.string(), type: fc.constant('public') })),
    entries(fc.record({ name, appId: fc.constantFrom(idOf(2), idOf(3)), clientId: fc.uuid(), apiName: name })),
  )
  .map(([top, branding, authentication, providedApis, consumedApis]) => ({
    ...top,
    id: idOf(1),
    branding,
    [AUTHENTICATION]: { ...authentication, providedApis, consumedApis },
  }));
