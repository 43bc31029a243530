import type { HelperProcess, SpawnHelper } from './helper-process.ts';

interface HelperKeeperParts {
  readonly spawn: SpawnHelper;
  readonly respawnWindowMs: number;
  readonly message: (message: unknown) => void;
  /** The helper is gone, by itself or by `renew`. Called on a later tick: posting inside an exit event has crashed Electron. */
  readonly died: () => void;
}

const RESPAWNS_MAXIMUM = 3;

/** Keeps one helper running: started when first needed, replaced when it dies, but never in a tight circle. */
export class HelperKeeper {
  readonly #parts: HelperKeeperParts;
  #current: HelperProcess | undefined;
  #spawns: number[] = [];

  constructor(parts: HelperKeeperParts) {
    this.#parts = parts;
  }

  current(): HelperProcess | undefined {
    return this.#current;
  }

  /** The helper, started if there is none. Undefined when it could not be, or was too often within the last while. */
  running(): HelperProcess | undefined {
    if (this.#current) return this.#current;
    if (!this.#maySpawn()) return undefined;
    this.#spawns.push(performance.now());
    return (this.#current = this.#start());
  }

  /** Ends the helper and reports its death, if there may be another one. */
  renew(): boolean {
    if (!this.#maySpawn()) return false;
    this.end();
    setImmediate(this.#parts.died);
    return true;
  }

  /** Ends the helper; nothing is heard of it any more. */
  end(): void {
    const ended = this.#current;
    this.#current = undefined;
    ended?.kill();
  }

  #maySpawn(): boolean {
    const since = performance.now() - this.#parts.respawnWindowMs;
    this.#spawns = this.#spawns.filter((at) => at > since);
    // The first of them is a spawn, the others are respawns.
    return this.#spawns.length <= RESPAWNS_MAXIMUM;
  }

  #start(): HelperProcess | undefined {
    let started: HelperProcess | undefined = undefined;
    const isCurrent = () => started !== undefined && this.#current === started;
    try {
      started = this.#parts.spawn({
        message: (message) => isCurrent() && this.#parts.message(message),
        exit: () => {
          if (!isCurrent()) return;
          this.#current = undefined;
          setImmediate(this.#parts.died);
        },
      });
    } catch {
      // No process to be had: the same as one that is gone.
    }
    return started;
  }
}
