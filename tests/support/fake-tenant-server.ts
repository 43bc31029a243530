import type { FromServer, ToServer } from '../../src/main/tenant-server/messages.ts';
import type { SpawnHelper } from '../../src/main/helper/helper-process.ts';

interface FakeServer {
  /** Everything it was posted, in order. */
  readonly posted: readonly ToServer[];
  readonly kinds: () => readonly string[];
  readonly isAlive: () => boolean;
  say(message: FromServer): void;
  /** Ends by itself. */
  die(): void;
}

export interface FakeServers {
  readonly spawn: SpawnHelper;
  /** Every process so far, the newest last. */
  readonly started: readonly FakeServer[];
  readonly newest: () => FakeServer;
  /** From now on messages are not answered. */
  fallSilent(): void;
  /** From now on no process can be started. */
  refuse(): void;
}

/** Processes that answer as the server does, at once, and listen wherever they are told to. */
export function fakeServers(): FakeServers {
  const started: FakeServer[] = [];
  let silent = false;
  let refused = false;
  return {
    started,
    newest: () => started.at(-1)!,
    fallSilent: () => (silent = true),
    refuse: () => (refused = true),
    spawn: (events) => {
      if (refused) throw new Error('no process to be had');
      const posted: ToServer[] = [];
      let alive = true;
      const say = (message: FromServer) => setImmediate(() => alive && events.message(message));
      started.push({
        ...{ posted, say, isAlive: () => alive, kinds: () => posted.map(({ kind }) => kind) },
        die: () => {
          alive = false;
          events.exit();
        },
      });
      return {
        kill: () => (alive = false),
        post: (message) => {
          if (!alive) return;
          const told = structuredClone(message) as ToServer;
          posted.push(told);
          if (!silent) answers(told).forEach(say);
        },
      };
    },
  };
}

function answers(told: ToServer): readonly FromServer[] {
  const { id } = told;
  if (told.kind === 'user-token') return [{ kind: 'token', id, token: 'header.payload.signature' }];
  if (told.kind !== 'listen') return [{ kind: 'done', id }];
  const { http, https } = told.ports;
  return [
    { kind: 'done', id },
    { kind: 'listening', scheme: 'http', port: http },
    { kind: 'listening', scheme: 'https', port: https },
  ];
}
