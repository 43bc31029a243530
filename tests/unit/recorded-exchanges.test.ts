import { describe, expect, it } from 'vitest';
import type { Application } from '../../src/core/domain/application.ts';
import { listIn, memberIn, objectIn, textIn } from '../../src/core/domain/directory-api/any-case.ts';
import { isObject } from '../../src/core/domain/directory-api/json-value.ts';
import { idInLocation, replyIn } from '../../src/core/domain/directory-api/tenant-answer.ts';
import { applicationIn, unknownGrantsIn } from '../../src/core/domain/directory-api/tenant-application.ts';
import { changeFor } from '../../src/core/domain/directory-api/tenant-change.ts';
import { pageIn } from '../../src/core/domain/directory-api/tenant-page.ts';
import {
  createRequest,
  newSecretRequest,
  pageRequest,
  readRequest,
  removeRequest,
  removeSecretRequest,
  secretsRequest,
  type TenantRequest,
} from '../../src/core/domain/directory-api/tenant-request.ts';
import { secretsIn, toldSecretIn } from '../../src/core/domain/directory-api/tenant-secret.ts';
import {
  AUTHENTICATION,
  type Json,
  type JsonObject,
  type PatchShape,
} from '../../src/core/domain/directory-api/wire.ts';
import { applicationId, secretId } from '../../src/core/domain/identifiers.ts';
import type { TokenPolicy } from '../../src/core/domain/token/token-policy.ts';
import { anApplication } from '../support/builders.ts';
import { worked } from '../support/outcome.ts';
import { hasRecordings, recordedExchanges } from '../support/recordings.ts';

/** One request of a real client and what a real tenant answered, in the order in which they went over the wire. */
interface Exchange {
  /** The cassette. */
  readonly file: string;
  readonly method: string;
  readonly path: string;
  readonly sent: Json | undefined;
  readonly status: number;
  readonly answer: Json | undefined;
  readonly location: string | undefined;
}

const exchangesOnWire = (): readonly Exchange[] =>
  [...recordedExchanges()].flatMap(([file, list]) =>
    list.map(({ method, target, body, answer }) => ({
      ...{ file, method, path: target, sent: body === '' ? undefined : (JSON.parse(body) as Json) },
      ...{ status: answer.status, answer: answer.body as Json | undefined, location: answer.headers['location'] },
    })),
  );

const BASE = '/Applications/v1/';
const isSecrets = ({ path }: Exchange) => path.includes('/apiSecrets');
const idIn = ({ path }: Exchange) => applicationId(path.slice(BASE.length).split(/[/?]/)[0] ?? '');

const objects = (list: readonly Json[]): readonly JsonObject[] => list.filter(isObject);

/** What was recorded of an application, picked from its JSON by hand, in the form of the domain. */
function told(raw: JsonObject): Partial<Application> {
  const authentication = objectIn(raw, AUTHENTICATION);
  const [meta, openId] = [objectIn(raw, 'meta'), objectIn(authentication, 'openIdConnectConfiguration')];
  const [policy, lock] = [objectIn(openId, 'tokenPolicy'), objectIn(authentication, 'restApiAuthentication')];
  return JSON.parse(
    JSON.stringify({
      id: raw['id'],
      clientId: authentication['clientId'],
      name: raw['name'],
      displayName: objectIn(raw, 'branding')['displayName'],
      description: raw['description'] ?? '',
      kind: meta['type'],
      created: meta['created'] ?? '',
      lastModified: meta['lastModified'],
      providedApis: objects(listIn(authentication, 'providedApis')).map(({ name, description }) => ({
        name,
        description: description ?? '',
      })),
      consumedApis: objects(listIn(authentication, 'consumedApis')).map((each) => ({
        ...{ name: each['name'], apiName: each['apiName'] },
        ...{ providerId: each['appId'], providerClientId: each['clientId'] },
      })),
      grants: openId['restrictedGrantTypes'] && [...(openId['restrictedGrantTypes'] as string[])].sort(),
      grantsAssumed: openId['restrictedGrantTypes'] === undefined ? true : undefined,
      lifetime: policy['jwtValidity'],
      format: policy['accessTokenFormat'],
      ssoType: authentication['ssoType'],
      parentId: raw['parentApplicationId'],
      usedBy: usesOf(authentication, openId),
      clientIdLock: !('allowLocking' in lock)
        ? undefined
        : {
            isLockEnabled: lock['allowLocking'],
            failedLogons: lock['failedLoginAttempts'],
          },
    }),
  ) as Partial<Application>;
}

