import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { readPicked } from './read-picked.ts';

const folder = mkdtempSync(join(tmpdir(), 'trust-desk-picked-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

describe('a file that a person chose', () => {
  it('is read with its name, without its folder', () => {
    writeFileSync(at('mine.p12'), Buffer.from([0, 1, 255]));
    const { name, content } = worked(readPicked(at('mine.p12')));
    expect([name, ...content]).toEqual(['mine.p12', 0, 1, 255]);
    symlinkSync(at('mine.p12'), at('link.p12'));
    expect(worked(readPicked(at('link.p12'))).content).toHaveLength(3);
  });

  it('has at most 64 KiB; of a longer one nothing is read, however long it says it is', () => {
    writeFileSync(at('right.p12'), Buffer.alloc(64 * 1024));
    expect(worked(readPicked(at('right.p12'))).content).toHaveLength(64 * 1024);
    writeFileSync(at('sparse.p12'), '');
    truncateSync(at('sparse.p12'), 1024 ** 3);
    expect(refusal(readPicked(at('sparse.p12')))).toEqual({ code: 'file-too-large', limit: 64 * 1024 });
  });

  it('is a file: nothing is waited for, and no device is read', () => {
    execFileSync('mkfifo', [at('pipe.p12')]);
    for (const name of [at('pipe.p12'), folder, '/dev/zero', at('nothing.p12')])
      expect(refusal(readPicked(name)), name).toEqual({ code: 'file-unreadable' });
  });
});
