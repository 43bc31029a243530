// @ts-check

const POLL_MS = 300;

/**
 * Ends this process as if it had been told to when npm is ended: on SIGTERM npm ends, and the shell that it started us
 * with, but neither passes it on. Run by hand, without npm, we may well outlive who started us.
 */
export function endWithNpm() {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  const look = () => {
    if (process.ppid === parent) return;
    clearInterval(clock);
    process.kill(process.pid, 'SIGTERM');
  };
  const clock = setInterval(look, POLL_MS);
  clock.unref();
}