/** By what others use it: whatever of these holds a text at all. */
function usesOf(authentication: JsonObject, openId: JsonObject): readonly string[] | undefined {
  const holdsText = (value: unknown) => /[[:]"[^"]/.test(JSON.stringify(value ?? null));
  const uses = [
    ...['apiCertificates', 'jwtClientAuthCredentials', 'jwkSetConfig'].filter((name) =>
      holdsText(authentication[name]),
    ),
    ...['redirectUris', 'postLogoutRedirectUris', 'frontChannelLogoutUris', 'backChannelLogoutUris'].filter((name) =>
      holdsText(openId[name]),
    ),
  ];
  return uses.length > 0 ? uses : undefined;
}

/** The same, from what was read. */
function read(raw: JsonObject): Partial<Application> {
  const { application } = applicationIn(raw)!;
  const { tokenPolicy, secrets, allowsAllApisForPrincipalPropagation, ...rest } = application;
  expect([secrets, allowsAllApisForPrincipalPropagation]).toEqual([[], false]);
  const policy = tokenPolicy && {
    grants: [...tokenPolicy.grants, ...unknownGrantsIn(raw)].sort(),
    ...{ lifetime: tokenPolicy.lifetime, format: tokenPolicy.format },
  };
  return { ...rest, ...policy };
}

