import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog, type Log } from './log.ts';
import { openLogFile } from './log-file.ts';
import type { LogPlace } from './log-entries.ts';

const AT = new Date('2026-11-23T10:00:00.000Z');
const REFERENCE = '0123456789ab';

/** A log that keeps its lines. */
function heardLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const file = { append: (line: string) => void lines.push(line) };
  return { log: createLog({ file, now: () => AT, reference: () => REFERENCE }), lines };
}

/** As the product makes them: 43 characters of SAP's alphabet. */
const secrets = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789[]_:=?@-./~'),
  minLength: 43,
  maxLength: 43,
});

/** Something thrown that carries the secret wherever a dependency might put one. */
const thrownWith = (secret: string): fc.Arbitrary<unknown> => {
  const text = fc.constantFrom(
    secret,
    `EACCES: '/home/sam/${secret}'`,
    `${secret}\n    at keep (/app/${secret}.js:1:1)`,
  );
  const key = fc.constantFrom(
    'message',
    'cause',
    'stack',
    'name',
    'code',
    'path',
    'errno',
    'where',
    'reference',
    secret,
  );
  const members = fc.dictionary(key, fc.oneof(text, fc.constant({ [secret]: secret })), { maxKeys: 6 });
  const kinds: ((message: string) => Error)[] = [
    (message) => new Error(message),
    (message) => new TypeError(message),
    (message) => new AggregateError([new Error(message)], message),
  ];
  const real = fc
    .tuple(fc.constantFrom(...kinds), text, members)
    .map(([make, message, more]) => Object.assign(make(message), more));
  const trap = fc.constant(
    new Proxy({}, { get: () => { throw new Error(secret); } }), // prettier-ignore
  );
  const lazy = fc.constant({ get name() { return secret; }, get code() { return `ERR_${secret}`; } }); // prettier-ignore
  return fc.oneof(real, members, text, trap, lazy);
};

/** Looks for a thrown thing that makes `note` write a part of the secret down. */
const findLeak = (note: (where: LogPlace, thrown: unknown) => string) => {
  const places = fc.constantFrom<LogPlace>('main', 'compose', 'trust-desk:secrets.create');
  const given = secrets.chain((secret) => fc.tuple(fc.constant(secret), thrownWith(secret), places));
  const clean = fc.property(given, ([secret, thrown, where]) => !note(where, thrown).includes(secret.slice(10, 18)));
  return fc.check(clean, { numRuns: 5000 });
};

describe('the log', () => {
  it('notes nothing of a fault that could hold a secret (T35)', () => {
    const found = findLeak((where, thrown) => {
      const { log, lines } = heardLog();
      expect(log.fault(where, thrown)).toBe(REFERENCE);
      return lines.join();
    });
    expect(found).toMatchObject({ failed: false, numRuns: 5000 });
  });

  it('would be caught by that search if it noted a message or a code as it is', () => {
    const noted = (thrown: unknown, member: string) => {
      try {
        return String((thrown as Record<string, unknown>)[member]);
      } catch {
        return '';
      }
    };
    expect(findLeak((_where, thrown) => noted(thrown, 'message')).failed).toBe(true);
    expect(findLeak((_where, thrown) => noted(thrown, 'code')).failed).toBe(true);
  });

  it('notes the kind of a fault, so that it can be found', () => {
    const { log, lines } = heardLog();
    log.fault('compose', Object.assign(new TypeError('a text'), { code: 'ENOSPC' }));
    expect(JSON.parse(lines[0]!)).toEqual({
      at: '2026-11-23T10:00:00.000Z',
      entry: 'fault',
      reference: REFERENCE,
      where: 'compose',
      errorName: 'TypeError',
      errorCode: 'ENOSPC',
    });
  });

  it('writes a member down only if it is one of its words, whatever the types were told', () => {
    const { log, lines } = heardLog();
    log.note('keychain-state', { state: 'a~secret' as 'ready' });
    log.note('app-started', { version: '0.1.0 a~secret', electron: '33.2.1' });
    log.note('tidied', { settled: 1, left: 'a~secret' as unknown as number });
    log.fault('a~secret', undefined);
    expect(lines.join('')).not.toContain('secret');
    expect(lines.map((line) => (JSON.parse(line) as { entry: string }).entry)).toEqual(
      ['keychain-state', 'app-started', 'tidied', 'fault'], // prettier-ignore
    );
    expect(lines[1]).toContain('"electron":"33.2.1"');
  });
});

describe('the log file', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'trust-desk-log-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const mode = (path: string) => statSync(path).mode & 0o777;

  it('is for its owner alone', () => {
    const logs = join(folder, 'logs');
    openLogFile(logs, 1000).append('one\n');
    expect(mode(logs)).toBe(0o700);
    expect(mode(join(logs, 'main.log'))).toBe(0o600);
  });

  it('goes on where the last run ended, and takes back what others were allowed', () => {
    writeFileSync(join(folder, 'main.log'), 'before\n', { mode: 0o644 });
    openLogFile(folder, 1000).append('after\n');
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toBe('before\nafter\n');
    expect(mode(join(folder, 'main.log'))).toBe(0o600);
  });

  it('never takes more than twice its limit', () => {
    const file = openLogFile(folder, 100);
    for (let n = 0; n < 100; n++) file.append(`line ${String(n).padStart(4, '0')}\n`);
    expect(statSync(join(folder, 'main.log')).size).toBeLessThanOrEqual(100);
    expect(statSync(join(folder, 'main.1.log')).size).toBeLessThanOrEqual(100);
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toMatch(/line 0099\n$/);
    expect(existsSync(join(folder, 'main.2.log'))).toBe(false);
  });

  it('loses the line, and nothing else, when the disk refuses', () => {
    mkdirSync(join(folder, 'main.log'));
    const file = openLogFile(folder, 100);
    expect(() => file.append('lost\n')).not.toThrow();
    rmSync(join(folder, 'main.log'), { recursive: true });
    file.append('kept\n');
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toBe('kept\n');
  });
});
