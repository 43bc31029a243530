/**
 * The helper process: the only place that loads keytar, which has been seen to kill its process, to block all its IO for 25 s,
 * and never to recover after the keychain's daemon was restarted. Runs as Electron's utility process, or as a plain child
 * process where there is no Electron.
 */
import { serveParent } from '../helper/parent-port.ts';
import { serveKeychain, type Keytar } from './serve-keychain.ts';

// Loaded at the first request: where the system's library is missing this fails, and the parent gets an answer instead of a crash.
const loadKeytar = async (): Promise<Keytar> => (await import('keytar')).default;

serveParent(
  (port) => serveKeychain(port, loadKeytar),
  // exit() would wait for keytar calls that hang; a helper without a parent has nothing to finish.
  () => process.kill(process.pid, 'SIGKILL'),
);
