import { utilityProcess } from 'electron';
import { HELPER_HEAP } from './helper-heap.ts';
import type { SpawnHelper } from './helper-process.ts';

/** Helpers as utility processes of Electron: only after the app is ready. `modulePath`: the built entry, absolute. */
export function spawnUtilityProcess(modulePath: string, serviceName: string): SpawnHelper {
  return (events) => {
    const execArgv = [`--js-flags=${HELPER_HEAP}`];
    const child = utilityProcess.fork(modulePath, [], { serviceName, stdio: 'ignore', execArgv });
    child.on('message', events.message);
    child.on('exit', events.exit);
    // Fatal errors of the helper's V8 end it, which `exit` reports; unheard, they would be thrown in main as well.
    child.on('error', () => undefined);
    return {
      post: (message) => child.postMessage(message),
      kill: () => void child.kill(),
    };
  };
}
