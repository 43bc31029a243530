import { connect, type Socket } from 'node:net';

export interface Exchanged {
  /** Everything that came back. */
  readonly text: string;
  /** Status codes in it, in order. */
  readonly statuses: readonly number[];
  /** Who ended it: the server, or the test after waiting long enough. */
  readonly ended: 'server' | 'test';
  readonly ms: number;
}

interface Conversation {
  readonly port: number;
  /** Sent one after the other. */
  readonly parts: readonly (string | Buffer)[];
  readonly pauseMs?: number;
  /** Half-closes after the last part. */
  readonly halfClose?: boolean;
  /** Resets the connection after the last part. */
  readonly reset?: boolean;
  /** How long silence is waited for. */
  readonly silenceMs?: number;
  /** Whether everything that is expected has come. */
  readonly isAll?: (text: string) => boolean;
}

/** Bytes as they are, over a connection of their own. Never rejects: a connection that breaks is an answer, too. */
export function exchange(conversation: Conversation): Promise<Exchanged> {
  const { port, parts, pauseMs = 0, halfClose, reset, silenceMs = 150, isAll } = conversation;
  const begun = performance.now();
  const received: Buffer[] = [];
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  return new Promise((settle) => {
    let ended: Exchanged['ended'] = 'test';
    socket.on('data', (part: Buffer) => {
      received.push(part);
      if (isAll?.(Buffer.concat(received).toString('latin1'))) socket.destroy();
    });
    socket.on('error', () => (ended = 'server'));
    socket.on('end', () => {
      ended = 'server';
      socket.destroy();
    });
    socket.on('close', () => {
      const text = Buffer.concat(received).toString('latin1');
      settle({ text, statuses: statusesIn(text), ended, ms: performance.now() - begun });
    });
    socket.setTimeout(silenceMs, () => socket.destroy());
    socket.on('connect', () => void say(socket, parts, pauseMs).then(() => leave(socket, { halfClose, reset })));
  });
}

async function say(socket: Socket, parts: readonly (string | Buffer)[], pauseMs: number): Promise<void> {
  for (const part of parts) {
    if (socket.destroyed) return;
    socket.write(part);
    if (pauseMs > 0) await new Promise((settle) => setTimeout(settle, pauseMs));
  }
}

function leave(
  socket: Socket,
  { halfClose, reset }: { halfClose?: boolean | undefined; reset?: boolean | undefined },
): void {
  if (halfClose) socket.end();
  if (reset) socket.resetAndDestroy();
}

/** Answers begin at the start of the text, or after a body of ours, which is JSON without line breaks. */
const statusesIn = (text: string): readonly number[] =>
  [...text.matchAll(/(?:^|\}|\r\n\r\n)HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

/** A request in bytes. */
export function rawRequest(startLine: string, headers: readonly (readonly [string, string])[], body = ''): string {
  return [startLine, ...headers.map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');
}
