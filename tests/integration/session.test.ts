import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../scripts/setup/session.mjs';
import { screenImage } from '../../scripts/setup/x11-image.mjs';
import { xauthorityOf } from '../../scripts/setup/xauthority.mjs';

const SESSION_MODULE = resolve('scripts/setup/session.mjs');
const PATIENCE_MS = 10_000;

/** Asks the system, not the code under test: every living process that was given this folder. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const isDead = readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ');
        const words = readFileSync(`/proc/${pid}/environ`, 'latin1') + readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        return !isDead && words.includes(folder) ? [readFileSync(`/proc/${pid}/comm`, 'latin1').trim()] : [];
      } catch {
        return [];
      }
    });
}

async function eventually(fact: () => boolean): Promise<boolean> {
  const end = Date.now() + PATIENCE_MS;
  while (!fact() && Date.now() < end) await pause(50);
  return fact();
}

const socketOf = (env: NodeJS.ProcessEnv) => `/tmp/.X11-unix/X${env['DISPLAY']?.slice(1) ?? ''}`;

describe('a session of our own', () => {
  test('has a display for us alone and a keyring that keeps secrets, and leaves nothing behind', async () => {
    const { env, close } = await openSession({ display: true, keyring: true });
    const folder = env['TRUST_DESK_SESSION']!;
    try {
      const authority = readFileSync(env['XAUTHORITY']!);
      await expect(screenImage({ socket: socketOf(env), authority })).resolves.toMatchObject({
        width: 1440,
        height: 900,
      });
      // The control: somebody without the cookie is refused.
      const guessed = xauthorityOf(Buffer.alloc(16));
      await expect(screenImage({ socket: socketOf(env), authority: guessed })).rejects.toThrow('refused');

      const keepOne = `const k = require('keytar'); k.setPassword('a', 'b', 'é+/').then(() => k.getPassword('a', 'b')).then(console.log)`;
      expect(execFileSync(process.execPath, ['-e', keepOne], { env, encoding: 'utf8' })).toBe('é+/\n');
      expect(env['TRUST_DESK_KEYRING']).toBe('throw-away');
      expect(processesOf(folder)).toEqual(expect.arrayContaining(['Xvfb', 'dbus-daemon']));
      // Programs that were left running in it end with it.
      spawn('sleep', ['1000'], { env, detached: true, stdio: 'ignore' }).unref();
      expect(processesOf(folder)).toContain('sleep');
    } finally {
      await close();
    }
    expect(processesOf(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  test('ends when whoever opened it is killed', async () => {
    const opener = `const { openSession } = await import(${JSON.stringify(SESSION_MODULE)});
      const { env } = await openSession({ display: true, keyring: true });
      console.log(env.TRUST_DESK_SESSION);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', opener], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const folder = line.toString().trim();
    expect(processesOf(folder)).toContain('Xvfb');
    child.kill('SIGKILL');
    expect(await eventually(() => processesOf(folder).length === 0 && !existsSync(folder))).toBe(true);
  });

  test('leaves what the person has where nothing is asked for', async () => {
    const given = { DISPLAY: ':9', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/own', ELECTRON_RUN_AS_NODE: '1' };
    const { env, close } = await openSession({ display: false, keyring: false }, given);
    await close();
    expect(env).toEqual({ DISPLAY: ':9', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/own' });
  });
});
