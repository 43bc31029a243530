import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pngOf } from '../../../scripts/setup/png.mjs';
import { screenImage } from '../../../scripts/setup/x11-image.mjs';
import { xauthorityOf } from '../../../scripts/setup/xauthority.mjs';

const COOKIE = Buffer.from('0123456789abcdef');
const ROOT = 0x2a5;
// Two pixels: red over blue, in the server's order (blue, green, red, unused).
const PIXELS = Buffer.from([0, 0, 255, 0, 255, 0, 0, 0]);

/** The reply to a connection: the vendor's name and one pixel format come before the screen. */
function setupReply(): Buffer {
  const screen = Buffer.alloc(40);
  screen.writeUInt32LE(ROOT, 0);
  screen.writeUInt16LE(1, 20);
  screen.writeUInt16LE(2, 22);
  const fixed = Buffer.alloc(32);
  fixed.writeUInt16LE(5, 16);
  fixed[20] = 1;
  fixed[21] = 1;
  const body = Buffer.concat([fixed, Buffer.from('Maker\0\0\0'), Buffer.alloc(8), screen]);
  const head = Buffer.from([1, 0, 11, 0, 0, 0, 0, 0]);
  head.writeUInt16LE(body.length / 4, 6);
  return Buffer.concat([head, body]);
}

function imageReply(): Buffer {
  const head = Buffer.alloc(32);
  head[0] = 1;
  head.writeUInt32LE(PIXELS.length / 4, 4);
  return Buffer.concat([head, PIXELS]);
}

let folder: string;
let server: Server | undefined;

/** A display that answers each request with the next of these, a few bytes at a time. */
async function display(answers: readonly Buffer[]): Promise<{ socket: string; asked: Buffer[] }> {
  const socket = join(folder, 'X0');
  const asked: Buffer[] = [];
  const answer = async (connection: Socket, reply: Buffer) => {
    for (let at = 0; at < reply.length; at += 7) {
      connection.write(reply.subarray(at, at + 7));
      await pause(1);
    }
  };
  server = createServer((connection) => {
    connection.on('error', () => undefined);
    connection.on('data', (request) => {
      const reply = answers[asked.push(request) - 1];
      if (reply) void answer(connection, reply);
      else connection.end();
    });
  });
  await new Promise<void>((settle) => server?.listen(socket, settle));
  return { socket, asked };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-desk-x11-'));
});

afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

describe('screenImage', () => {
  test('shows its cookie, asks for the root window, and reads an answer that comes in pieces', async () => {
    const { socket, asked } = await display([setupReply(), imageReply()]);
    const image = await screenImage({ socket, authority: xauthorityOf(COOKIE) });
    expect(image).toEqual({ width: 1, height: 2, pixels: PIXELS });
    expect(asked[0]?.includes(COOKIE)).toBe(true);
    expect(asked[1]?.readUInt32LE(4)).toBe(ROOT);
  });

  test('says why a display refuses it', async () => {
    const reason = Buffer.from('Authorization required\0\0');
    const { socket } = await display([
      Buffer.concat([Buffer.from([0, 22, 11, 0, 0, 0, reason.length / 4, 0]), reason]),
    ]);
    await expect(screenImage({ socket, authority: xauthorityOf(COOKIE) })).rejects.toThrow('Authorization required');
  });

  test('does not wait for a display that went away', async () => {
    const { socket } = await display([]);
    await expect(screenImage({ socket, authority: xauthorityOf(COOKIE) })).rejects.toThrow('closed the connection');
  });
});

describe('pngOf', () => {
  test('keeps size and colours', () => {
    const png = pngOf({ width: 1, height: 2, pixels: PIXELS });
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1, 2]);
    const data = png.indexOf('IDAT');
    const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
    expect([...rows]).toEqual([0, 255, 0, 0, 0, 0, 0, 255]);
  });
});
