// @ts-check
// Tokens of the local tenant's server, inside Electron's runtime, against the bare signature and two servers made for the same.
import { fork, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { repository } from './app.mjs';
import { interleave, median, ms } from './figures.mjs';
import { cpuSecondsOf, pssMiBOf } from './processes.mjs';
import { withProduct } from './product.mjs';

const CLIENTS = 16;
const ROUNDS = 7;
const TOKENS = 1_500;
/** Until V8 has compiled what is used; that is not part of a token. */
const WARM_UP = 3_000;
const MANY = 5_000;
const ALL = WARM_UP + ROUNDS * TOKENS + 2 * MANY;

/** @typedef {import('node:child_process').ChildProcess} Child */
/** @typedef {Record<string, string>} Form */
/** @typedef {{ child: Child, pid: number, port: number, form: Form, startedIn: number }} Server */

/** @param {string} script @param {string[]} args @param {string[]} flags of V8 */
function inElectron(script, args = [], flags = []) {
  const electron = process.env['ELECTRON_EXEC_PATH'];
  if (!electron) throw new Error('ELECTRON_EXEC_PATH is not set: run this through `npm run bench`.');
  return spawn(electron, [...flags, script, ...args], {
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
    const ended = () => refuse(new Error('A process of the benchmark ended early.'));
    const hear = (/** @type {unknown} */ message) => {
      if (!wanted(message)) return;
      child.off('message', hear).off('exit', ended);
      settle(message);
    };
    child.on('message', hear).once('exit', ended);
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
async function startOurs({ tenant, form, heap }) {
  const ports = { http: await freePort(), https: await freePort() };
  const began = performance.now();
  const child = inElectron(join(repository, 'out/main/tenant-server.js'), [], [heap]);
  await heard(child, ({ kind }) => kind === 'started');
  child.send({ id: 1, kind: 'serve', tenant });
  child.send({ id: 2, kind: 'listen', ports });
  await heard(child, ({ id }) => id === 2);
  return { child, pid: child.pid ?? 0, port: ports.http, form, startedIn: performance.now() - began };
}

/** @param {Child} clients @param {Server} server @param {number} count */
async function load(clients, { pid, port, form }, count) {
  const used = cpuSecondsOf(pid);
  clients.send({ port, body: new URLSearchParams(form).toString(), clients: CLIENTS, count });
  const taken = /** @type {{ wall: number, cpu: number, times: number[] }} */ (await heard(clients, () => true));
  const sorted = taken.times.toSorted((a, b) => a - b);
  return {
    token: taken.wall / sorted.length,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? NaN,
    cpu: ((cpuSecondsOf(pid) - used) * 1000) / sorted.length,
    client: taken.cpu / sorted.length,
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
      signing: () => startPeer('signing', {}),
    };
    const started = await startTimes({ ours: starts.ours, empty: starts.empty });
    const [ours, empty] = await Promise.all([starts.ours(), starts.empty()]);
    const peers = { oidc: await starts.oidc(), mock: await starts.mock(), signing: await starts.signing() };
    const clients = fork(join(import.meta.dirname, 'token-client.mjs'));
    try {
      for (const server of [ours, ...Object.values(peers)]) await load(clients, server, WARM_UP);
      /** @type {Record<string, Awaited<ReturnType<typeof load>>[]>} */
      const taken = { ours: [], oidc: [], mock: [], signing: [] };
      /** @type {{ wall: number, cpu: number }[]} */
      const bare = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        bare.push(await bareSignature());
        for (const [name, server] of Object.entries({ ours, ...peers }))
          taken[name]?.push(await load(clients, server, TOKENS));
      }
      const of = (/** @type {string} */ name, /** @type {Figure} */ what) =>
        median((taken[name] ?? []).map((each) => each[what]));
      await load(clients, empty, ALL);
      await load(clients, ours, MANY);
      const half = pssMiBOf(ours.pid);
      await load(clients, ours, MANY);
      const memory = { half, ours: pssMiBOf(ours.pid), empty: pssMiBOf(empty.pid) };
      return rowsOf({
        of,
        wall: median(bare.map(({ wall }) => wall)),
        cpu: median(bare.map(({ cpu }) => cpu)),
        started,
        memory,
      });
    } finally {
      for (const { child } of [ours, empty, ...Object.values(peers)]) child.kill('SIGKILL');
      clients.kill('SIGKILL');
    }
  });

/** @typedef {'token' | 'p99' | 'cpu' | 'client'} Figure milliseconds a token, of the server but for the last */

/**
 * @typedef {object} Taken
 * @property {(name: string, what: Figure) => number} of
 * @property {number} wall
 * @property {number} cpu
 * @property {Record<string, number>} started
 * @property {{ half: number, ours: number, empty: number }} memory
 */

/** @param {Taken} taken @returns {import('./figures.mjs').Row[]} */
function rowsOf({ of, wall, cpu, started, memory }) {
  const token = of('ours', 'token');
  const why =
    'two cores carry the server, its threads that sign and the clients: what the control does not reach, nothing does.';
  /** @param {string} what @param {number} value @param {{ floor: number, name: string, aim?: number | null }} against */
  const row = (what, value, { floor, name, aim = null }) => ({
    ...{ what, value: ms(value), floor: `${ms(floor)}, ${name}`, ratio: value / floor, aim, why },
  });
  const { ours = NaN, empty = NaN } = started;
  /** What two cores allow, and what of it is not the server's own. @type {import('./figures.mjs').Row[]} */
  const controls = [
    row('control: a server that only signs', of('signing', 'token'), { floor: wall, name: 'one signature' }),
    row('control: processor a token of it', of('signing', 'cpu'), { floor: cpu, name: 'one signature' }),
    row('control: processor a token of the clients', of('ours', 'client'), { floor: cpu, name: 'one signature' }),
  ];
  return [
    ...controls,
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
      what: `memory after ${ALL.toLocaleString('en')} tokens`,
      value: `${memory.ours.toFixed(0)} MiB`,
      floor: `${memory.empty.toFixed(0)} MiB, empty server`,
      ratio: memory.ours / memory.empty,
      aim: 1.15,
      why: 'the heap has grown beyond what 16 tokens at a time need.',
    },
    {
      what: `growth over the last ${MANY.toLocaleString('en')} of them`,
      value: `${(memory.ours - memory.half).toFixed(1)} MiB`,
      floor: `${memory.half.toFixed(0)} MiB before`,
      ratio: memory.ours / memory.half,
      aim: 1.05,
    },
  ];
}
