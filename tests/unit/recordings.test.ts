import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  APPLICATION_KINDS,
  checkRemovable,
  labelOf,
  parseDescription,
  parseDisplayName,
  parseName,
  summaryOf,
  type Application,
} from '../../src/core/domain/application.ts';
import { dependencyNameIn, parseDependencyName, resourceOf, targetOf } from '../../src/core/domain/dependency.ts';
import { dependenciesOn, statusOfDependency } from '../../src/core/domain/dependents.ts';
import { applicationId, clientId, isUuid, secretId } from '../../src/core/domain/identifiers.ts';
import { parseApiDescription, parseApiName } from '../../src/core/domain/provided-api.ts';
import {
  addSecret,
  parseSecretDescription,
  SECRET_SCOPES,
  statusOf,
  toSeconds,
  type Secret,
} from '../../src/core/domain/secret.ts';
import { worked } from '../support/outcome.ts';
import { hasRecordings, recordedBodies } from '../support/recordings.ts';

const EXTENSION = 'urn:sap:identity:application:schemas:extension:sci:1.0:Authentication';

/** What the domain needs of a recorded application; the rest of it is later the remote directory's matter. */
const recordedApplication = v.object({
  id: v.string(),
  name: v.optional(v.string()),
  description: v.optional(v.string()),
  branding: v.optional(v.object({ displayName: v.optional(v.string()) })),
  meta: v.object({ type: v.picklist(APPLICATION_KINDS), created: v.optional(v.string()), lastModified: v.string() }),
  [EXTENSION]: v.object({
    clientId: v.string(),
    providedApis: v.optional(v.array(v.object({ name: v.string(), description: v.optional(v.string()) }))),
    consumedApis: v.optional(
      v.array(v.object({ appId: v.string(), clientId: v.string(), apiName: v.string(), name: v.string() })),
    ),
  }),
});

const recordedSecret = v.object({
  id: v.string(),
  hint: v.string(),
  description: v.optional(v.string()),
  validTo: v.optional(v.string()),
  authorizationScopes: v.array(v.string()),
});

function toApplication(recorded: v.InferOutput<typeof recordedApplication>): Application {
  const { name, branding, meta, [EXTENSION]: authentication } = recorded;
  return {
    id: applicationId(recorded.id),
    clientId: clientId(authentication.clientId),
    ...(name === undefined ? {} : { name }),
    ...(branding?.displayName === undefined ? {} : { displayName: branding.displayName }),
    description: recorded.description ?? '',
    kind: meta.type,
    // The directory tells no creation time of those the system made.
    created: meta.created ?? '',
    lastModified: meta.lastModified,
    providedApis: (authentication.providedApis ?? []).map(({ name: api, description }) => ({
      name: api,
      description: description ?? '',
    })),
    allowsAllApisForPrincipalPropagation: false,
    consumedApis: (authentication.consumedApis ?? []).map((each) => ({
      name: each.name,
      apiName: each.apiName,
      providerId: applicationId(each.appId),
      providerClientId: clientId(each.clientId),
    })),
    secrets: [],
  };
}

const toSecret = (recorded: v.InferOutput<typeof recordedSecret>): Secret => ({
  id: secretId(recorded.id),
  hint: recorded.hint,
  description: recorded.description ?? '',
  ...(recorded.validTo === undefined ? {} : { validTo: recorded.validTo }),
  scopes: recorded.authorizationScopes,
  created: '',
  keptIn: 'keychain',
  digest: '',
});

const applicationsAnswer = v.object({ applications: v.array(recordedApplication) });
const secretsAnswer = v.object({ secrets: v.array(recordedSecret) });

