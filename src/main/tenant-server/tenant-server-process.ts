/**
 * The process of the local tenant's server. It knows what main sends it and has no keychain, no files and no window; main goes on
 * whatever it is sent. Runs as Electron's utility process, or as a plain child process where there is no Electron.
 */
import { serveTenant, type ParentPort } from './serve-tenant.ts';

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
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) => process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => process.on('message', listener),
  };
}

const port = parentPort();
if (port) serveTenant(port);
else process.exitCode = 64;
