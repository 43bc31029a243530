import { describe, expect, it } from 'vitest';
import { applicationId, secretId } from '../../src/core/domain/identifiers.ts';
import { anApplication, aSecret } from '../support/builders.ts';
import { hasRecordings, recordedExchanges } from '../support/recordings.ts';
import type { Sent } from '../support/token-request.ts';
import { runningApi, withAdministrator } from '../support/running-api.ts';
import { serverProcesses } from '../support/server-processes.ts';

const servers = serverProcesses();

/** Decided by each server anew; of these the type is compared. */
const OWN_VALUES = new Set([
  ...['id', 'clientId', 'created', 'createdBy', 'lastModified', 'modifiedBy', 'location', 'hint', 'secret'],
  ...['defaultAuthenticatingIdpId', 'identityProviderId', 'publicClientModificationTime'],
]);

/** A body with its own values replaced by their types, and sets in one order. */
function comparable(value: unknown, name = ''): unknown {
  if (OWN_VALUES.has(name)) return typeof value;
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((each) => comparable(each));
    return items.every((each) => typeof each === 'string') ? items.toSorted() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, each]) => [member, comparable(each, member)]));
}

/** Ids of a recording and those that stand for them here, in the order in which they appear. */
function learn(known: Map<string, string>, recorded: unknown, here: unknown): void {
  if (typeof recorded !== 'object' || recorded === null || typeof here !== 'object' || here === null) return;
  for (const [member, value] of Object.entries(recorded)) {
    const other = (here as Readonly<Record<string, unknown>>)[member];
    if (member === 'id' && typeof value === 'string' && typeof other === 'string') known.set(value, other);
    else learn(known, value, other);
  }
}

/** The application whose secrets were recorded, with the two that it had before. */
const WITH_SECRETS = anApplication(1, {
  id: applicationId('5fd22812-53c5-4803-8285-94cd1fb3b301'),
  secrets: ['6d93947a-6f40-4b62-8c50-a09d2436ef3c', '50111b27-3ac1-45e7-8ae5-c4c40b5f2179'].map((id, number) =>
    aSecret(number, {
      ...{ id: secretId(id), description: 'test secret', scopes: ['manageApp'], validTo: '2029-10-12T10:00:00Z' },
      ...{ hint: number === 0 ? '=7k1' : 'B0sW' },
    }),
  ),
});

const LIST = 'datasource_application.yaml';
const cassettes = hasRecordings ? [...recordedExchanges()].filter(([name]) => name !== LIST) : [];

describe.skipIf(!hasRecordings)('what was recorded of a real tenant', () => {
  it('is all of it', () => {
    expect(cassettes.length).toBe(6);
    expect(cassettes.flatMap(([, exchanges]) => exchanges).length).toBeGreaterThan(25);
  });

  it.each(cassettes)('is answered alike: %s', async (_, exchanges) => {
    const api = await withAdministrator(await runningApi({ spawn: servers().spawn, applications: [WITH_SECRETS] }));
    const ids = new Map<string, string>();
    const here = (text: string) =>
      [...ids].reduce((changed, [recorded, own]) => changed.replaceAll(recorded, own), text);
    for (const { method, target, body, headers, answer } of exchanges) {
      const sent = { ...headers, ...api.authorization };
      const reply = await api.ask(method as Sent['method'], here(target), sent, body || undefined);
      expect(reply.status).toBe(answer.status);
      for (const header of ['content-type', 'content-length']) {
        // An answer with a body is recorded in pieces, so only an empty one has its length.
        if (header === 'content-type' || answer.headers[header] === '0')
          expect(reply.headers[header]).toBe(answer.headers[header]);
      }
      expect(reply.headers['cache-control']).toBe(answer.headers['cache-control']);
      expect(reply.headers['x-ids-id']).toMatch(/^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
      const [recorded, own] = [answer.headers['location'], reply.headers.location];
      expect(own === undefined).toBe(recorded === undefined);
      if (recorded !== undefined && own !== undefined) ids.set(recorded.split('/').at(-1)!, own.split('/').at(-1)!);
      const said: unknown = reply.text === '' ? undefined : reply.body;
      expect(comparable(said)).toEqual(comparable(answer.body));
      learn(ids, answer.body, said);
    }
  });

  it('is answered alike where it is a list', async () => {
    const [first] = recordedExchanges().get(LIST)!;
    const recorded = first!.answer.body as { readonly applications: readonly { readonly id: string }[] };
    const applications = recorded.applications.map(({ id }, index) => anApplication(index, { id: applicationId(id) }));
    const api = await withAdministrator(await runningApi({ spawn: servers().spawn, applications }));
    const { status, headers, body } = await api.ask('GET', first!.target, { ...first!.headers, ...api.authorization });
    expect(status).toBe(first!.answer.status);
    expect(headers['content-type']).toBe(first!.answer.headers['content-type']);
    expect({ ...body, applications: [] }).toEqual({ ...recorded, applications: [] });
    const told = body['applications'] as readonly { readonly id: string }[];
    expect(told.map(({ id }) => id).toSorted()).toEqual(recorded.applications.map(({ id }) => id).toSorted());
  });
});
