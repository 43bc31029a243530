import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { treeOf } from '../../../bench/processes.mjs';
import { tracesIn } from './traces.ts';

const EVERY_MS = 100;

/** What anyone of the same user can read of a process while it lives. */
const SURFACES = ['cmdline', 'environ'] as const;

/**
 * Reads arguments and environments of a process and all its descendants ten times a second, the short-lived ones among them too,
 * and keeps each text that differs: the values to look for are known only afterwards.
 */
export class ProcessSampler {
  /** How often it has looked. */
  looks = 0;
  readonly #root: number;
  readonly #texts = new Map<string, { readonly where: string; readonly bytes: Buffer }>();
  readonly #timer: NodeJS.Timeout;

  constructor(root: number) {
    this.#root = root;
    this.#timer = setInterval(() => this.look(), EVERY_MS);
  }

  look(): void {
    this.looks += 1;
    for (const pid of treeOf(this.#root)) for (const surface of SURFACES) this.#read(pid, surface);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Of how many processes something was read. */
  get processes(): number {
    return new Set([...this.#texts.values()].map(({ where }) => where.split(' of ')[1])).size;
  }

  tracesOf(values: readonly string[]): readonly string[] {
    return [...this.#texts.values()].flatMap(({ where, bytes }) =>
      tracesIn(bytes, values).map((trace) => `${where}: ${trace}`),
    );
  }

  #read(pid: number, surface: string): void {
    const where = `${surface} of ${pid}`;
    try {
      const bytes = readFileSync(`/proc/${pid}/${surface}`);
      const key = `${where} ${createHash('sha256').update(bytes).digest('hex')}`;
      if (!this.#texts.has(key)) this.#texts.set(key, { where, bytes });
    } catch {
      // It ended while we looked.
    }
  }
}
