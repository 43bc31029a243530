import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zipEntries } from '../../../scripts/setup/zip.mjs';

interface Member {
  readonly name: string;
  readonly content: Uint8Array;
  readonly mode?: number;
  readonly stored?: boolean;
}

function bytes(...fields: readonly (readonly [size: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([size, value]) => {
      const field = Buffer.alloc(size);
      field.writeUIntLE(value, 0, size);
      return field;
    }),
  );
}

function zipOf(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const { name, content, mode = 0o644, stored = false } of members) {
    const data = stored ? Buffer.from(content) : deflateRawSync(content);
    const offset = locals.reduce((sum, part) => sum + part.length, 0);
    const facts = bytes(
      [2, 20],
      [2, 0],
      [2, stored ? 0 : 8],
      [4, 0],
      [4, crc32(content)],
      [4, data.length],
      [4, content.length],
    );
    const title = Buffer.from(name);
    // The extra field exists only locally: a reader must not take its length from the directory.
    const extra = Buffer.alloc(7, 1);
    locals.push(bytes([4, 0x04034b50]), facts, bytes([2, title.length], [2, extra.length]), title, extra, data);
    directory.push(bytes([4, 0x02014b50], [2, 20]), facts, bytes([2, title.length], [2, 0], [2, 0], [2, 0], [2, 0]));
    directory.push(bytes([4, (mode << 16) >>> 0], [4, offset]), title);
  }
  const at = Buffer.concat(locals).length;
  const size = Buffer.concat(directory).length;
  const count = members.length;
  const end = bytes([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 3]);
  return Buffer.concat([...locals, ...directory, end, Buffer.from('end')]);
}

const file = fc.record({
  name: fc.stringMatching(/^[a-zäß0-9_-]{1,20}(\/[a-z0-9_-]{1,10})?$/),
  content: fc.uint8Array({ maxLength: 400 }),
  stored: fc.boolean(),
  mode: fc.constantFrom(0o644, 0o755),
});

describe('zipEntries', () => {
  test('reads every file with its mode and content, stored or compressed', () => {
    fc.assert(
      fc.property(fc.array(file, { maxLength: 5 }), (files) => {
        const read = zipEntries(zipOf(files)).map(({ name, mode, read }) => [name, mode, new Uint8Array(read())]);
        expect(read).toEqual(files.map(({ name, mode, content }) => [name, mode, content]));
      }),
    );
  });

  test.each(['../a', 'a/../../b', '/etc/passwd', 'a\\b', 'C:a', 'a\0b'])('refuses the name %j', (name) => {
    expect(() => zipEntries(zipOf([{ name, content: Buffer.alloc(1) }]))).toThrow('leaves its folder');
  });

  test('accepts dots that stay inside', () => {
    const names = ['a..b', '.hidden', 'a/.b'];
    const entries = zipEntries(zipOf(names.map((name) => ({ name, content: Buffer.alloc(1) }))));
    expect(entries.map((entry) => entry.name)).toEqual(names);
  });

  test('refuses a file whose content was changed', () => {
    const archive = zipOf([{ name: 'a', content: Buffer.from('content'), stored: true }]);
    const at = archive.indexOf('content');
    archive[at] = 0x58;
    const [entry] = zipEntries(archive);
    expect(() => entry?.read()).toThrow('damaged');
  });

  test('does not unpack more than the directory announces', () => {
    const archive = zipOf([{ name: 'a', content: Buffer.alloc(100_000) }]);
    archive.writeUInt32LE(10, archive.lastIndexOf(Buffer.from('PK\x01\x02')) + 24);
    const [entry] = zipEntries(archive);
    expect(() => entry?.read()).toThrow();
  });

  test('refuses what is no zip file, or a ZIP64 one', () => {
    expect(() => zipEntries(Buffer.from('no'))).toThrow('Not a zip archive');
    const archive = zipOf([]);
    archive.writeUInt16LE(0xffff, archive.length - 3 - 22 + 10);
    expect(() => zipEntries(archive)).toThrow('ZIP64');
  });
});
