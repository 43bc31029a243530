import { describe, expect, it } from 'vitest';
import { aDependency, anAllApisDependency, anApplication, aSecret, idOf } from '../../../../tests/support/builders.ts';
import { countedId } from '../../../../tests/support/counted-ids.ts';
import { parseApplicationRecord } from './application-record.ts';

const complete = {
  profileId: countedId(1),
  application: anApplication(1, {
    ...{ description: 'orders', parentId: idOf(3) },
    providedApis: [{ name: 'orders', description: '' }],
    allowsAllApisForPrincipalPropagation: true,
    consumedApis: [aDependency(2)],
    secrets: [aSecret(1, { validTo: '2032-07-06T05:04:03Z' }), aSecret(2, { keptIn: 'session' })],
  }),
};

const parse = (body: unknown) => parseApplicationRecord(idOf(1))(body);
const stored = (): typeof complete => structuredClone(complete);

/** Every path to a member, outermost first: `application`, `application.secrets`, `application.secrets.0.hint` ... */
function pathsIn(value: unknown, before: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [[...before, name], ...pathsIn(member, [...before, name])]);
}

/** The record with one member replaced, or removed. */
function changed(path: readonly string[], value?: unknown): unknown {
  const body: unknown = stored();
  let holder = body as Record<string, unknown>;
  for (const name of path.slice(0, -1)) holder = holder[name] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return body;
}

/** With another member in its one dependency. */
function changedIn(body: typeof complete, name: string, value: unknown): unknown {
  const [dependency] = body.application.consumedApis;
  return { ...body, application: { ...body.application, consumedApis: [{ ...dependency, [name]: value }] } };
}

const paths = pathsIn(complete);
const mayBeAbsent = ['name', 'displayName', 'parentId', 'validTo'];
const isElement = (path: readonly string[]) => /^\d+$/.test(path.at(-1) ?? '');

describe('the record of an application', () => {
  it('is what was stored, all members', () => {
    expect(parse(JSON.parse(JSON.stringify(complete)))).toEqual(complete);
  });

  it.each(paths.filter((path) => !isElement(path)).map((path) => [path.join('.'), path] as const))(
    'is none when %s is missing, unless it may be',
    (_, path) => {
      const isOptional = path.length === 2 && mayBeAbsent.includes(path[1] ?? '');
      const isOptionalInSecret = path.at(-1) === 'validTo';
      expect(parse(changed(path)) !== undefined).toBe(isOptional || isOptionalInSecret);
    },
  );

  it.each(paths.map((path) => [path.join('.'), path] as const))('is none when %s is of another kind', (_, path) => {
    expect(parse(changed(path, 7))).toBeUndefined();
    expect(parse(changed(path, null))).toBeUndefined();
  });

  it('holds a dependency on all APIs, which an earlier version must not take for another', () => {
    const users = anApplication(1, { consumedApis: [anAllApisDependency(2)] });
    const body = JSON.parse(JSON.stringify({ ...complete, application: users })) as typeof complete;
    expect(parse(body)?.application).toEqual(users);
    expect(JSON.stringify(body)).not.toContain('apiName');
    expect(parse(changedIn(body, 'kind', 'some-apis'))).toBeUndefined();
    expect(parse(changedIn(body, 'kind', undefined))).toBeUndefined();
  });

  it('holds settings that nothing here goes by, as they are, and only as an object', () => {
    const settings = { branding: { refreshParent: false }, later: [{ name: null }] };
    const kept = anApplication(1, { directorySettings: settings });
    const stored = (directorySettings: unknown) => ({ ...complete, application: { ...kept, directorySettings } });
    expect(parse(stored(settings))?.application).toEqual(kept);
    for (const wrong of [null, 7, 'text', [], JSON.parse('{"__proto__":{}}') as unknown])
      expect(parse(stored(wrong))).toBeUndefined();
  });

  it('drops members nobody knows', () => {
    expect(parse({ ...stored(), later: 1 })).toEqual(complete);
  });

  it('is none of another application’s', () => {
    expect(parseApplicationRecord(idOf(2))(stored())).toBeUndefined();
  });

  it.each([null, [], 7, 'text', {}, undefined])('is none: %j', (body) => {
    expect(parse(body)).toBeUndefined();
  });
});
