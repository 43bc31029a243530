import fc from 'fast-check';

const KIB = 1024;
const ID = '01234567-89ab-4cde-8f01-23456789abcd';

/** Text that has broken something somewhere. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    ...['', ' ', '\0', '\ud800', '\udfff\ud800', '../../etc/passwd', '..\\..\\x', 'C:\\', 'file:///etc/passwd'],
    ...['__proto__', 'constructor', 'prototype', 'toString', '<script>alert(1)</script>', '${x}', '%00', 'null'],
    ...[ID, ID.toUpperCase(), `${ID}\n`, 'new', 'existing', 'secret', 'curl', 'system', 'sap-procedure'],
  ),
);
const large = fc.constantFrom(10_001, 64 * KIB, KIB * KIB).map((length) => 'x'.repeat(length));

const member = fc.constantFrom(
  ...['applicationId', 'providerId', 'name', 'displayName', 'description', 'requestId', 'secretId', 'secret', 'kind'],
  ...['consumer', 'confirmed', 'current', 'apiName', 'allowed', 'validity', 'scopes', 'theme', 'page', 'tab', 'link'],
  ...['dependency', '__proto__', 'constructor', 'prototype', 'toString', 'length', '0', ''],
);

const odd = fc.constantFrom<unknown>(
  ...[undefined, null, true, false, 0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1n, 10n ** 400n],
  ...[new Date(Number.NaN), new Date(0), new Map([['name', 'x']]), new Set([ID]), /x/g, new Error('x')],
  ...[new Uint8Array(8), new ArrayBuffer(8), Object.assign([], { 5: 'x' }), Array(1000)],
);

/** Objects with own members of names that assignment would take for the prototype. */
const asObject = (members: readonly (readonly [string, unknown])[]): object => {
  const made = {};
  for (const [name, value] of members) {
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return made;
};

const treeOf = (leaf: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(fc.tuple(member, tie('tree')), { maxLength: 8 }).map(asObject),
      fc.array(tie('tree'), { maxLength: 5 }),
    ),
  })).tree;

const cyclic = fc.array(member, { minLength: 1, maxLength: 4 }).map((names) => {
  const circle: Record<string, unknown> = {};
  for (const name of names) Object.defineProperty(circle, name, { value: circle, enumerable: true });
  return circle;
});

const short = fc.oneof({ arbitrary: text, weight: 6 }, { arbitrary: odd, weight: 4 });
const long = fc.oneof({ arbitrary: short, weight: 10 }, { arbitrary: large, weight: 1 });

const hostile = (leaf: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: treeOf(leaf), weight: 8 }, { arbitrary: cyclic, weight: 1 });

/** What a window that has been taken over could send: anything that can be cloned (T21). Up to a megabyte a text. */
export const hostileInput: fc.Arbitrary<unknown> = hostile(long);

/** The same in a size that travels quickly. */
export const shortHostileInput: fc.Arbitrary<unknown> = hostile(short);

type Place = readonly [holder: Record<string, unknown>, name: string];

/** Every member at every depth, the whole included. */
const placesIn = (holder: Record<string, unknown>): Place[] =>
  Object.entries(holder).flatMap(([name, value]) => [
    [holder, name] as const,
    ...(typeof value === 'object' && value !== null ? placesIn(value as Record<string, unknown>) : []),
  ]);

function addTo(holder: unknown, name: string, value: unknown): void {
  if (Array.isArray(holder)) holder.push(value);
  else if (typeof holder === 'object' && holder !== null) {
    Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  }
}

/** A good input with one thing about it changed, or none. */
export const nearly = (good: unknown, odds = hostileInput): fc.Arbitrary<unknown> =>
  fc.tuple(fc.nat(), fc.constantFrom('keep', 'replace', 'remove', 'add'), odds, member).map(([at, how, odd, name]) => {
    const whole: Record<string, unknown> = { input: structuredClone(good) };
    const places = placesIn(whole);
    const [holder, key] = places[at % places.length] ?? ([whole, 'input'] as const);
    if (how === 'replace') holder[key] = odd;
    if (how === 'remove') Reflect.deleteProperty(holder, key);
    if (how === 'add') addTo(holder[key], name, odd);
    return whole['input'];
  });
