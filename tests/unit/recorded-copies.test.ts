import { describe, expect, it } from 'vitest';
import { objectIn, textIn, withoutMemberIn } from '../../src/core/domain/directory-api/any-case.ts';
import { AUTHENTICATION, type JsonObject } from '../../src/core/domain/directory-api/wire.ts';
import { applicationId } from '../../src/core/domain/identifiers.ts';
import { testApiDesk } from '../support/api-desk.ts';
import { anApplication } from '../support/builders.ts';
import { applicationsIn } from '../support/recorded-world.ts';
import { hasRecordings, recordedBodies } from '../support/recordings.ts';

/** Without what each server decides anew, and the grants, whose order says nothing. */
function strippedOf(application: JsonObject): JsonObject {
  const authentication = objectIn(application, AUTHENTICATION);
  const [restApi, openId] = [
    objectIn(authentication, 'restApiAuthentication'),
    objectIn(authentication, 'openIdConnectConfiguration'),
  ];
  return {
    ...['id', 'meta', 'schemas'].reduce(withoutMemberIn, application),
    [AUTHENTICATION]: {
      ...withoutMemberIn(authentication, 'clientId'),
      restApiAuthentication: withoutMemberIn(restApi, 'publicClientModificationTime'),
      openIdConnectConfiguration: withoutMemberIn(openId, 'restrictedGrantTypes'),
    },
  };
}

describe.skipIf(!hasRecordings)('an application of a real tenant, copied by a script', () => {
  const bodies = hasRecordings ? recordedBodies() : [];
  const recorded = new Map(bodies.flatMap(applicationsIn).map((each) => [textIn(each, 'id') ?? '', each]));

  it('is taken as it was read, and served back with all that it had', async () => {
    expect(recorded.size).toBeGreaterThan(20);
    for (const [id, application] of recorded) {
      const parent = textIn(application, 'parentApplicationId');
      const parents = parent === undefined ? [] : [anApplication(1, { id: applicationId(parent) })];
      const { ask } = await testApiDesk(parents);
      // Its provider is another tenant's, and no application is made without a name.
      const authentication = withoutMemberIn(objectIn(application, AUTHENTICATION), 'consumedApis');
      const sent = { name: 'nameless', ...application, [AUTHENTICATION]: authentication };
      expect(await ask('POST', '/', sent)).toEqual({ status: 201, location: `/Applications/v1/${id}` });
      const { body } = await ask('GET', `/${id}`);
      expect(body).toMatchObject(strippedOf(sent));
      expect(await ask('PATCH', `/${id}`, { operations: [{ op: 'replace', path: '/name', value: 'copy' }] })).toEqual({
        status: 200,
      });
      expect((await ask('GET', `/${id}`)).body).toMatchObject({ ...strippedOf(sent), name: 'copy' });
    }
  });
});
