// @ts-check

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/** @param {number} value */
export const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
/** @param {number} value */
export const ratioOf = (value) => `${value.toFixed(2)}x`;

/**
 * A row of the result: what was measured, the floor it is held against, their ratio, and the aim. `why`: printed when it falls short.
 * @typedef {{ what: string, value: string, floor: string, ratio: number | null, aim: number | null, unit?: string, why?: string }} Row
 */

/** @param {string} title @param {Row[]} rows */
export function printTable(title, rows) {
  const cells = rows.map((row) => [
    row.what,
    row.value,
    row.floor,
    row.ratio === null ? '' : `${row.ratio.toFixed(2)}${row.unit ?? 'x'}`,
    row.aim === null ? '' : `<= ${row.aim}${row.unit ?? 'x'}`,
    row.ratio === null || row.aim === null ? '' : row.ratio <= row.aim ? 'reached' : 'short',
  ]);
  const head = ['quantity', 'measured', 'floor in the same run', 'ratio', 'aim', ''];
  const widths = head.map((name, column) => Math.max(name.length, ...cells.map((row) => (row[column] ?? '').length)));
  /** @param {string[]} row */
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  console.log(`\n${title}\n`);
  console.log(line(head));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of cells) console.log(line(row));
  for (const row of rows) {
    const isShort = row.ratio !== null && row.aim !== null && !(row.ratio <= row.aim);
    if (isShort && row.why) console.log(`\n${row.what}: ${row.why}`);
  }
}

/** Runs the variants in turn, A B C A B C ..., so that a drift of the machine reaches all of them alike.
 * @param {number} rounds @param {Record<string, () => Promise<number>>} variants
 * @returns {Promise<Record<string, number>>} medians
 */
export async function interleave(rounds, variants) {
  /** @type {Record<string, number[]>} */
  const taken = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(variants)) (taken[name] ??= []).push(await run());
  }
  return Object.fromEntries(Object.entries(taken).map(([name, values]) => [name, median(values)]));
}
