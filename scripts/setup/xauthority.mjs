// @ts-check

const FAMILY_WILD = 0xffff;
const PROTOCOL = 'MIT-MAGIC-COOKIE-1';

/**
 * An .Xauthority file with one cookie that holds for every display number: the X server reads it before it has one.
 * Without it any user of the machine could look at our display and read its clipboard.
 *
 * Format (libXau): per entry the family, then address, display number, protocol and cookie, each with its length; all
 * numbers 16 bit, big-endian.
 *
 * @param {Buffer} cookie 16 random bytes
 * @returns {Buffer}
 */
export function xauthorityOf(cookie) {
  return Buffer.concat([word(FAMILY_WILD), counted(''), counted(''), counted(PROTOCOL), counted(cookie)]);
}

/**
 * @param {Buffer} file written by {@link xauthorityOf}
 * @returns {Buffer} its cookie
 */
export function cookieOf(file) {
  return file.subarray(-16);
}

/** @param {number} value */
function word(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** @param {string | Buffer} value */
function counted(value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([word(bytes.length), bytes]);
}
