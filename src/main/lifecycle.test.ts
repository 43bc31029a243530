import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { quitInOrder, quitOnSignal, type QuitStep } from './lifecycle.ts';
import type { Log } from './logging/log.ts';

const LIMIT_MS = 20;

/** Electron's app, as far as quitting goes: `quit` asks everybody, `exit` ends it. */
function fakeApp() {
  const events = new EventEmitter();
  const told: string[] = [];
  let ended: (code: number) => void = () => undefined;
  const exited = new Promise<number>((settle) => (ended = settle));
  const log: Log = {
    note: (entry, members) => void told.push([entry, ...Object.values(members)].join(' ')),
    fault: (where) => {
      told.push(`fault ${where}`);
      return '';
    },
  };
  const app = {
    on: (event: string, listener: () => void) => events.on(event, listener),
    quit: () => {
      const event = { prevented: false, preventDefault: () => void (event.prevented = true) };
      events.emit('will-quit', event);
      if (!event.prevented) ended(-1);
    },
    exit: (code: number) => ended(code),
  };
  const begin = (steps: readonly QuitStep[]) =>
    quitInOrder({ app: app as unknown as Parameters<typeof quitInOrder>[0]['app'], steps, log, limitMs: LIMIT_MS });
  return { app, events, exited, told, begin };
}

describe('quitting', () => {
  it('takes the steps in order, each when the one before is done, then ends', async () => {
    const { app, exited, told, begin } = fakeApp();
    const step = (name: QuitStep[0], ms: number): QuitStep => [
      name,
      async () => {
        await new Promise((settle) => setTimeout(settle, ms));
        told.push(`did ${name}`);
      },
    ];
    begin([step('clipboard', 5), step('secret-window', 0), step('compose', 0)]);
    app.quit();
    expect(await exited).toBe(0);
    expect(told).toEqual(['app-quitting', 'did clipboard', 'did secret-window', 'did compose']);
  });

  it('waits for no step longer than its time, and for none that fails', async () => {
    const { app, exited, told, begin } = fakeApp();
    begin([
      ['clipboard', () => new Promise(() => undefined)],
      ['secret-window', () => Promise.reject(new Error('a text'))],
      ['compose', () => told.push('did compose')],
    ]);
    app.quit();
    expect(await exited).toBe(0);
    expect(told).toEqual(['app-quitting', 'quit-step-late clipboard', 'fault quit', 'did compose']);
  });

  it('asked for twice happens once', async () => {
    const { app, exited, told, begin } = fakeApp();
    begin([['compose', () => told.push('did compose')]]);
    app.quit();
    app.quit();
    await exited;
    expect(told).toEqual(['app-quitting', 'did compose']);
  });

  it('follows the last window', async () => {
    const { events, exited, begin } = fakeApp();
    begin([]);
    events.emit('window-all-closed');
    expect(await exited).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('follows %s', async (signal) => {
    const { app, exited, begin } = fakeApp();
    const system = new EventEmitter();
    begin([]);
    quitOnSignal(system as unknown as NodeJS.Process, app);
    system.emit(signal);
    expect(await exited).toBe(0);
  });
});
