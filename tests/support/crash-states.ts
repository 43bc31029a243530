import { basename, dirname } from 'node:path';
import type { FileCall } from './watched-files.ts';

/** What was done to the files of one folder, with a note of what had been acknowledged when. */
export type Step =
  | FileCall
  | { readonly verb: 'acknowledge'; readonly value: string | null }
  | { readonly verb: 'try'; readonly value: string | null };

/** A folder as a power loss may leave it, and what may then be found: the last acknowledged value or the one being tried. */
export interface CrashState {
  readonly files: ReadonlyMap<string, string>;
  readonly allowed: readonly (string | null)[];
}

/** A file's content by itself: names point at it, and may do so before it is safe. */
interface Content {
  text: string;
  isSafe: boolean;
}

interface NameChange {
  readonly set?: readonly [string, Content];
  readonly drop?: string;
}

type Names = ReadonlyMap<string, Content>;

/**
 * Every state a power loss at any moment may leave, by what file systems promise: a synced file is whole, a synced folder has its
 * names; of the rest any part may be there or not, in any combination.
 */
export function crashStates(steps: readonly Step[]): readonly CrashState[] {
  const states = new Map<string, CrashState>();
  let safe: Names = new Map();
  let pending: NameChange[] = [];
  const open = new Map<string, Content>();
  let allowed: readonly (string | null)[] = [null];
  for (const step of steps) {
    if (step.verb === 'try') allowed = [...allowed, step.value];
    else if (step.verb === 'acknowledge') allowed = [step.value];
    else if (step.verb === 'sync' && !open.has(step.path)) [safe, pending] = [apply(safe, pending), []];
    else pending.push(...carryOut(step, { names: () => apply(safe, pending), open }));
    for (const files of leftBy(safe, pending)) {
      const key = JSON.stringify([[...files].sort(), allowed]);
      states.set(key, { files, allowed });
    }
  }
  return [...states.values()];
}

interface World {
  readonly names: () => Names;
  readonly open: Map<string, Content>;
}

function carryOut(step: FileCall, { names, open }: World): readonly NameChange[] {
  const name = basename(step.path);
  const content = open.get(step.path);
  switch (step.verb) {
    case 'open': {
      if (!step.writing) return [];
      const made = { text: '', isSafe: false };
      open.set(step.path, made);
      return [{ set: [name, made] }];
    }
    case 'write':
      if (content) content.text += step.text;
      return [];
    case 'sync':
      if (content) content.isSafe = true;
      return [];
    case 'rename': {
      const moved = names().get(name);
      if (!moved) throw new Error(`${step.path} was renamed and is not there.`);
      open.delete(step.path);
      return [{ set: [basename(step.to), moved], drop: name }];
    }
    case 'remove':
      return [{ drop: name }];
  }
}

function apply(names: Names, changes: readonly NameChange[]): Names {
  const after = new Map(names);
  for (const { set, drop } of changes) {
    if (drop !== undefined) after.delete(drop);
    if (set) after.set(...set);
  }
  return after;
}

function* leftBy(safe: Names, pending: readonly NameChange[]): Iterable<ReadonlyMap<string, string>> {
  for (let some = 0; some < 2 ** pending.length; some += 1) {
    const names = apply(
      safe,
      pending.filter((_, index) => (some >> index) % 2 === 1),
    );
    // What is not safe is nothing, a half, or all of it; each kind is tried for all such files at once.
    for (const share of [0, 0.5, 1]) {
      yield new Map(
        [...names].map(([name, { text, isSafe }]) => [name, isSafe ? text : text.slice(0, text.length * share)]),
      );
    }
  }
}

/** The steps of one folder: what happens elsewhere is another story. */
export const stepsIn = (folder: string, calls: readonly Step[]): readonly Step[] =>
  calls.filter((call) => !('path' in call) || call.path === folder || dirname(call.path) === folder);
