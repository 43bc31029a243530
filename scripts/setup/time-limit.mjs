// @ts-check
import { say } from './words.mjs';

const GRACE_MS = 30_000;

/**
 * Sees to it that this process ends: after the time it gets the signal that it would also get from outside, and with it whatever
 * it is running; if that does not help, it ends the hard way.
 *
 * @param {number} minutes
 */
export function limitTime(minutes) {
  const stop = () => {
    say(`Stopped: this took longer than ${minutes} minutes.`);
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  };
  setTimeout(stop, minutes * 60_000).unref();
}
