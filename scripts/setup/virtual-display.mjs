// @ts-check
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstLine, startDaemon } from './daemon.mjs';
import { xauthorityOf } from './xauthority.mjs';

const SCREEN = '1440x900x24';

/**
 * Starts an X server without a screen. It takes the first free display number itself, so two sessions never collide.
 *
 * @param {string} folder where its cookie goes
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ DISPLAY: string, XAUTHORITY: string }>}
 */
export async function startVirtualDisplay(folder, env) {
  const authority = join(folder, 'Xauthority');
  await writeFile(authority, xauthorityOf(randomBytes(16)), { mode: 0o600 });
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-auth', authority, '-nolisten', 'tcp', '-noreset'];
  const number = await startDaemon('Xvfb', args, { env, ready: firstLine });
  return { DISPLAY: `:${number}`, XAUTHORITY: authority };
}
