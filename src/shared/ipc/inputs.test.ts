import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyInputs } from '../../../tests/support/any-input.ts';
import { callChannels } from '../../../tests/support/call-channels.ts';
import { hostileInput, nearly } from '../../../tests/support/hostile-input.ts';
import { inputs } from './inputs.ts';
import { channelOf, type Parser } from './define.ts';

type Walked<E> = Readonly<Record<string, Readonly<Record<string, E>>>>;
type Holder = Record<string, unknown>;

// Walked as plain records: the types of the contract cannot be followed entry by entry.
const parsers = inputs as unknown as Walked<Parser<unknown>>;
const valid = anyInputs as unknown as Walked<fc.Arbitrary<unknown>>;
const CALLS = Object.entries(parsers).flatMap(([group, calls]) =>
  Object.entries(calls).map(([name, parse]) => ({ call: `${group}.${name}`, parse, good: valid[group]![name]! })),
);
const TAKING_NOTHING = CALLS.filter(({ good }) => fc.sample(good, 1)[0] === undefined);
const TAKING_SOMETHING = CALLS.filter((each) => !TAKING_NOTHING.includes(each));

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

interface Place {
  readonly holder: Holder;
  readonly name: string;
  /** As a failure names it. */
  readonly path: string;
}

/** Every member at every depth. */
const placesIn = (holder: Holder, above = ''): Place[] =>
  Object.entries(holder).flatMap(([name, value]) => {
    const path = above + name;
    return [{ holder, name, path }, ...(isHolder(value) ? placesIn(value, `${path}.`) : [])];
  });

const objectsIn = (whole: unknown): Place[] => {
  const root = { input: whole };
  return placesIn(root).filter(({ holder, name }) => isHolder(holder[name]) && !Array.isArray(holder[name]));
};

const isText = ({ holder, name }: Place): boolean => typeof holder[name] === 'string';

/** A good input, and a choice among its places. */
const goodAndPlace = (good: fc.Arbitrary<unknown>) =>
  fc.tuple(good, fc.nat()).map(([input, at]) => {
    const whole = structuredClone(input) as Holder;
    const places = placesIn(whole);
    return { whole, place: places[at % places.length]! };
  });

const define = (holder: Holder, name: string, value: unknown) =>
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });

it('every call of the contract has a parser, and nothing else has', () => {
  const parsed = CALLS.map(({ call }) => channelOf(...(call.split('.') as [string, string])));
  expect(parsed.toSorted()).toEqual(callChannels.toSorted());
});

describe.each(CALLS)('the input of $call', ({ parse, good }) => {
  it('is accepted, and handed on as it is, whatever its type allows', () => {
    fc.assert(
      fc.property(good, (input) => {
        expect(parse(structuredClone(input))).toStrictEqual({ ok: true, value: structuredClone(input) });
      }),
    );
  });
});

describe.each(TAKING_NOTHING)('the input of $call', ({ parse }) => {
  it('is nothing, so refused when there is anything', () => {
    for (const input of [null, 0, '', false, {}, [], [undefined], new Map(), 1n]) {
      expect(parse(input)).toEqual({ ok: false, path: 'input' });
    }
  });
});

/** What no member of any call takes. */
const wrong = fc.constantFrom<unknown>(
  ...[undefined, 0, -1, Number.NaN, 1n, {}, [[]], [undefined], new Date(0), new Map(), new Uint8Array(2)],
);
/** Member names that an assignment or a look-up would take for something else than a member. */
const UNEXPECTED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', '0', '', 'more'];

describe.each(TAKING_SOMETHING)('the input of $call', ({ parse, good }) => {
  it('is refused when it is no object, or an empty one', () => {
    for (const input of [undefined, null, 0, '', 'x', true, [], {}, 1n, new Date(0)]) {
      expect(parse(input).ok).toBe(false);
    }
  });

  it('is refused, naming the member, when one is of the wrong type', () => {
    fc.assert(
      fc.property(goodAndPlace(good), wrong, ({ whole, place }, value) => {
        const there = place.holder[place.name];
        // Where there is none, as null says, there may be one.
        fc.pre(!(typeof value === 'number' && (typeof there === 'number' || there === null)));
        place.holder[place.name] = value;
        const parsed = parse(whole);
        expect(parsed.ok).toBe(false);
        if (!parsed.ok) expect(parsed.path === place.path || parsed.path.startsWith(`${place.path}.`)).toBe(true);
      }),
    );
  });

  it('is refused, naming the member, when one is missing', () => {
    fc.assert(
      fc.property(goodAndPlace(good), ({ whole, place }) => {
        fc.pre(!Array.isArray(place.holder));
        Reflect.deleteProperty(place.holder, place.name);
        expect(parse(whole)).toEqual({ ok: false, path: place.path });
      }),
    );
  });

  it('is refused, naming its holder, when there is a member more', () => {
    fc.assert(
      fc.property(good, fc.nat(), fc.constantFrom(...UNEXPECTED), (input, at, name) => {
        const whole: unknown = structuredClone(input);
        const objects = objectsIn(whole);
        const { holder, name: of, path } = objects[at % objects.length]!;
        define(holder[of] as Holder, name, 'x');
        expect(parse(whole)).toEqual({ ok: false, path: path.replace(/^input\./, '') });
      }),
    );
  });
});

