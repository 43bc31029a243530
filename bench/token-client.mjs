// @ts-check
// The clients of the token benchmark, in a process of their own: as many as asked for, each on its own connection, one request
// after the other. They share the cores with the server they measure, so they write the same prepared bytes again and again and
// look for the end of an answer only: Node's own client would cost half a signature for each token.
import { connect } from 'node:net';

/** @typedef {{ port: number, body: string, clients: number, count: number }} Order */

const END_OF_HEADERS = '\r\n\r\n';

/** @param {Order} order */
const requestOf = ({ port, body }) =>
  [
    'POST /oauth2/token HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Connection: keep-alive',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `\r\n${body}`,
  ].join('\r\n');

/** How long the whole answer is; undefined as long as its headers are not there. @param {string} text */
function lengthOf(text) {
  const headers = text.indexOf(END_OF_HEADERS);
  if (headers < 0) return undefined;
  if (!text.startsWith('HTTP/1.1 200 ')) throw new Error(`A server of the benchmark answered ${text.slice(0, 30)}.`);
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, headers))?.[1];
  if (length === undefined) throw new Error('A server of the benchmark does not say how long its answer is.');
  return headers + END_OF_HEADERS.length + Number(length);
}

/** @param {Order} order @param {number[]} times milliseconds; shared by all clients */
function client(order, times) {
  const request = Buffer.from(requestOf(order), 'latin1');
  return /** @type {Promise<void>} */ (
    new Promise((settle, refuse) => {
      const socket = connect(order.port, '127.0.0.1');
      let began = 0;
      let answer = '';
      const ask = () => {
        if (times.length >= order.count) {
          socket.destroy();
          settle();
          return;
        }
        answer = '';
        began = performance.now();
        socket.write(request);
      };
      socket.setNoDelay(true);
      socket.on('connect', ask);
      socket.on('error', refuse);
      socket.on('close', () => refuse(new Error('A server of the benchmark hung up.')));
      socket.on('data', (part) => {
        answer += part.toString('latin1');
        try {
          const length = lengthOf(answer);
          if (length === undefined || answer.length < length) return;
        } catch (error) {
          refuse(error);
          return;
        }
        times.push(performance.now() - began);
        ask();
      });
    })
  );
}

process.on('message', async (/** @type {Order} */ order) => {
  /** @type {number[]} */
  const times = [];
  const [began, used] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: order.clients }, () => client(order, times)));
  const [wall, { user, system }] = [performance.now() - began, process.cpuUsage(used)];
  process.send?.({ wall, times, cpu: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit(0));
