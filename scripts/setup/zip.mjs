// @ts-check
import { crc32, inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_LENGTH = 22;

/**
 * @typedef {object} ZipEntry
 * @property {string} name as stored, with `/`; a folder's ends with `/`
 * @property {number} mode Unix file mode, 0 if the archive has none
 * @property {() => Buffer} read unpacks and checks size and CRC-32; throws when either is wrong
 */

/**
 * Reads a zip archive by its central directory, the only list of its files that is sure to be right.
 *
 * @param {Buffer} archive
 * @returns {ZipEntry[]}
 * @throws {Error} for what is not a zip file, is a ZIP64 one, or has a name that leaves the folder
 */
export function zipEntries(archive) {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffffffff) throw new Error('ZIP64 archives are not read here.');
  const entries = [];
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('The zip directory is damaged.');
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (!isConfined(name)) throw new Error(`The zip file has a name that leaves its folder: ${JSON.stringify(name)}`);
    entries.push({ name, mode: archive.readUInt32LE(at + 38) >>> 16, read: reader(archive, at) });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

/** @param {Buffer} archive */
function findEnd(archive) {
  // A comment of up to 65535 bytes may follow the end record.
  for (let at = archive.length - END_LENGTH; at >= Math.max(0, archive.length - END_LENGTH - 0xffff); at--) {
    if (archive.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw new Error('Not a zip archive.');
}

/**
 * @param {Buffer} archive
 * @param {number} at the entry's place in the directory
 * @returns {() => Buffer}
 */
function reader(archive, at) {
  const method = archive.readUInt16LE(at + 10);
  const crc = archive.readUInt32LE(at + 16);
  const packed = archive.readUInt32LE(at + 20);
  const size = archive.readUInt32LE(at + 24);
  const local = archive.readUInt32LE(at + 42);
  return () => {
    if (archive.readUInt32LE(local) !== LOCAL_HEADER) throw new Error('The zip file is damaged.');
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = unpack(archive.subarray(start, start + packed), method, size);
    if (data.length !== size || crc32(data) !== crc) throw new Error('A file in the zip archive is damaged.');
    return data;
  };
}

/** @type {(data: Buffer, method: number, size: number) => Buffer} */
function unpack(data, method, size) {
  if (method === 0) return data;
  // One byte more than announced would be a lie about the size; zlib needs a limit above zero.
  if (method === 8) return inflateRawSync(data, { maxOutputLength: size + 1 });
  throw new Error(`Compression method ${method} is not read here.`);
}

/** @param {string} name */
function isConfined(name) {
  return !name.startsWith('/') && !/[\\:\0]/.test(name) && !name.split('/').includes('..');
}
