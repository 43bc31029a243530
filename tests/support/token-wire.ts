import { fork, type ChildProcess } from 'node:child_process';
import type { FromServer } from '../../src/main/tenant-server/messages.ts';
import { serveTenant } from '../../src/main/tenant-server/serve-tenant.ts';
import { bundleEntry } from './bundle-entry.ts';

/** How a test speaks with a token server, as main does. */
export interface TokenWire {
  /** Undefined where the server shares the test's process. */
  readonly process: ChildProcess | undefined;
  post(message: unknown): void;
  onMessage(listener: (message: FromServer) => void): void;
  end(): Promise<void>;
}

/** The server as it is shipped, as a plain child process of Node with nothing in its environment. */
export async function tokenProcess(): Promise<TokenWire> {
  const { path } = await bundleEntry('src/main/tenant-server/tenant-server-process.ts');
  // Structured clones, as between Electron's processes.
  const child = fork(path, [], { env: {}, execArgv: [], serialization: 'advanced', silent: true });
  const ended = new Promise<void>((settle) => child.once('exit', () => settle()));
  return {
    process: child,
    post: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromServer)),
    end: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** The same server inside the test, for a clock that the test sets. */
export function tokenServerInside(now: () => Date): Promise<TokenWire> {
  let listener: (message: unknown) => void = () => undefined;
  const hearing: ((message: FromServer) => void)[] = [];
  serveTenant(
    { post: (message) => hearing.forEach((hear) => hear(message)), onMessage: (hear) => (listener = hear) },
    now,
  );
  return Promise.resolve({
    process: undefined,
    post: (message) => listener(message),
    onMessage: (hear) => void hearing.push(hear),
    end: () => Promise.resolve(),
  });
}