it.each(['\n', '\r', '\u2028', '\u0000', '\u001b'])(
  'what a failure tells is copied on lines of our own: %j',
  (character) => {
    const details = { kind: 'failure', code: 'tenant-fault', status: 500, message: 'It says', reference: 'AB-12' };
    expect(inputs.clipboard.copy(details).ok).toBe(true);
    for (const member of ['code', 'message', 'reference'])
      expect(inputs.clipboard.copy({ ...details, [member]: `a${character}b` })).toEqual({ ok: false, path: member });
  },
);

const TAKING_TEXT = TAKING_SOMETHING.filter(({ good }) =>
  fc.sample(good, 50).some((input) => isHolder(input) && placesIn(input).some(isText)),
);

const BODY_TOO_LONG = 2 * 1024 * 1024 + 1;

describe.each(TAKING_TEXT)('the input of $call', ({ parse, good }) => {
  it('is refused when a text is longer than any honest one, and says so without the text', () => {
    fc.assert(
      fc.property(goodAndPlace(good), fc.constantFrom(10_001, 1024 * 1024), ({ whole, place }, length) => {
        fc.pre(isText(place));
        // Only the body of a call of an API may be longer.
        place.holder[place.name] = 'x'.repeat(place.path === 'body' ? BODY_TOO_LONG : length);
        expect(parse(whole)).toEqual({ ok: false, path: place.path });
      }),
      { numRuns: 20 },
    );
  });
});

const KNOWN = new Set(
  CALLS.flatMap(({ good }) => fc.sample(good, 50)).flatMap((input) =>
    isHolder(input) ? placesIn(input).map(({ name }) => name) : [],
  ),
);

describe.each(CALLS)('what is said of a refused $call (T21)', ({ parse, good }) => {
  it('is the known name of a member, never anything that was sent', () => {
    const sent = fc.oneof(
      hostileInput,
      good.chain((input) => nearly(input)),
    );
    fc.assert(
      fc.property(sent, (input) => {
        const parsed = parse(input);
        if (parsed.ok || parsed.path === 'input') return;
        for (const part of parsed.path.split('.')) expect(KNOWN.has(part) || /^\d{1,6}$/.test(part)).toBe(true);
      }),
    );
  });

  it('does not hold what stood anywhere in it, as a value or as the name of a member', () => {
    const marker = '~marker~';
    fc.assert(
      fc.property(good, fc.nat(), fc.boolean(), (input, at, asName) => {
        const root: Holder = { input: structuredClone(input) };
        const places = placesIn(root);
        const { holder, name } = places[at % places.length]!;
        const value = holder[name];
        if (asName && isHolder(value)) define(value, marker, marker);
        else define(holder, name, { [marker]: marker });
        const parsed = parse(root['input']);
        if (!parsed.ok) expect(parsed.path).not.toContain(marker);
      }),
    );
  });
});

describe('an input with members named like those of every object', () => {
  it('changes no prototype and is not handed on', () => {
    const names = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
    for (const { parse } of CALLS) {
      expect(parse(JSON.parse('{"__proto__":{"polluted":true},"applicationId":"x"}')).ok).toBe(false);
      expect(parse(JSON.parse('{"constructor":{"prototype":{"polluted":true}}}')).ok).toBe(false);
    }
    expect({}).not.toHaveProperty('polluted');
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(names);
  });
});

describe('the sizes that are accepted', () => {
  const applicationId = '01234567-89ab-4cde-8f01-23456789abcd';

  it('of a text reach 10,000: longer than every limit, so that a person is told by the rule of the field', () => {
    const text = (length: number) => ({ applicationId, name: 'x'.repeat(length) });
    expect(inputs.dependencies.summary(text(10_000)).ok).toBe(true);
    expect(inputs.dependencies.summary(text(10_001))).toEqual({ ok: false, path: 'name' });
    expect(inputs.dependencies.summary(text(0)).ok).toBe(true);
  });

  it('of what was confirmed reach 100,000', () => {
    const confirmed = (count: number) => ({
      applicationId,
      confirmed: Array.from({ length: count }, () => ({ consumerId: applicationId, name: 'a' })),
    });
    expect(inputs.applications.remove(confirmed(100_000)).ok).toBe(true);
    expect(inputs.applications.remove(confirmed(100_001))).toEqual({ ok: false, path: 'confirmed' });
  });

  it('of the scopes of a secret reach the three there are', () => {
    const asked = (scopes: readonly string[]) =>
      inputs.secrets.create({
        ...{ applicationId, requestId: applicationId },
        secret: { description: '', validity: 'never', scopes },
      });
    expect(asked([]).ok).toBe(true);
    expect(asked(['oAuth', 'manageApp', 'manageUsers']).ok).toBe(true);
    expect(asked(['oAuth', 'oAuth', 'oAuth', 'oAuth'])).toEqual({ ok: false, path: 'secret.scopes' });
    expect(asked(['oAuth', 'readUserProfile'])).toEqual({ ok: false, path: 'secret.scopes.1' });
  });

  it('of an id are those of a UUID in lower case', () => {
    for (const id of [applicationId.toUpperCase(), `${applicationId}\n`, `${applicationId}/..`, '', 'x']) {
      expect(inputs.applications.read({ applicationId: id })).toEqual({ ok: false, path: 'applicationId' });
    }
  });
});
