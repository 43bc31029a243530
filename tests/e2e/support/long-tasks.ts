import { readFileSync, rmSync } from 'node:fs';
import type { ElectronApplication } from 'playwright-core';

/** A frame that comes later than this is seen as a stutter. */
const LONG_MS = 50;

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds; that of a task still under way at the end is not known. */
  readonly dur?: number;
  /** Processor time of the thread, in microseconds. */
  readonly tdur?: number;
  readonly args: Readonly<Record<string, unknown>>;
}

/**
 * Records from now on; the answer ends it and tells, in ms, of each task of the window's own thread that took long enough to hold up a
 * frame. Counted is the processor time of the thread: that another program had the processor meanwhile is not the window's doing.
 */
export async function recordLongTasks(app: ElectronApplication): Promise<() => Promise<readonly number[]>> {
  const wanted = { included_categories: ['toplevel'], excluded_categories: ['*'] };
  await app.evaluate(({ contentTracing }, options) => contentTracing.startRecording(options), wanted);
  return async () => {
    const file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
    const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { traceEvents: readonly TraceEvent[] };
    rmSync(file);
    const window = traceEvents.find(({ name, args }) => name === 'thread_name' && args['name'] === 'CrRendererMain');
    if (!window) throw new Error('The window did nothing.');
    return traceEvents
      .filter(
        ({ name, tid, pid, dur }) =>
          name === 'ThreadControllerImpl::RunTask' && tid === window.tid && pid === window.pid && dur !== undefined,
      )
      .map(({ tdur = NaN }) => tdur / 1000)
      .filter((ms) => !(ms <= LONG_MS));
  };
}
