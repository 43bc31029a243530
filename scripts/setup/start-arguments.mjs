// @ts-check
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { SetupFailure } from './words.mjs';

export const USAGE = `Usage: npm start [-- --profile <folder>]

  --profile <folder>   open the profile in this folder, made if it is not there: own data, own keychain entries`;

/**
 * @typedef {object} StartArguments
 * @property {boolean} help
 * @property {string} [profile] absolute path
 */

/**
 * @param {readonly string[]} args
 * @param {string} folder where relative paths start
 * @returns {StartArguments}
 * @throws {SetupFailure} with the usage, for anything that is not ours
 */
export function parseStartArguments(args, folder) {
  const { help = false, profile } = parsed(args);
  if (profile === '') throw new SetupFailure(`--profile needs a folder.\n\n${USAGE}`);
  return { help, ...(profile === undefined ? {} : { profile: resolve(folder, profile) }) };
}

/** @param {readonly string[]} args */
function parsed(args) {
  try {
    return parseArgs({
      args: [...args],
      options: { profile: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new SetupFailure(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
