// @ts-check

// Electron marks its fuse wire with this text; after it follow a version byte, a length byte and one ASCII digit a fuse.
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const WIRE_VERSION = 1;

/** Positions on the wire (version 1). */
export const FUSE = Object.freeze({ nodeCliInspect: 3, browserProcessSnapshot: 6 });

/**
 * Sets fuses in the bytes of an Electron binary, in place.
 *
 * @param {Buffer} binary
 * @param {ReadonlyArray<readonly [position: number, on: boolean]>} settings
 * @throws {Error} when the wire is not there, there twice, of another version, or shorter than a position asks for
 */
export function setFuses(binary, settings) {
  const found = binary.indexOf(SENTINEL);
  if (found < 0 || binary.indexOf(SENTINEL, found + 1) >= 0)
    throw new Error('The Electron binary has no single fuse wire.');
  const wire = found + SENTINEL.length;
  if (binary[wire] !== WIRE_VERSION) throw new Error(`The fuse wire has version ${binary[wire]}, not ${WIRE_VERSION}.`);
  const length = binary[wire + 1] ?? 0;
  for (const [position, on] of settings) {
    if (position >= length) throw new Error(`The fuse wire has no position ${position}.`);
    binary[wire + 2 + position] = on ? 0x31 : 0x30;
  }
}
