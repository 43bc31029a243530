import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchFiles, type FileCall } from '../../../tests/support/watched-files.ts';
import type { Result } from '../../core/domain/result.ts';

const files = watchFiles();
// Only now, so that electron-store's writer finds the watched calls.
const { default: ElectronStore } = await import('electron-store');
const { RecordFile } = await import('./record-file.ts');

const recordIn = (folder: string) =>
  new RecordFile<string>({ folder, name: 'record' }, (body) => (typeof body === 'string' ? body : undefined));

/** Runs in a folder of its own with `revisions` written; no fault is left when it ends. */
function inFolder<T>(revisions: number, run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'trust-desk-fault-'));
  try {
    for (let revision = 0; revision < revisions; revision += 1)
      recordIn(folder).write(`value ${revision + 1}`, revision);
    return run(folder);
  } finally {
    noFault();
    rmSync(folder, { recursive: true, force: true });
  }
}

const noFault = () => (files.fault = () => undefined);

/** What a start would find: the value, or why there is none. */
function foundIn(folder: string): string | undefined {
  const read = recordIn(folder).read();
  return read.ok ? read.value?.value : read.failure.code;
}

interface Trial {
  readonly what: string;
  readonly revisions: number;
  readonly prepare?: (folder: string) => void;
  readonly act: (folder: string) => Result<void>;
  /** What is found after success. */
  readonly after: string | undefined;
}

const writing = (revisions: number): Trial => ({
  what: `writing over ${revisions} revisions`,
  revisions,
  act: (folder) => recordIn(folder).write('new', revisions),
  after: 'new',
});

const DAMAGED = 'damaged, and to be kept';

const TRIALS: readonly Trial[] = [
  writing(0),
  writing(1),
  writing(2),
  {
    ...writing(2),
    what: 'writing in place of a damaged generation',
    prepare: (folder) => writeFileSync(join(folder, 'record.b.json'), DAMAGED),
  },
  { what: 'removing', revisions: 2, act: (folder) => recordIn(folder).remove(), after: undefined },
  { what: 'setting aside', revisions: 2, act: (folder) => recordIn(folder).setAside(), after: undefined },
];

type Fault = string | number;

const hits = (call: FileCall, fault: Fault): boolean => typeof fault === 'string' || call.verb === 'write';

/** Lets the n-th call fail. Undefined once there are not that many; otherwise what should not be, in words. */
function failCall(trial: Trial, fault: Fault, failing: number): readonly string[] | undefined {
  return inFolder(trial.revisions, (folder) => {
    trial.prepare?.(folder);
    const before = foundIn(folder);
    let calls = 0;
    files.fault = (call) => (hits(call, fault) && calls++ === failing ? fault : undefined);
    const result = trial.act(folder);
    noFault();
    if (calls <= failing) return undefined;
    const troubles = judge(result, { before, after: trial.after, found: foundIn(folder) });
    if (trial.prepare && !keeps(folder, DAMAGED)) troubles.push('the damaged bytes are gone');
    return troubles.map((trouble) => `${trial.what}, call ${failing}, ${fault}: ${trouble}`);
  });
}

interface Values {
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly found: string | undefined;
}

function judge(result: Result<void>, { before, after, found }: Values): string[] {
  if (result.ok) return found === after ? [] : [`acknowledged, but "${found}" is found`];
  const saysChanged = 'changed' in result.failure && result.failure.changed !== 'nothing';
  const expected = saysChanged ? after : before;
  return found === expected ? [] : [`refused, but "${found}" is found`];
}

const keeps = (folder: string, text: string): boolean =>
  readdirSync(folder)
    .filter((name) => !name.includes('.tmp-'))
    .some((name) => readFileSync(join(folder, name), 'utf8') === text);

function failEachCall(trial: Trial, fault: Fault): readonly string[] {
  const troubles: string[] = [];
  for (let failing = 0; ; failing += 1) {
    const found = failCall(trial, fault, failing);
    if (!found) return failing > 0 ? troubles : [`${trial.what}: no call was made`];
    troubles.push(...found);
  }
}

