import { openSync, readdirSync, readFileSync, readSync, closeSync } from 'node:fs';
import { join } from 'node:path';

/** Forms in which a value could lie around; those that look alike are one. */
function formsOf(value: string): ReadonlyMap<string, Buffer> {
  const plain = Buffer.from(value);
  const forms: readonly (readonly [string, Buffer])[] = [
    ['UTF-8', plain],
    // As V8 keeps text without letters beyond it; plain ASCII is the same in UTF-8.
    ...(/[^\0-\x7f]/.test(value) ? [['Latin-1', Buffer.from(value, 'latin1')] as const] : []),
    ['UTF-16', Buffer.from(value, 'utf16le')],
    ['hexadecimal', Buffer.from(plain.toString('hex'))],
    ['URL-encoded', Buffer.from(encodeURIComponent(value))],
    ['JSON', Buffer.from(JSON.stringify(value).slice(1, -1))],
    ['reversed', Buffer.from([...value].reverse().join(''))],
    // Wherever it begins in a longer text, the whole groups in its middle read the same.
    ...[0, 1, 2].flatMap((shift): [string, Buffer][] => {
      const whole = plain.subarray((3 - shift) % 3, plain.length - ((plain.length - ((3 - shift) % 3)) % 3));
      return (['base64', 'base64url'] as const).map((name) => [`${name} ${shift}`, Buffer.from(whole.toString(name))]);
    }),
  ];
  return new Map(forms.filter(([, form], index) => forms.findIndex(([, other]) => other.equals(form)) === index));
}

/** Which of the values, in which form, the bytes hold. */
export function tracesIn(bytes: Buffer, values: readonly string[]): readonly string[] {
  return values.flatMap((value, index) =>
    [...formsOf(value)].filter(([, form]) => bytes.includes(form)).map(([form]) => `value ${index} in ${form}`),
  );
}

export function tracesInFolder(folder: string, values: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return tracesIn(readFileSync(path), values).map((trace) => `${path}: ${trace}`);
    });
}

/** Arguments and environments of the processes, as anyone of the same user reads them. */
export function tracesInSurface(pids: readonly number[], values: readonly string[]): readonly string[] {
  return pids.flatMap((pid) =>
    ['cmdline', 'environ'].flatMap((name) =>
      tracesIn(unlessEnded(`/proc/${pid}/${name}`), values).map((trace) => `${name} of ${pid}: ${trace}`),
    ),
  );
}

function unlessEnded(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Values found in the writable memory of a process (Linux, same user or root). */
export function tracesInMemory(pid: number, values: readonly string[]): readonly string[] {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    const areas = readFileSync(`/proc/${pid}/maps`, 'utf8')
      .split('\n')
      .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line))
      .filter((match) => match !== null);
    return [...new Set(areas.flatMap(([, from, to]) => tracesIn(area(memory, from ?? '0', to ?? '0'), values)))];
  } finally {
    closeSync(memory);
  }
}

const AREA_MAXIMUM = 256 * 1024 * 1024;

function area(memory: number, from: string, to: string): Buffer {
  const start = Number.parseInt(from, 16);
  const length = Number.parseInt(to, 16) - start;
  // Reserved, not used: V8 sets aside areas of gigabytes.
  if (length > AREA_MAXIMUM) return Buffer.alloc(0);
  const bytes = Buffer.alloc(length);
  try {
    return bytes.subarray(0, readSync(memory, bytes, 0, length, start));
  } catch {
    return Buffer.alloc(0);
  }
}
