import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asarOf } from '../../../scripts/setup/asar.mjs';

interface Listing {
  readonly files: Readonly<Record<string, { readonly size: number; readonly offset: string }>>;
}

/** Reads it back the way Electron does: the sizes in the first words lead to the JSON, the JSON to the files. */
function read(archive: Buffer): Record<string, string> {
  expect(archive.readUInt32LE(0)).toBe(4);
  const headerSize = archive.readUInt32LE(4);
  expect(archive.readUInt32LE(8)).toBe(headerSize - 4);
  const json = archive.toString('utf8', 16, 16 + archive.readUInt32LE(12));
  const start = 8 + headerSize;
  expect(start % 4).toBe(0);
  const { files } = JSON.parse(json) as Listing;
  return Object.fromEntries(
    Object.entries(files).map(([name, { size, offset }]) => {
      const from = start + Number(offset);
      return [name, archive.toString('utf8', from, from + size)];
    }),
  );
}

describe('asarOf', () => {
  test('can be read back, for any names and texts', () => {
    const name = fc.stringMatching(/^[a-zé漢.-]{1,12}$/);
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.string({ unit: 'binary' }), { maxKeys: 4, noNullPrototype: true }),
        (files) => {
          expect(read(asarOf(files))).toEqual(files);
        },
      ),
    );
  });
});
