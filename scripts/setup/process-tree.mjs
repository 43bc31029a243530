// @ts-check
import { readFileSync, readdirSync } from 'node:fs';

/** The variable by which every process of a session can be told, also one that has left its parent. */
export const MARK = 'TRUST_DESK_SESSION';

/**
 * Every process of the session that this process hosts (Linux): those started under it, and those that carry its mark.
 * Both are needed. A process whose parent has ended is no longer under us; a keyring daemon's environment cannot be read.
 *
 * @param {string} session value of {@link MARK}
 * @returns {number[]} process ids, without our own
 */
export function sessionProcesses(session) {
  const parents = new Map(runningProcesses().map((pid) => [pid, parentOf(pid)]));
  const isUnderUs = (/** @type {number} */ pid) => {
    for (let at = parents.get(pid); at; at = parents.get(at)) if (at === process.pid) return true;
    return false;
  };
  return [...parents.keys()].filter((pid) => pid !== process.pid && (isUnderUs(pid) || hasMark(pid, session)));
}

function runningProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/**
 * @param {number} pid
 * @returns {number} 0 for one that has no parent, is gone, or has ended and only waits to be noticed
 */
function parentOf(pid) {
  try {
    // "pid (name) state parent ...", and the name may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? 0 : Number(parent);
  } catch {
    return 0;
  }
}

/** @type {(pid: number, session: string) => boolean} */
function hasMark(pid, session) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${MARK}=${session}`);
  } catch {
    return false;
  }
}
