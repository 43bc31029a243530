import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORBIDDEN_CHARACTERS, oneCodePoint, writtenText } from '../../../tests/support/any-text.ts';
import { aDependency, anApplication, aSecret } from '../../../tests/support/builders.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import {
  APPLICATION_KINDS,
  checkRemovable,
  labelOf,
  parseDescription,
  parseDisplayName,
  parseName,
  summaryOf,
  type Application,
} from './application.ts';
import { applicationId } from './identifiers.ts';

const TEXTS = [
  ['display name', 'display-name', parseDisplayName, true],
  ['name', 'name', parseName, false],
  ['description', 'description', parseDescription, false],
] as const;

describe.each(TEXTS)('the %s of an application', (_what, field, parse, required) => {
  it('may be in any script', () => {
    fc.assert(fc.property(writtenText, (text) => worked(parse(` ${text}\n`)) === text));
  });

  it('has at most 255 characters, counted in code points', () => {
    fc.assert(
      fc.property(oneCodePoint, (character) => {
        expect(parse(character.repeat(255))).toEqual({ ok: true, value: character.repeat(255) });
        expect(refusal(parse(character.repeat(256)))).toEqual({
          ...{ code: 'field-too-long', field, limit: 255, length: 256 },
        });
      }),
    );
  });

  it('may be a single character', () => {
    fc.assert(fc.property(oneCodePoint, (character) => worked(parse(character)) === character));
  });

  it(required ? 'is required' : 'may be left empty', () => {
    const empty = required ? { ok: false, failure: { code: 'field-empty', field } } : { ok: true, value: '' };
    expect(parse('')).toEqual(empty);
    expect(parse(' \u3000\t')).toEqual(empty);
  });

  it('holds nothing that cannot be seen and changes what stands around it', () => {
    for (const character of FORBIDDEN_CHARACTERS) {
      expect(refusal(parse(`a${character}b`))).toMatchObject({ code: 'field-characters', field });
    }
  });
});

const id = applicationId('01234567-89ab-4cde-8f01-23456789abcd');

describe('an application is called', () => {
  it.each([
    ['by its display name', { id, name: 'sales', displayName: 'Sales Orders' }, 'Sales Orders'],
    ['by its name when it has no display name', { id, name: 'sales' }, 'sales'],
    ['by its name when its display name is empty', { id, name: 'sales', displayName: '' }, 'sales'],
    ['by its display name when it has no name', { id, displayName: 'Sales Orders' }, 'Sales Orders'],
    ['by its display name when its name is empty', { id, name: '', displayName: 'Sales Orders' }, 'Sales Orders'],
    ['by its id when it has neither', { id }, id],
    ['by its id when both are empty', { id, name: '', displayName: '' }, id],
  ])('%s', (_how, application, label) => {
    expect(labelOf(application)).toBe(label);
  });

  it('something, whatever is missing', () => {
    const text = fc.option(fc.constantFrom('', 'x'), { nil: undefined });
    fc.assert(
      fc.property(text, text, (name, displayName) => {
        const names = {
          ...(name === undefined ? {} : { name }),
          ...(displayName === undefined ? {} : { displayName }),
        };
        return labelOf({ id, ...names }) !== '';
      }),
    );
  });
});

describe('an application can be deleted', () => {
  it('when it is an own one, and only then', () => {
    for (const kind of APPLICATION_KINDS) {
      const failure = { code: 'application-protected', kind };
      expect(checkRemovable({ kind })).toEqual(
        kind === 'charged' ? { ok: true, value: undefined } : { ok: false, failure },
      );
    }
    expect(APPLICATION_KINDS).toEqual(['charged', 'bundled', 'system']);
  });
});

describe('the summary of an application', () => {
  const application = anApplication(1, {
    description: 'long',
    providedApis: [
      { name: 'orders', description: 'long' },
      { name: 'Orders', description: '' },
    ],
    consumedApis: [aDependency(2)],
    secrets: [aSecret(1)],
  });

  it('holds what lists and look-ups need: of its APIs the names, of its secrets nothing', () => {
    const { id, clientId, name, displayName, kind, consumedApis } = application;
    const allowsAllApisForPrincipalPropagation = application.allowsAllApisForPrincipalPropagation;
    expect(summaryOf(application)).toEqual({
      ...{ id, clientId, name, displayName, kind, consumedApis, allowsAllApisForPrincipalPropagation },
      providedApis: ['orders', 'Orders'],
    });
  });

  it('has no member for a name that is missing', () => {
    const text = JSON.stringify({ ...application, name: undefined, displayName: undefined });
    const nameless = JSON.parse(text) as Application;
    expect(Object.keys(summaryOf(nameless))).not.toContain('name');
    expect(Object.keys(summaryOf(nameless))).not.toContain('displayName');
    expect(labelOf(summaryOf(nameless))).toBe(application.id);
  });
});
