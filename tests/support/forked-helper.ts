import { fork, type ChildProcess } from 'node:child_process';
import type { SpawnHelper } from '../../src/main/helper/helper-process.ts';

export interface ForkedHelpers {
  readonly spawn: SpawnHelper;
  /** Every helper started so far, the newest last. */
  readonly started: readonly ChildProcess[];
}

/** Helpers as child processes of Node, in surroundings of their own (bus, keyring). `path`: a bundled keychain-helper. */
export function forkedHelpers(path: string, env: NodeJS.ProcessEnv): ForkedHelpers {
  const started: ChildProcess[] = [];
  return {
    started,
    spawn: (events) => {
      const child = fork(path, [], { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      started.push(child);
      child.on('message', events.message);
      child.on('exit', events.exit);
      child.on('error', () => undefined);
      return {
        post: (message) => child.send(message as object, () => undefined),
        kill: () => void child.kill('SIGKILL'),
      };
    },
  };
}
