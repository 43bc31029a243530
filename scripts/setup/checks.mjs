// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { givingWay } from './giving-way.mjs';
import { REPOSITORY } from './places.mjs';
import { run } from './run.mjs';
import { say } from './words.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string[]} args for Node: the tool's own entry file, then its arguments
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * What is checked without running the product: types, lint, format, unused code.
 *
 * @returns {Check[]} the slow ones first, so that the quick ones fill up the time
 */
export function staticChecks() {
  const typeChecks = readdirSync(REPOSITORY)
    .filter((file) => /^tsconfig\..+\.json$/.test(file) && file !== 'tsconfig.base.json')
    .map((file) => ({ name: `types: ${file}`, args: ['typescript/bin/tsc', '--pretty', 'false', '-p', file] }));
  return [
    { name: 'lint: eslint', args: ['eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
    {
      name: 'types: svelte-check',
      args: [
        'svelte-check/bin/svelte-check',
        '--tsconfig',
        './tsconfig.web.json',
        '--fail-on-warnings',
        '--output',
        'human',
      ],
    },
    ...typeChecks,
    { name: 'format: prettier', args: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
    { name: 'unused: knip', args: ['knip/bin/knip.js', '--no-progress'] },
  ];
}

/**
 * Runs the checks, and shows what a failing one said.
 *
 * @param {readonly Check[]} checks
 * @param {number} atOnce how many at the same time: each of them is busy on one core
 * @returns {Promise<Counts>}
 */
export async function runChecks(checks, atOnce) {
  const waiting = [...checks];
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift())
      counts[(await passes(check)) ? 'passed' : 'failed']++;
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return counts;
}

/** @param {Check} check */
async function passes({ name, args: [tool = '', ...args] }) {
  const entry = join(REPOSITORY, 'node_modules', tool);
  const start = performance.now();
  const [program, ...rest] = givingWay(process.execPath, [entry, ...args]);
  const { code, output } = existsSync(entry)
    ? await run(program, rest, { cwd: REPOSITORY, env: { ...process.env, NO_COLOR: '1' } })
    : { code: 1, output: `${tool} is not there.` };
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  say(code === 0 ? `  ok      ${name} (${seconds} s)` : `  FAILED  ${name} (${seconds} s)\n${output.trim()}\n`);
  return code === 0;
}
