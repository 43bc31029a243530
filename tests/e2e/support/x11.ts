import { spawn, spawnSync } from 'node:child_process';

type Selection = 'clipboard' | 'primary';

/** What another program sees: the text of a selection of this X display; empty while nobody offers one. */
export function readSelection(selection: Selection): string {
  const { status, stdout } = spawnSync('xclip', ['-o', '-selection', selection], { encoding: 'utf8', timeout: 5_000 });
  return status === 0 ? stdout : '';
}

/** Another program copies a text and keeps offering it until somebody else copies something. */
export async function copyAsAnotherProgram(text: string): Promise<void> {
  const child = spawn('xclip', ['-i', '-selection', 'clipboard'], { stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.end(text);
  // It goes into the background once it owns the selection.
  await new Promise((settle) => child.once('exit', settle));
}

/** Waits until `is` holds of what it reads, at most `limitMs`; answers what it read last. */
export async function readUntil<T>(read: () => T | Promise<T>, is: (value: T) => boolean, limitMs = 5_000): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const value = await read();
    if (is(value) || performance.now() > end) return value;
    await new Promise((settle) => setTimeout(settle, 50));
  }
}
