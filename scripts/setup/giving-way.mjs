// @ts-check

/**
 * Linux shares the processor among sessions first, and what is nice is so within its own only. A program that leads a session (the
 * sixth field says which it belongs to) makes that nice, too; not more than by 5, for it has deadlines as well.
 */
const NICE_ON_LINUX = `
{ [ "$(cut -d ' ' -f 6 /proc/self/stat)" = "$$" ] && echo 5 > /proc/self/autogroup; } 2> /dev/null
exec nice -n 15 "$@"`;

/**
 * The command that runs a program with the lowest claim on the processor; on Windows, which has no `nice`, as it is.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {[string, ...string[]]}
 */
export function givingWay(program, args) {
  switch (process.platform) {
    case 'win32':
      return [program, ...args];
    case 'linux':
      return ['sh', '-c', NICE_ON_LINUX, 'sh', program, ...args];
    default:
      return ['nice', '-n', '15', program, ...args];
  }
}