describe('whichever file call fails', () => {
  it.each(TRIALS)('$what is done and found, or refused and as before', (trial) => {
    expect(['EIO', 'ENOSPC', 'EROFS', 'EXDEV'].flatMap((code) => failEachCall(trial, code))).toEqual([]);
  });

  it.each(TRIALS.slice(0, 4))('$what is refused when the disk takes only a part of it', (trial) => {
    expect([0, 1, 100].flatMap((taken) => failEachCall(trial, taken))).toEqual([]);
    const refusals = [0, 1, 100].map((taken) =>
      inFolder(trial.revisions, (folder) => {
        files.fault = (call) => (call.verb === 'write' ? taken : undefined);
        return trial.act(folder);
      }),
    );
    const refused = { ok: false, failure: { code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' } };
    expect(refusals).toEqual([refused, refused, refused]);
  });

  it('leaves electron-store alone with a part and the news of success (control)', () => {
    inFolder(0, (cwd) => {
      const store = new ElectronStore<{ text: string }>({ cwd, name: 'alone', clearInvalidConfig: false });
      store.set('text', 'old');
      files.fault = (call) => (call.verb === 'write' ? 5 : undefined);
      store.set('text', 'new');
      expect(readFileSync(join(cwd, 'alone.json'), 'utf8')).toHaveLength(5);
    });
  });
});

describe('another program that writes at the very same time', () => {
  it('keeps what it wrote when it was the last to write, and we say so', () => {
    inFolder(1, (folder) => {
      const theirs = inFolder(1, (elsewhere) => {
        recordIn(elsewhere).write('theirs', 1);
        return readFileSync(join(elsewhere, 'record.a.json'), 'utf8');
      });
      let renamed = false;
      files.fault = (call) => {
        if (renamed) writeFileSync(join(folder, 'record.a.json'), theirs);
        renamed = call.verb === 'rename';
        return undefined;
      };
      const failure = { code: 'store-changed-outside', what: 'record' };
      expect(recordIn(folder).write('ours', 1)).toEqual({ ok: false, failure });
      noFault();
      expect(foundIn(folder)).toBe('theirs');
    });
  });
});

describe('a file that somebody else holds', () => {
  const held = (milliseconds: number, code: string) => {
    const end = performance.now() + milliseconds;
    files.fault = (call) => (call.verb === 'rename' && performance.now() < end ? code : undefined);
  };

  it.each(['EPERM', 'EBUSY', 'EACCES'])('is waited for: %s', (code) => {
    inFolder(2, (folder) => {
      held(500, code);
      expect(recordIn(folder).write('new', 2).ok).toBe(true);
      expect(foundIn(folder)).toBe('new');
    });
  });

  it('is given up after two seconds, longer than electron-store alone waits', () => {
    inFolder(2, (folder) => {
      held(1_500, 'EBUSY');
      expect(recordIn(folder).write('new', 2).ok).toBe(true);
      held(60_000, 'EBUSY');
      const failure = { code: 'store-write-failed', trouble: 'not-permitted', changed: 'nothing' };
      expect(recordIn(folder).write('newer', 3)).toEqual({ ok: false, failure });
      expect(foundIn(folder)).toBe('new');
    });
  });

  it('costs electron-store alone its write after one second (control)', () => {
    inFolder(0, (cwd) => {
      const store = new ElectronStore<{ text: string }>({ cwd, name: 'alone', clearInvalidConfig: false });
      held(1_500, 'EBUSY');
      expect(() => store.set('text', 'new')).toThrow('EBUSY');
    });
  });

  it('is never torn where the newest value is: a rename that cannot be (EXDEV) is made up for in the other place', () => {
    inFolder(2, (folder) => {
      const newest = readFileSync(join(folder, 'record.a.json'), 'utf8');
      files.fault = (call) => (call.verb === 'rename' ? 'EXDEV' : undefined);
      expect(recordIn(folder).write('new', 2).ok).toBe(true);
      expect(readFileSync(join(folder, 'record.a.json'), 'utf8')).toBe(newest);
      expect(foundIn(folder)).toBe('new');
    });
  });
});
