// @ts-check
import { connect } from 'node:net';
import { cookieOf } from './xauthority.mjs';

const LITTLE_ENDIAN = 0x6c;
const GET_IMAGE = 73;
const Z_PIXMAP = 2;
const LIMIT_MS = 10_000;

/**
 * @typedef {object} ScreenImage
 * @property {number} width pixels
 * @property {number} height pixels
 * @property {Buffer} pixels four bytes each, rows from the top: blue, green, red, unused
 */

/**
 * Takes a picture of a whole X screen: two requests of the X11 protocol (connection setup, GetImage of the root window).
 *
 * @param {{ socket: string, authority: Buffer }} display path of the server's socket; content of its Xauthority file
 * @returns {Promise<ScreenImage>}
 * @throws {Error} when the server refuses or does not answer
 */
export async function screenImage({ socket, authority }) {
  const connection = connect(socket);
  connection.setTimeout(LIMIT_MS, () => connection.destroy(new Error('The display does not answer.')));
  try {
    const read = reader(connection);
    connection.write(setupRequest(cookieOf(authority)));
    const screen = firstScreen(await setupReply(read));
    connection.write(getImage(screen));
    const head = await read(32);
    if (head[0] !== 1) throw new Error('The display refused to be read.');
    const pixels = await read(head.readUInt32LE(4) * 4);
    return { width: screen.width, height: screen.height, pixels: pixels.subarray(0, screen.width * screen.height * 4) };
  } finally {
    connection.destroy();
  }
}

/**
 * @param {import('node:net').Socket} connection
 * @returns {(length: number) => Promise<Buffer>} reads so many bytes
 */
function reader(connection) {
  const chunks = connection[Symbol.asyncIterator]();
  let left = Buffer.alloc(0);
  return async (length) => {
    const parts = [left];
    for (let have = left.length; have < length;) {
      const { value, done } = await chunks.next();
      if (done) throw new Error('The display closed the connection.');
      parts.push(value);
      have += value.length;
    }
    const all = Buffer.concat(parts);
    left = all.subarray(length);
    return all.subarray(0, length);
  };
}

/** @param {Buffer} cookie */
function setupRequest(cookie) {
  const name = Buffer.from('MIT-MAGIC-COOKIE-1');
  const head = Buffer.from([LITTLE_ENDIAN, 0, 11, 0, 0, 0, name.length, 0, cookie.length, 0, 0, 0]);
  return Buffer.concat([head, padded(name), padded(cookie)]);
}

/** @param {Buffer} bytes */
function padded(bytes) {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/** @param {(length: number) => Promise<Buffer>} read */
async function setupReply(read) {
  const head = await read(8);
  const body = await read(head.readUInt16LE(6) * 4);
  if (head[0] !== 1) throw new Error(`The display refused the connection: ${body.toString('latin1', 0, head[1] ?? 0)}`);
  return body;
}

/** @param {Buffer} setup the reply after its first eight bytes */
function firstScreen(setup) {
  const vendorLength = setup.readUInt16LE(16);
  const formats = setup[21] ?? 0;
  const at = 32 + Math.ceil(vendorLength / 4) * 4 + formats * 8;
  return { root: setup.readUInt32LE(at), width: setup.readUInt16LE(at + 20), height: setup.readUInt16LE(at + 22) };
}

/** @param {{ root: number, width: number, height: number }} screen */
function getImage({ root, width, height }) {
  const request = Buffer.alloc(20);
  request.writeUInt8(GET_IMAGE, 0);
  request.writeUInt8(Z_PIXMAP, 1);
  request.writeUInt16LE(5, 2);
  request.writeUInt32LE(root, 4);
  request.writeUInt16LE(width, 12);
  request.writeUInt16LE(height, 14);
  // All planes.
  request.writeUInt32LE(0xffffffff, 16);
  return request;
}
