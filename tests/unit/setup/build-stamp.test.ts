import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stampOf } from '../../../scripts/setup/build.mjs';

let folder: string;

const write = (path: string, content: string) => {
  writeFileSync(join(folder, path), content);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-desk-stamp-'));
  for (const name of ['src/main', 'out/main', 'docs']) mkdirSync(join(folder, name), { recursive: true });
  write('package-lock.json', '{}');
  write('tsconfig.base.json', '{}');
  write('src/main/index.ts', 'source');
  write('src/main/other.ts', 'other');
  write('out/main/index.js', 'built');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('stampOf', () => {
  test.each<[string, () => void]>([
    [
      'a source changed',
      () => {
        write('src/main/index.ts', 'Source');
      },
    ],
    [
      'a source is new',
      () => {
        write('src/new.ts', '');
      },
    ],
    [
      'a source is gone',
      () => {
        rmSync(join(folder, 'src/main/other.ts'));
      },
    ],
    [
      'a source has another name',
      () => {
        renameSync(join(folder, 'src/main/other.ts'), join(folder, 'src/main/another.ts'));
      },
    ],
    [
      'text moved from one file to the next',
      () => {
        write('src/main/index.ts', 'sourceo');
        write('src/main/other.ts', 'ther');
      },
    ],
    [
      'a dependency changed',
      () => {
        write('package-lock.json', '{"a":1}');
      },
    ],
    [
      'the settings of the compiler changed',
      () => {
        write('tsconfig.base.json', '{"a":1}');
      },
    ],
    [
      'what was built was touched',
      () => {
        write('out/main/index.js', 'cut off');
      },
    ],
    [
      'what was built is gone',
      () => {
        rmSync(join(folder, 'out'), { recursive: true });
      },
    ],
  ])('is another one when %s', async (_, change) => {
    const before = await stampOf(folder);
    change();
    expect(await stampOf(folder)).not.toBe(before);
  });

  test.each<[string, () => void]>([
    [
      'a file was only touched',
      () => {
        utimesSync(join(folder, 'src/main/index.ts'), 1, 1);
      },
    ],
    [
      'a text changed that is not built',
      () => {
        write('docs/a.md', 'text');
      },
    ],
    [
      'the stamp itself is written',
      () => {
        write('out/.stamp', 'stamp');
      },
    ],
  ])('stays when %s', async (_, change) => {
    const before = await stampOf(folder);
    change();
    expect(await stampOf(folder)).toBe(before);
  });
});
