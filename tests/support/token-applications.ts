import { createHash } from 'node:crypto';
import type { Application } from '../../src/core/domain/application.ts';
import type { Secret } from '../../src/core/domain/secret.ts';
import { userId, type User } from '../../src/core/domain/user.ts';
import { aDependency, anApplication, aSecret } from './builders.ts';
import { countedId } from './counted-ids.ts';

/** Characters of SAP's secrets that mean something to a form, to Basic or to a shell. */
export const SECRET = 'Ab1/x+~=?[7]:@-._Zz9Ab1x7Zz9Ab1x';

/** Facts of a secret with this value. */
export const secretWith = (value: string, changed: Partial<Secret> = {}, number = 1): Secret =>
  aSecret(number, { hint: value.slice(0, 4), digest: createHash('sha256').update(value).digest('hex'), ...changed });

/** Application 1: provides `orders` and `invoices`, and lets users through to all. */
export const aProvider = (changed: Partial<Application> = {}): Application =>
  anApplication(1, {
    providedApis: ['orders', 'invoices'].map((name) => ({ name, description: '' })),
    allowsAllApisForPrincipalPropagation: true,
    ...changed,
  });

/** Application 2: has the dependency `orders-client` on application 1, and one secret. */
export const aConsumer = (changed: Partial<Application> = {}): Application =>
  anApplication(2, { consumedApis: [aDependency(1)], secrets: [secretWith(SECRET)], ...changed });

export const JANE_DOE: User = {
  id: userId(countedId(1, 9003)),
  ...{ userName: 'jane', mail: 'jane@example.com', firstName: 'Jane', lastName: 'Doe', groups: ['Buyers', 'Everyone'] },
};

export const ORDERS = 'urn:sap:identity:application:provider:name:orders-client';

/** The form of a request for a token of the consumer's own; parameters that are undefined are left out. */
export function tokenForm(
  changed: Readonly<Record<string, string | undefined>> = {},
): Readonly<Record<string, string>> {
  const form: Record<string, string | undefined> = {
    ...{ grant_type: 'client_credentials', client_id: aConsumer().clientId, client_secret: SECRET, resource: ORDERS },
    ...changed,
  };
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

let made = 100;

/** A consumer that nobody has seen yet, so that no failed logon of another test counts. */
export function aNewConsumer(changed: Partial<Application> = {}): Application {
  const { id, clientId } = anApplication((made += 1));
  return aConsumer({ id, clientId, ...changed });
}
