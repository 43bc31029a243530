// @ts-check
// `node scripts/setup/run-in-session.mjs -- <command> [arguments]`: one command in the same surroundings as `npm test`.
import './node-version.mjs';
import { inSession, prepare } from './in-session.mjs';
import { SetupFailure, endWith } from './words.mjs';

await endWith(async () => {
  const [first, ...rest] = process.argv.slice(2);
  const [program, ...args] = first === '--' ? rest : process.argv.slice(2);
  if (!program) throw new SetupFailure('Usage: node scripts/setup/run-in-session.mjs -- <command> [arguments]');
  return inSession(await prepare(), [program, ...args], { terminal: process.stdin.isTTY });
});
