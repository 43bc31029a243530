// @ts-check

/**
 * Writes an Electron archive of a few small files, all in its top folder.
 *
 * Format: four little-endian words (4, n+8, n+4, length of the JSON), with n the JSON's length padded to four; then the
 * JSON with each file's size and offset, the padding, and the files one after the other.
 *
 * @param {Readonly<Record<string, string>>} files content by name
 * @returns {Buffer}
 */
export function asarOf(files) {
  const contents = Object.values(files).map((content) => Buffer.from(content));
  let offset = 0;
  /** @type {Record<string, { size: number, offset: string }>} */
  const listed = {};
  Object.keys(files).forEach((name, index) => {
    const size = contents[index]?.length ?? 0;
    listed[name] = { size, offset: String(offset) };
    offset += size;
  });
  const json = Buffer.from(JSON.stringify({ files: listed }));
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  [4, padded + 8, padded + 4, json.length].forEach((word, index) => head.writeUInt32LE(word, index * 4));
  json.copy(head, 16);
  return Buffer.concat([head, ...contents]);
}
