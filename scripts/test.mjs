// @ts-check
// `npm test`: everything that is proved on every change. `npm test -- <arguments for Vitest>` runs a part, without the static checks.
import './setup/node-version.mjs';
import { ensureBuilt } from './setup/build.mjs';
import { runChecks, staticChecks } from './setup/checks.mjs';
import { closingLine, sum } from './setup/counts.mjs';
import { prepare } from './setup/in-session.mjs';
import { limitTime } from './setup/time-limit.mjs';
import { runVitest } from './setup/vitest.mjs';
import { SetupFailure, endWith, say } from './setup/words.mjs';

const LIMIT_MINUTES = 25;

await endWith(async () => {
  limitTime(LIMIT_MINUTES);
  const args = process.argv.slice(2);
  const electron = await prepare();
  const checks = args.length === 0 ? [await runChecks(staticChecks())] : [];
  const counts = sum([...checks, await builtAndTested(electron, args)]);
  process.stdout.write(`${closingLine(counts)}\n`);
  return counts.failed === 0 ? 0 : 1;
});

/** @type {(electron: string, args: readonly string[]) => Promise<import('./setup/checks.mjs').Counts>} */
async function builtAndTested(electron, args) {
  try {
    await ensureBuilt();
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    say(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // The campaign takes hours: see scripts/campaign.mjs.
  return runVitest(electron, args.some((arg) => arg.startsWith('--project')) ? args : ['--project=!campaign', ...args]);
}
