// @ts-check
import { endWithNpm } from './parent.mjs';

/** An expected end of a set-up step: its text is all that a person needs to see, without a stack. */
export class SetupFailure extends Error {}

/**
 * Says something about the set-up. On stderr, so that `electron-path` prints nothing but the path on stdout.
 *
 * @param {string} text one line
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs the body of a command and ends the process with the exit code it answers.
 *
 * @param {() => Promise<number>} body
 */
export async function endWith(body) {
  endWithNpm();
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
