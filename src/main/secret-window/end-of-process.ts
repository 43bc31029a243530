interface ProcessMetric {
  readonly pid: number;
  readonly type: string;
}

interface Endings {
  /** The processes of this app that are running now. */
  readonly metrics: () => readonly ProcessMetric[];
  readonly kill?: (pid: number) => void;
  /** It had not ended by itself. */
  readonly killed: () => void;
}

const PATIENCE_MS = 1_000;

/**
 * Sees to it that a renderer ends with its window: what was shown stays in its memory until then (seen: two copies after
 * four garbage collections). Only a renderer of ours is killed, never another process that was given the same number.
 */
export function endOfProcess(pid: number, { metrics, kill = killNow, killed }: Endings): void {
  setTimeout(() => {
    if (!metrics().some((metric) => metric.pid === pid && metric.type === 'Tab')) return;
    kill(pid);
    killed();
  }, PATIENCE_MS);
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
