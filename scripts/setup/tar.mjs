// @ts-check

const BLOCK = 512;

/**
 * Reads the plain files of a tar archive (POSIX ustar, as npm packs them).
 *
 * @param {Buffer} archive uncompressed
 * @returns {Generator<{ name: string, data: Buffer }>} `data` is a view into the archive
 * @throws {Error} when a header's checksum is wrong or the archive ends in the middle of a file
 */
export function* tarFiles(archive) {
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    if (octal(header, 148, 8) !== checksum(header))
      throw new Error('Not a tar archive: a header has a wrong checksum.');
    const size = octal(header, 124, 12);
    const start = at + BLOCK;
    if (start + size > archive.length) throw new Error('The tar archive ends too early.');
    const type = text(header, 156, 1);
    const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
    const name = (prefix && `${prefix}/`) + text(header, 0, 100);
    if (type === '0' || type === '') yield { name, data: archive.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** @param {Buffer} header */
function checksum(header) {
  // The checksum field itself counts as eight spaces.
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

/** @type {(header: Buffer, from: number, length: number) => string} */
function text(header, from, length) {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

/** @type {(header: Buffer, from: number, length: number) => number} */
function octal(header, from, length) {
  return Number.parseInt(text(header, from, length).trim() || '0', 8);
}
