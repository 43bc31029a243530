import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';

/** Ways a file can be spoilt, each with a name for the report. */
export interface Damage {
  readonly what: string;
  readonly spoil: (path: string) => void;
}

const written = (what: string, content: (before: Buffer) => string | Buffer): Damage => ({
  what,
  spoil: (path) => writeFileSync(path, content(readFileSync(path))),
});

const replaced = (what: string, make: (path: string) => void): Damage => ({
  what,
  spoil: (path) => {
    rmSync(path);
    make(path);
  },
});

export const SPECIAL_DAMAGES: readonly Damage[] = [
  written('empty', () => ''),
  written('zero bytes of the same length', (before) => Buffer.alloc(before.length)),
  written('byte order mark in front', (before) => Buffer.concat([Buffer.from('\uFEFF'), before])),
  written('Latin-1', () => Buffer.from('{"name":"M\xfcller"}', 'latin1')),
  ...['null', '[]', '7', '"s"', '{}', 'true'].map((text) => written(text, () => text)),
  written('duplicate keys', () => '{"format":1,"format":1,"revision":1}'),
  written('deep nesting', () => '['.repeat(10_000) + ']'.repeat(10_000)),
  written('__proto__', () => '{"__proto__":{"polluted":true}}'),
  written('two records in one', (before) => Buffer.concat([before, before])),
  written('100 MB', () => Buffer.alloc(100 * 1024 * 1024, 0x20)),
  replaced('a folder in its place', (path) => mkdirSync(path)),
  replaced('a pipe in its place', (path) => execFileSync('mkfifo', [path])),
  replaced('a dangling link in its place', (path) => symlinkSync('/nowhere/at/all', path)),
];

/** Root reads what nobody may read, so this one is for ordinary users. */
export const UNREADABLE: Damage = { what: 'mode 000', spoil: (path) => chmodSync(path, 0o000) };

export const truncations = (length: number, step: number): readonly Damage[] =>
  steps(length, step).map((at) => ({ what: `cut at ${at}`, spoil: (path) => truncateSync(path, at) }));

/** A bit behind the end of a shorter file is counted from its beginning again. */
export const bitFlips = (length: number, step: number): readonly Damage[] =>
  steps(length * 8, step).map((bit) =>
    written(`bit ${bit} flipped`, (before) => {
      const after = Buffer.from(before);
      const byte = Math.floor(bit / 8) % before.length;
      after[byte] = (after[byte] ?? 0) ^ (1 << (bit % 8));
      return after;
    }),
  );

const steps = (end: number, step: number): readonly number[] =>
  Array.from({ length: Math.ceil(end / step) }, (_, index) => index * step);
