// @ts-check

/**
 * The command that runs a program with the lowest claim on the processor; on Windows, which has no `nice`, as it is.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {[string, ...string[]]}
 */
export const givingWay = (program, args) =>
  process.platform === 'win32' ? [program, ...args] : ['nice', '-n', '15', program, ...args];
