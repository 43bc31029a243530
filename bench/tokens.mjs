// @ts-check
// Tokens of the local tenant's server, inside Electron's runtime, against the bare signature and two servers made for the same.
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { repository } from './app.mjs';
import { interleave, median, ms } from './figures.mjs';
import { cpuSecondsOf, pssMiBOf } from './processes.mjs';
import { withProduct } from './product.mjs';

const CLIENTS = 16;
const ROUNDS = 5;
const TOKENS = 600;
const MANY = 5_000;

/** @typedef {import('node:child_process').ChildProcess} Child */
/** @typedef {Record<string, string>} Form */
/** @typedef {{ child: Child, pid: number, port: number, form: Form, startedIn: number }} Server */

/** @param {string} script @param {string[]} args */
function inElectron(script, args = []) {
  const electron = process.env['ELECTRON_EXEC_PATH'];
  if (!electron) throw new Error('ELECTRON_EXEC_PATH is not set: run this through `npm run bench`.');
  return spawn(electron, [script, ...args], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((settle) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** @param {Child} child @param {(message: any) => boolean} wanted @returns {Promise<unknown>} */
const heard = (child, wanted) =>
  new Promise((settle, refuse) => {
    child.on('message', (message) => wanted(message) && settle(message));
    child.once('exit', () => refuse(new Error('A server of the benchmark ended early.')));
  });

/** @param {string} name @param {Form} form @returns {Promise<Server>} */
async function startPeer(name, form) {
  const port = await freePort();
  const began = performance.now();
  const child = inElectron(join(import.meta.dirname, `token-servers/${name}.mjs`), [String(port)]);
  await heard(child, (message) => message === 'listening');
  return { child, pid: child.pid ?? 0, port, form, startedIn: performance.now() - began };
}

/** @param {Awaited<ReturnType<import('./product.mjs').Product['tokenTenant']>>} made @returns {Promise<Server>} */
async function startOurs({ tenant, form }) {
  const ports = { http: await freePort(), https: await freePort() };
  const began = performance.now();
  const child = inElectron(join(repository, 'out/main/tenant-server.js'));
  await heard(child, ({ kind }) => kind === 'started');
  child.send({ id: 1, kind: 'serve', tenant });
  child.send({ id: 2, kind: 'listen', ports });
  await heard(child, ({ id }) => id === 2);
  return { child, pid: child.pid ?? 0, port: ports.http, form, startedIn: performance.now() - began };
}

/** @param {Server} server @param {Agent} agent @returns {Promise<number>} milliseconds */
function oneToken({ port, form }, agent) {
  const body = new URLSearchParams(form).toString();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) };
  const began = performance.now();
  return new Promise((settle, refuse) => {
    const asked = request(
      { host: '127.0.0.1', port, path: '/oauth2/token', method: 'POST', headers, agent },
      (answer) => {
        if (answer.statusCode !== 200) refuse(new Error(`A server of the benchmark answered ${answer.statusCode}.`));
        answer.resume();
        answer.on('end', () => settle(performance.now() - began));
      },
    );
    asked.on('error', refuse);
    asked.end(body);
  });
}

/** @param {Server} server @param {number} count */
async function load(server, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  /** @type {number[]} */
  const times = [];
  const client = async () => {
    while (times.length < count) times.push(await oneToken(server, agent));
  };
  const [began, used] = [performance.now(), cpuSecondsOf(server.pid)];
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const wall = performance.now() - began;
  agent.destroy();
  const sorted = times.toSorted((a, b) => a - b);
  return {
    token: wall / times.length,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? NaN,
    cpu: ((cpuSecondsOf(server.pid) - used) * 1000) / times.length,
  };
}

/** @returns {Promise<{ wall: number, cpu: number }>} milliseconds a signature */
async function bareSignature() {
  const child = inElectron(join(import.meta.dirname, 'token-servers/bare-signature.mjs'));
  return /** @type {Promise<{ wall: number, cpu: number }>} */ (heard(child, () => true));
}

/** @param {Record<string, () => Promise<Server>>} starts */
async function startTimes(starts) {
  const time = (/** @type {() => Promise<Server>} */ start) => async () => {
    const { child, startedIn } = await start();
    child.kill('SIGKILL');
    return startedIn;
  };
  return interleave(ROUNDS, Object.fromEntries(Object.entries(starts).map(([name, start]) => [name, time(start)])));
}

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export const tokenRows = () =>
  withProduct(async (product) => {
    const made = await product.tokenTenant();
    const peerForm = {
      grant_type: 'client_credentials',
      client_id: 'bench',
      client_secret: 'b'.repeat(43),
      scope: 'api',
    };
    const starts = {
      ours: () => startOurs(made),
      empty: () => startPeer('empty', {}),
      oidc: () => startPeer('oidc-provider', peerForm),
      mock: () => startPeer('oauth2-mock-server', peerForm),
    };
    const started = await startTimes({ ours: starts.ours, empty: starts.empty });
    const [ours, oidc, mock, empty] = await Promise.all([starts.ours(), starts.oidc(), starts.mock(), starts.empty()]);
    try {
      for (const server of [ours, oidc, mock, empty]) await load(server, 200);
      /** @type {Record<string, { token: number, p99: number, cpu: number }[]>} */
      const taken = { ours: [], oidc: [], mock: [] };
      /** @type {{ wall: number, cpu: number }[]} */
      const bare = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        bare.push(await bareSignature());
        for (const [name, server] of Object.entries({ ours, oidc, mock }))
          taken[name]?.push(await load(server, TOKENS));
      }
      const of = (/** @type {string} */ name, /** @type {'token' | 'p99' | 'cpu'} */ what) =>
        median((taken[name] ?? []).map((each) => each[what]));
      await load(empty, 2 * MANY);
      await load(ours, MANY);
      const half = pssMiBOf(ours.pid);
      await load(ours, MANY);
      const memory = { half, ours: pssMiBOf(ours.pid), empty: pssMiBOf(empty.pid) };
      return rowsOf({
        of,
        wall: median(bare.map(({ wall }) => wall)),
        cpu: median(bare.map(({ cpu }) => cpu)),
        started,
        memory,
      });
    } finally {
      for (const { child } of [ours, oidc, mock, empty]) child.kill('SIGKILL');
    }
  });

