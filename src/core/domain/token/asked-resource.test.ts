import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEPENDENCY_NAME_MAXIMUM, resourceOf } from '../dependency.ts';
import { parseResource } from './asked-resource.ts';

const CLIENT_ID = 'urn:sap:identity:application:provider:clientid:';
const OWN = 'urn:sap:identity:api:name:';

const name = fc.stringMatching(/^[a-zA-Z0-9_-]{1,36}$/);

describe('a resource', () => {
  it('names a dependency, as the product itself writes it', () => {
    fc.assert(
      fc.property(name, (dependency) => {
        expect(parseResource(resourceOf(dependency))).toEqual({ kind: 'dependency', name: dependency });
      }),
    );
  });

  it('names a provider by its client id, with the tenant an SDK adds or without', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.option(fc.uuid()), (clientId, tenant) => {
        const resource = CLIENT_ID + clientId + (tenant === null ? '' : `:apptid:${tenant}`);
        expect(parseResource(resource)).toEqual({ kind: 'provider', clientId });
      }),
    );
  });

  it('names an API of the caller itself, whatever its name', () => {
    expect(parseResource(`${OWN}read:all/2`)).toEqual({ kind: 'own-api', name: 'read:all/2' });
  });

  it.each([
    '',
    'orders-client',
    resourceOf(''),
    resourceOf(' orders'),
    resourceOf('orders client'),
    resourceOf('a'.repeat(DEPENDENCY_NAME_MAXIMUM + 1)),
    resourceOf('orders').toUpperCase(),
    ` ${resourceOf('orders')}`,
    CLIENT_ID,
    `${CLIENT_ID}orders`,
    `${CLIENT_ID}00000000-0000-4000-8000-00000000000`,
    `${CLIENT_ID}00000000-0000-4000-8000-000000000001:apptid:`,
    `${CLIENT_ID}00000000-0000-4000-8000-000000000001:apptid:a:b`,
    `${CLIENT_ID}00000000-0000-4000-8000-000000000001:tenant:a`,
    OWN,
    'https://api.example.com/orders',
  ])('is not %j', (text) => {
    expect(parseResource(text)).toBeUndefined();
  });

  it('is nothing else, whatever is sent', () => {
    const name = 'urn:sap:identity:application:provider:name:';
    const isOther = (text: string) => ![name, CLIENT_ID, OWN].some((prefix) => text.startsWith(prefix));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const isDependency = parseResource(name + text) !== undefined;
        return (
          (!isOther(text) || parseResource(text) === undefined) &&
          isDependency === /^[a-zA-Z0-9_-]{1,36}$/.test(text) &&
          parseResource(CLIENT_ID + text) === undefined
        );
      }),
    );
  });
});
