import { describe, expect, test } from 'vitest';
import { FUSE, setFuses } from '../../../scripts/setup/fuses.mjs';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

function binary(wire: string, version = 1): Buffer {
  return Buffer.concat([
    Buffer.from(`code${SENTINEL}`),
    Buffer.from([version, wire.length]),
    Buffer.from(`${wire}more code`),
  ]);
}

describe('setFuses', () => {
  test('sets the named fuses and nothing else', () => {
    const bytes = binary('10001010');
    setFuses(bytes, [
      [FUSE.nodeCliInspect, true],
      [FUSE.browserProcessSnapshot, false],
    ]);
    expect(bytes).toEqual(binary('10011000'));
  });

  test.each([
    ['no wire', Buffer.from('code'), 'no single fuse wire'],
    ['two wires', Buffer.concat([binary('1111'), binary('1111')]), 'no single fuse wire'],
    ['a wire of another version', binary('1111', 2), 'version 2'],
    ['a wire that is too short', binary('111'), 'no position 3'],
  ])('refuses a binary with %s', (_, bytes, words) => {
    expect(() => setFuses(bytes, [[FUSE.nodeCliInspect, true]])).toThrow(words);
  });
});