/**
 * @typedef {object} Taken
 * @property {(name: string, what: 'token' | 'p99' | 'cpu') => number} of
 * @property {number} wall
 * @property {number} cpu
 * @property {Record<string, number>} started
 * @property {{ half: number, ours: number, empty: number }} memory
 */

/** @param {Taken} taken @returns {import('./figures.mjs').Row[]} */
function rowsOf({ of, wall, cpu, started, memory }) {
  const token = of('ours', 'token');
  const why = 'the client of the benchmark is on the second of two cores, and the threads that sign share it.';
  /** @param {string} what @param {number} value @param {{ floor: number, name: string, aim: number }} against */
  const row = (what, value, { floor, name, aim }) => ({
    ...{ what, value: ms(value), floor: `${ms(floor)}, ${name}`, ratio: value / floor, aim, why },
  });
  const { ours = NaN, empty = NaN } = started;
  return [
    row(`time a token, ${CLIENTS} clients`, token, { floor: wall, name: 'one signature', aim: 0.77 }),
    row('the same, other server', token, { floor: of('oidc', 'token'), name: 'oidc-provider', aim: 0.87 }),
    row('the same, other server', token, { floor: of('mock', 'token'), name: 'oauth2-mock-server', aim: 0.67 }),
    row(`99 of 100 tokens within, ${CLIENTS} clients`, of('ours', 'p99'), {
      ...{ floor: CLIENTS * wall, name: `${CLIENTS} signatures`, aim: 1.7 },
    }),
    row('processor a token', of('ours', 'cpu'), { floor: cpu, name: 'one signature', aim: 1.3 }),
    row('the same, other server', of('ours', 'cpu'), { floor: of('oidc', 'cpu'), name: 'oidc-provider', aim: 0.95 }),
    row('from start to listening', ours, { floor: empty, name: 'empty server', aim: 1.5 }),
    {
      what: `memory after ${(2 * MANY).toLocaleString('en')} tokens`,
      value: `${memory.ours.toFixed(0)} MiB`,
      floor: `${memory.empty.toFixed(0)} MiB, empty server`,
      ratio: memory.ours / memory.empty,
      aim: 1.15,
      why: 'the heap has grown to what 16 tokens at a time need.',
    },
    {
      what: 'growth over the second half of them',
      value: `${(memory.ours - memory.half).toFixed(1)} MiB`,
      floor: `${memory.half.toFixed(0)} MiB, at half`,
      ratio: memory.ours / memory.half,
      aim: 1.05,
    },
  ];
}
