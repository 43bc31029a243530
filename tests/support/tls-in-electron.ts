/** Runs as Electron's main process, whose TLS is BoringSSL: asks the servers it is told of, and writes what came of it as JSON. */
import { app, net } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryAll, unprotected, type Trial } from './tls-trial.ts';

/** What TLS keys were written down. */
function keysIn(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function main(trials: readonly Trial[], control: string) {
  const file = process.env['SSLKEYLOGFILE'] ?? '';
  const outcomes = await tryAll(trials);
  const keys = keysIn(file);
  const controls = { node: await unprotected(control), chromium: await unprotected(control, (url) => net.fetch(url)) };
  // Chromium writes them in a process of its own.
  for (let waits = 0; waits < 100 && keysIn(file) === ''; waits += 1) await sleep(50);
  return { outcomes, controls, keys, keysOfChromium: keysIn(file) !== '' };
}

void app.whenReady().then(async () => {
  const { trials, control } = JSON.parse(process.env['TLS_TRIALS'] ?? '') as { trials: Trial[]; control: string };
  process.stdout.write(`${JSON.stringify(await main(trials, control))}\n`);
  app.quit();
});
