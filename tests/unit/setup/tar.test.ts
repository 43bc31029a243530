import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tarFiles } from '../../../scripts/setup/tar.mjs';

interface Member {
  readonly name: string;
  readonly content: Uint8Array;
  readonly type?: string;
  readonly prefix?: string;
}

function tarOf(members: readonly Member[]): Buffer {
  const blocks = members.flatMap(({ name, content, type = '0', prefix = '' }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write(type, 156);
    header.write('ustar\0', 257);
    header.write(prefix, 345);
    header.fill(0x20, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const name = fc.stringMatching(/^[a-z0-9_.-]{1,60}$/);

describe('tarFiles', () => {
  test('reads every file with its content, whatever its length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ name, content: fc.uint8Array({ maxLength: 1500 }) }), { maxLength: 5 }),
        (files) => {
          const read = [...tarFiles(tarOf(files))].map((file) => ({
            name: file.name,
            content: new Uint8Array(file.data),
          }));
          expect(read).toEqual(files);
        },
      ),
    );
  });

  test('puts the prefix of a long name in front', () => {
    const [file] = tarFiles(tarOf([{ prefix: 'package', name: 'a.zip', content: Buffer.from('x') }]));
    expect(file?.name).toBe('package/a.zip');
  });

  test('leaves out what is no plain file', () => {
    const archive = tarOf([
      { name: 'folder/', type: '5', content: Buffer.alloc(0) },
      { name: 'link', type: '2', content: Buffer.alloc(0) },
      { name: 'file', content: Buffer.from('x') },
    ]);
    expect([...tarFiles(archive)].map((file) => file.name)).toEqual(['file']);
  });

  test('refuses what is not a tar archive', () => {
    const archive = tarOf([{ name: 'file', content: Buffer.from('x') }]);
    archive[0] = 0x7f;
    expect(() => [...tarFiles(archive)]).toThrow('checksum');
  });

  test('refuses an archive that ends in the middle of a file', () => {
    const archive = tarOf([{ name: 'file', content: Buffer.alloc(2000) }]);
    expect(() => [...tarFiles(archive.subarray(0, 1024))]).toThrow('too early');
  });
});
