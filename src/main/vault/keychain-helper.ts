/**
 * The helper process: the only place that loads keytar, which has been seen to kill its process, to block all its IO for 25 s,
 * and never to recover after the keychain's daemon was restarted. Runs as Electron's utility process, or as a plain child
 * process where there is no Electron.
 */
import { serveKeychain, type Keytar, type ParentPort } from './serve-keychain.ts';

interface UtilityParent {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

function parentPort(): ParentPort | undefined {
  const parent = (process as { parentPort?: UtilityParent }).parentPort;
  if (parent) {
    return {
      post: (message) => parent.postMessage(message),
      onMessage: (listener) => parent.on('message', (event) => listener(event.data)),
    };
  }
  if (!process.send) return undefined;
  // exit() would wait for keytar calls that hang; a helper without a parent has nothing to finish.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  return {
    post: (message) => process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => process.on('message', listener),
  };
}

// Loaded at the first request: where the system's library is missing this fails, and the parent gets an answer instead of a crash.
const loadKeytar = async (): Promise<Keytar> => (await import('keytar')).default;

const port = parentPort();
if (port) serveKeychain(port, loadKeytar);
else process.exitCode = 64;
