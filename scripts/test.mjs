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

// The end-to-end tests are the longest part and leave a core half idle; everything else runs beside them and gives way to them. The
// integration tests run one after the other and wait for the disk a lot: beside the rest, not after it.
// The campaign takes hours: see scripts/campaign.mjs.
const PARTS = [
  { args: ['--project=e2e'], givesWay: false },
  { args: ['--project=integration'], givesWay: true },
  {
    args: ['core', 'unit', 'replaced', 'renderer', 'renderer-state'].map((name) => `--project=${name}`),
    givesWay: true,
  },
];

await endWith(async () => {
  limitTime(LIMIT_MINUTES);
  const args = process.argv.slice(2);
  const electron = await prepare();
  const built = await builds();
  const counts = sum([
    built,
    ...(args.length > 0 ? await somePart(electron, args) : await everything(electron, built)),
  ]);
  process.stdout.write(`${closingLine(counts)}\n`);
  return counts.failed === 0 ? 0 : 1;
});

/** @typedef {import('./setup/checks.mjs').Counts} Counts */

/** Nothing to count unless it fails. @returns {Promise<Counts>} */
async function builds() {
  try {
    await ensureBuilt();
    return { passed: 0, failed: 0, skipped: 0 };
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    say(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {string} electron @param {readonly string[]} args for Vitest @returns {Promise<Counts[]>} */
async function somePart(electron, args) {
  const chosen = args.some((arg) => arg.startsWith('--project'));
  return [await runVitest(electron, chosen ? args : ['--project=!campaign', ...args])];
}

/** Without a build, what runs it has nothing to say. @param {string} electron @param {Counts} built @returns {Promise<Counts[]>} */
function everything(electron, built) {
  const parts = built.failed > 0 ? [] : PARTS;
  return Promise.all([
    runChecks(staticChecks(), 1),
    ...parts.map(({ args, givesWay }) => runVitest(electron, args, { givesWay })),
  ]);
}