describe.skipIf(!hasRecordings)('the traffic of a real tenant', () => {
  const exchanges = hasRecordings ? exchangesOnWire() : [];
  const of = (method: string, status: number) =>
    exchanges.filter((each) => each.method === method && each.status === status);
  const applications = exchanges.flatMap(({ answer }) => {
    if (!isObject(answer)) return [];
    return memberIn(answer, 'applications')
      ? objects(listIn(answer, 'applications'))
      : 'meta' in answer
        ? [answer]
        : [];
  });

  it('is all read: every request and every answer has a form that is known', () => {
    expect(exchanges.length).toBeGreaterThan(20);
    const known = exchanges.filter((each) => {
      const { method, status, answer } = each;
      if (status === 404)
        return replyIn({ status, json: answer, isEmpty: false, retryAfterSeconds: null }).message !== '';
      if (method === 'PATCH' || method === 'DELETE') return status === 200 && answer === undefined;
      if (method === 'POST')
        return status === 201 && (isSecrets(each) ? toldSecretIn(answer) : idInLocation(each.location)) !== undefined;
      if (isSecrets(each)) return secretsIn(answer) !== undefined;
      return (idIn(each) === '' ? pageIn(answer) : applicationIn(answer)) !== undefined;
    });
    expect(known).toEqual(exchanges);
  });

  it('loses no application, no API, no dependency, no grant and no text when it is read', () => {
    expect(applications.length).toBeGreaterThan(40);
    for (const raw of applications) {
      const wanted = told(raw);
      // Where the tenant says nothing of the policy, there is none.
      expect(read(raw)).toEqual(wanted);
      expect(applicationIn(raw)?.raw).toEqual(raw);
    }
    for (const { answer } of exchanges)
      if (isObject(answer) && memberIn(answer, 'applications'))
        expect(pageIn(answer)?.applications).toHaveLength(listIn(answer, 'applications').length);
  });

  it('loses no secret and none of its facts', () => {
    const lists = exchanges.filter((each) => isSecrets(each) && each.method === 'GET');
    expect(lists.length).toBeGreaterThan(3);
    for (const { answer } of lists) {
      const recorded = objects(listIn(answer as JsonObject, 'secrets'));
      const facts = secretsIn(answer)!.map(({ id, hint, description, validTo, scopes }) => ({
        ...{ id, hint, description, validTo },
        authorizationScopes: scopes,
        allApisAccess: false,
      }));
      expect(facts).toEqual(recorded);
    }
    for (const { answer } of of('POST', 201).filter(isSecrets)) {
      const recorded = answer as JsonObject;
      expect(toldSecretIn(answer)).toMatchObject({ value: recorded['secret'], clientId: recorded['clientId'] });
    }
  });

  it('has the requests that are sent here for the same', () => {
    const sent = exchanges.map(({ method, path, sent: body }) => JSON.stringify([method, path, body ?? null]));
    const ours = exchanges.flatMap((each): readonly TenantRequest[] => {
      const id = idIn(each);
      if (each.method === 'GET')
        return isSecrets(each) ? [secretsRequest(id)] : id === '' ? [pageRequest({ cursor: '' })] : [readRequest(id)];
      if (each.method === 'DELETE')
        return isSecrets(each)
          ? [removeSecretRequest(id, secretId(each.path.split('id=')[1] ?? ''))]
          : [removeRequest(id)];
      if (each.method !== 'POST' || !isSecrets(each)) return [];
      const { description, validTo, authorizationScopes: scopes } = each.sent as Record<string, string>;
      return [newSecretRequest(id, { description, validTo, scopes } as never)];
    });
    expect(ours.length).toBeGreaterThan(20);
    for (const { method, path, body } of ours) expect(sent).toContain(JSON.stringify([method, path, body ?? null]));
  });

  it('creates applications by the very request that is sent here, as far as the product has words', () => {
    const creations = of('POST', 201).filter((each) => !isSecrets(each));
    expect(creations.length).toBeGreaterThan(1);
    for (const { path, sent } of creations) {
      const recorded = sent as JsonObject;
      const openId = objectIn(objectIn(recorded, AUTHENTICATION), 'openIdConnectConfiguration');
      const [{ jwtValidity, accessTokenFormat }, grants] = [
        objectIn(openId, 'tokenPolicy'),
        listIn(openId, 'restrictedGrantTypes'),
      ];
      const policy = { grants, lifetime: jwtValidity, format: accessTokenFormat } as unknown as TokenPolicy;
      const { displayName, ...nameless } = anApplication(1, {
        id: applicationId(textIn(recorded, 'id') ?? ''),
        ...{ name: textIn(recorded, 'name') ?? '', description: textIn(recorded, 'description') ?? '' },
        ...(jwtValidity === undefined ? {} : { tokenPolicy: policy }),
      });
      expect(displayName).toBeDefined();
      const { id, name, description } = recorded;
      // Left out, the tenant makes an application for SAML.
      const ssoType = 'openIdConnect';
      const withPolicy = {
        openIdConnectConfiguration: { tokenPolicy: { jwtValidity, accessTokenFormat }, restrictedGrantTypes: grants },
      };
      expect(createRequest(nameless)).toEqual({
        ...{ method: 'POST', path },
        body: {
          id,
          name,
          description,
          [AUTHENTICATION]: { ssoType, ...(jwtValidity === undefined ? {} : withPolicy) },
        },
      });
    }
  });

  it('changes an application by the very request that is sent here, as far as the product has words', () => {
    const changes = exchanges.flatMap((each, index) => {
      if (each.method !== 'PATCH' || isSecrets(each)) return [];
      const [before, after] = [
        exchanges.slice(0, index).findLast(isReadOf(each)),
        exchanges.slice(index).find(isReadOf(each)),
      ];
      return [{ each, before: before?.answer as JsonObject, after: applicationIn(after?.answer)! }];
    });
    expect(changes.length).toBeGreaterThan(0);
    for (const { each, before, after } of changes) {
      const theirs = (each.sent as unknown as PatchShape).operations.filter(({ path }) => hasWords(path));
      // Locked, as one has to be that is unlocked, and with what nobody here can change as it was sent.
      const sent = theirs.find(({ path }) => path.endsWith('/restApiAuthentication'))?.value as JsonObject;
      expect(sent['unlock']).toBe(true);
      const { allowPublicClientFlows, allApisAccess } = sent;
      const authentication = objectIn(before, AUTHENTICATION);
      const restApi = { ...objectIn(authentication, 'restApiAuthentication'), failedLoginAttempts: 5 };
      const locked = applicationIn({
        ...before,
        [AUTHENTICATION]: {
          ...authentication,
          restApiAuthentication: { ...restApi, allowPublicClientFlows, allApisAccess } as JsonObject,
        },
      })!;
      expect(theirs.length).toBeGreaterThan(1);
      expect(worked(changeFor(locked, after.application)).patch).toEqual({
        ...{ method: each.method, path: each.path, body: { operations: theirs } },
      });
    }
  });

  it('changes a secret by the very request that is sent here', () => {
    const changes = exchanges.filter((each) => each.method === 'PATCH' && isSecrets(each));
    expect(changes.length).toBeGreaterThan(0);
    for (const each of changes) {
      const index = exchanges.indexOf(each);
      const isList = (other: Exchange) =>
        other.method === 'GET' && isSecrets(other) && idIn(other) === idIn(each) && other.file === each.file;
      const [before, after] = [exchanges.slice(0, index).findLast(isList), exchanges.slice(index).find(isList)];
      const { application, raw } = applicationIn({ id: idIn(each) })!;
      const from = { raw, application: { ...application, secrets: secretsIn(before?.answer)! } };
      const change = worked(changeFor(from, { ...application, secrets: secretsIn(after?.answer)! }));
      expect(change).toEqual({ secrets: [{ method: 'PATCH', path: each.path, body: each.sent }] });
    }
  });
});

/** Paths that a person can change here; every other one of a recorded change is told by name, so that none is overlooked. */
function hasWords(path: string): boolean {
  const name = path.split('/').at(-1)!;
  const foreign = ['subjectNameIdentifier', 'subjectNameIdentifierFunction', 'assertionAttributes'];
  const others = ['advancedAssertionAttributes', 'defaultAuthenticatingIdpId', 'conditionalAuthentication'];
  return ![...foreign, ...others].includes(name);
}

const isReadOf = (change: Exchange) => (other: Exchange) =>
  other.method === 'GET' && other.path === change.path && other.file === change.file;