describe.skipIf(!hasRecordings)('what a real tenant answered', () => {
  const bodies = hasRecordings ? recordedBodies() : [];
  const lists = bodies.filter((body) => v.is(applicationsAnswer, body));
  const single = bodies.filter((body) => v.is(recordedApplication, body));
  const recorded = [...lists.flatMap((list) => list.applications), ...single];
  // The same application was asked for again and again.
  const applications = [...new Map(recorded.map((each) => [each.id, toApplication(each)])).values()];
  const summaries = applications.map(summaryOf);
  const secretLists = bodies.filter((body) => v.is(secretsAnswer, body)).map((list) => list.secrets.map(toSecret));
  const secrets = secretLists.flat();

  it('is all there: no application and no list of secrets has a shape that was not foreseen', () => {
    const has = (name: string) => bodies.filter((body) => typeof body === 'object' && body !== null && name in body);
    expect(lists).toHaveLength(has('applications').length);
    expect(single).toHaveLength(has('meta').length);
    expect(secretLists).toHaveLength(has('secrets').length);
    expect(applications.length).toBeGreaterThan(20);
    expect(secrets.length).toBeGreaterThan(1);
  });

  it('holds ids that are ids', () => {
    for (const { id, clientId: client, consumedApis } of applications) {
      const ids = [id, client, ...consumedApis.flatMap((each) => [each.providerId, each.providerClientId])];
      expect(ids.every(isUuid)).toBe(true);
    }
    expect(secrets.every((secret) => isUuid(secret.id))).toBe(true);
  });

  it('holds applications without a name and without a display name, and each is called something', () => {
    const withoutName = applications.filter((each) => each.name === undefined);
    const withoutDisplayName = applications.filter((each) => each.displayName === undefined);
    expect(withoutName.length).toBeGreaterThan(0);
    expect(withoutDisplayName.length).toBeGreaterThan(0);
    expect(withoutName.some((each) => withoutDisplayName.includes(each) && labelOf(each) === each.id)).toBe(true);
    expect(applications.every((each) => labelOf(each) !== '')).toBe(true);
  });

  it('holds several applications of one display name', () => {
    const labels = applications.map(labelOf);
    expect(new Set(labels).size).toBeLessThan(labels.length);
  });

  it('holds applications of all three kinds, of which the own ones can be deleted', () => {
    expect(new Set(applications.map((each) => each.kind))).toEqual(new Set(APPLICATION_KINDS));
    for (const each of applications) expect(checkRemovable(each).ok).toBe(each.kind === 'charged');
  });

  it('holds no text the rules would refuse or change', () => {
    for (const { name, displayName, description, providedApis, consumedApis } of applications) {
      if (name !== undefined) expect(worked(parseName(name))).toBe(name);
      if (displayName !== undefined) expect(worked(parseDisplayName(displayName))).toBe(displayName);
      expect(worked(parseDescription(description))).toBe(description);
      for (const api of providedApis) {
        expect(worked(parseApiName(api.name))).toBe(api.name);
        expect(worked(parseApiDescription(api.description))).toBe(api.description);
      }
      for (const each of consumedApis) expect(worked(parseDependencyName(each.name))).toBe(each.name);
    }
    for (const { description } of secrets) expect(worked(parseSecretDescription(description))).toBe(description);
  });

  it('holds a dangling dependency: its provider is there and does not provide the API', () => {
    const dangling = summaries.flatMap((consumer) =>
      consumer.consumedApis.map((each) => {
        const provider = summaries.find((other) => other.id === each.providerId);
        return { each, consumer, provider, status: statusOfDependency(targetOf(each), provider) };
      }),
    );
    expect(dangling.map(({ status }) => status)).toContain('api-missing');
    for (const { each, consumer } of dangling) {
      expect(dependenciesOn(summaries, each.providerId)).toContainEqual(
        expect.objectContaining({ consumerId: consumer.id, name: each.name }),
      );
      expect(dependencyNameIn(resourceOf(each.name))).toBe(each.name);
    }
  });

  it('holds the API names `test` and `Test`, which are two', () => {
    const names = summaries.flatMap((each) => [...each.providedApis, ...each.consumedApis.map((one) => one.apiName)]);
    expect(names).toEqual(expect.arrayContaining(['test', 'Test']));
    const upper = summaries.find((each) => each.providedApis.includes('Test'));
    expect(statusOfDependency('Test', upper)).toBe('working');
    expect(statusOfDependency('test', upper)).toBe('api-missing');
  });

  it('holds two secrets of one application with the same description', () => {
    const alike = secretLists.find((list) => new Set(list.map((each) => each.description)).size < list.length);
    expect(alike).toBeDefined();
    const kept = alike!.reduceRight<readonly Secret[]>((all, each) => worked(addSecret(all, each)), []);
    expect(kept).toEqual(alike);
  });

  it('holds hints of four characters, one of which begins with =', () => {
    expect(secrets.every((secret) => secret.hint.length === 4)).toBe(true);
    expect(secrets.some((secret) => secret.hint.startsWith('='))).toBe(true);
  });

  it('holds expiries in the form the domain writes, and scopes it knows', () => {
    const dated = secrets.flatMap(({ validTo }) => (validTo === undefined ? [] : [validTo]));
    expect(dated.length).toBeGreaterThan(0);
    for (const validTo of dated) {
      expect(toSeconds(new Date(validTo))).toBe(validTo);
      expect(statusOf({ validTo }, new Date(Date.parse(validTo) - 1))).toBe('expires-soon');
      expect(statusOf({ validTo }, new Date(validTo))).toBe('expired');
    }
    for (const { scopes } of secrets) expect(SECRET_SCOPES).toEqual(expect.arrayContaining([...scopes]));
  });
});
