import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';

const MODULE = resolve('scripts/setup/supervise.mjs');

/** Starts a Node that supervises another one, which runs this code. */
function supervised(code: string) {
  const outer = `const { supervise } = await import(${JSON.stringify(MODULE)});
    const keep = (line) => !line.includes('noise');
    process.exitCode = await supervise(process.execPath, ['-e', ${JSON.stringify(code)}], { env: process.env, keep });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', outer], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  return { child, said, code: once(child, 'close').then(([exitCode]) => exitCode as number | null) };
}

const counting = (signal: string, onFirst: string) =>
  `let n = 0; process.on('${signal}', () => { n += 1; console.log('signal', n); ${onFirst} });
   setInterval(() => undefined, 1000); console.log('up');`;

async function up({ said }: ReturnType<typeof supervised>): Promise<void> {
  while (!said.out.includes('up')) await pause(20);
}

describe('supervise', () => {
  test('passes on the exit code, and the output but for the noise', async () => {
    const run = supervised(
      `console.log('out'); console.error('some noise'); console.error('a fault'); process.exitCode = 7;`,
    );
    expect(await run.code).toBe(7);
    expect(run.said).toEqual({ out: 'out\n', err: 'a fault\n' });
  });

  test('tells an end by a signal as a shell does', async () => {
    expect(await supervised(`process.kill(process.pid, 'SIGKILL')`).code).toBe(137);
  });

  // A Ctrl-C comes from the terminal and again from npm; Electron would drop everything on the second one.
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes on one %s, however often it comes at once',
    async (signal) => {
      const run = supervised(counting(signal, 'setTimeout(() => process.exit(0), 400);'));
      await up(run);
      run.child.kill(signal);
      await pause(50);
      run.child.kill(signal);
      expect(await run.code).toBe(0);
      expect(run.said.out).toBe('up\nsignal 1\n');
    },
  );

  test('kills a program that does not listen when it is told again', async () => {
    const run = supervised(counting('SIGTERM', ''));
    await up(run);
    run.child.kill('SIGTERM');
    await pause(1200);
    run.child.kill('SIGTERM');
    expect(await run.code).toBe(137);
  });
});
