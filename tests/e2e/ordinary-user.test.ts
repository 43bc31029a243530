import type { ChildProcess } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installForOrdinaryUser, processGroup, type Installed } from './support/ordinary-user.ts';

let installed: Installed;
let running: ChildProcess | undefined;
beforeAll(() => void (installed = installForOrdinaryUser()));
afterAll(() => installed.remove());
afterEach(() => {
  if (running?.pid && running.exitCode === null) process.kill(-running.pid, 'SIGKILL');
  running = undefined;
});

const renderersOf = (child: ChildProcess) =>
  processGroup(child.pid ?? 0).filter(({ command }) => command.includes('--type=renderer'));
const exitOf = (child: ChildProcess) => new Promise<number | null>((settle) => child.once('exit', settle));
const says = (child: ChildProcess) => {
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  return () => said.join('');
};

/** What the kernel says of every renderer there is: seccomp mode 2 is a filter, and no new privileges for it. */
const sandboxesOf = (child: ChildProcess) =>
  renderersOf(child).map(({ command, status }) => ({
    asked: !command.includes('--no-sandbox'),
    seccomp: /^Seccomp:\s+(\d)/m.exec(status)?.[1],
    noNewPrivileges: /^NoNewPrivs:\s+(\d)/m.exec(status)?.[1],
  }));

async function expectSandboxedWindow(child: ChildProcess): Promise<void> {
  const said = says(child);
  const sandboxed = { asked: true, seccomp: '2', noNewPrivileges: '1' };
  // A renderer puts itself into the sandbox a moment after it was started.
  const all = () => {
    const found = sandboxesOf(child);
    return found.length > 0 && found.every((each) => isDeepStrictEqual(each, sandboxed)) ? 'sandboxed' : found;
  };
  await expect.poll(all, { timeout: 20_000, message: said() }).toBe('sandboxed');
}

describe('started by an ordinary user, without any switch', () => {
  it('the packaged app opens its window in the sandbox of the system (T27)', async () => {
    running = installed.start();
    await expectSandboxedWindow(running);
  });
});

describe('the packaged app refuses to start (T61)', () => {
  const REFUSED_EXIT_CODE = 78;

  it.each([
    ...['--remote-debugging-port=0', '--remote-debugging-pipe', '--ignore-certificate-errors', '--host-rules=MAP * x'],
    ...['--ignore-certificate-errors-spki-list=x', '--host-resolver-rules=MAP * x', '--proxy-pac-url=http://x/'],
    ...['--disable-web-security', '--allow-running-insecure-content', '--load-extension=/x', '--js-flags=--expose-gc'],
    ...[
      '--log-net-log=/tmp/x',
      '--ssl-key-log-file=/tmp/x',
      '--enable-logging',
      '--no-sandbox',
      '--user-data-dir=/tmp/x',
    ],
  ])('with %s', async (given) => {
    running = installed.start([given]);
    const said = says(running);
    expect(await exitOf(running)).toBe(REFUSED_EXIT_CODE);
    expect(said()).toContain(`Trust Desk does not start with ${/^--([a-z-]+)/.exec(given)?.[1]}.`);
  });

  it.each(['NODE_TLS_REJECT_UNAUTHORIZED', 'SSLKEYLOGFILE', 'NODE_EXTRA_CA_CERTS'])('with %s', async (name) => {
    running = installed.start([], { [name]: '0' });
    expect(await exitOf(running)).toBe(REFUSED_EXIT_CODE);
  });
});
