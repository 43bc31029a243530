// @ts-check
// What the kernel says of a process and all its descendants (Linux only).
import { readdirSync, readFileSync } from 'node:fs';

/** Kernel clock ticks a second; 100 on every Linux Electron runs on. */
const TICKS = 100;

/** @param {number} pid */
function stat(pid) {
  // The command name may hold blanks and brackets; everything behind the last bracket is numbers.
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return {
    parent: fields[1] ?? 0,
    ticks: (fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0),
  };
}

/** The process and all its descendants. @param {number} root @returns {number[]} */
export function treeOf(root) {
  /** @type {Map<number, number>} */
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      parents.set(pid, stat(pid).parent);
    } catch {
      // Gone in between.
    }
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

/** Processor time of the tree, ended children included, in seconds. @param {number} root */
export function cpuSecondsOf(root) {
  return sum(treeOf(root), (pid) => stat(pid).ticks) / TICKS;
}

/** Proportional set size of the tree in MiB: shared pages are counted once. @param {number} root */
export function pssMiBOf(root) {
  return sum(treeOf(root), (pid) => {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
  });
}

/** @param {number[]} pids @param {(pid: number) => number} read */
function sum(pids, read) {
  let total = 0;
  for (const pid of pids) {
    try {
      total += read(pid);
    } catch {
      // Gone in between.
    }
  }
  return total;
}
