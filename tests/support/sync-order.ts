import { dirname } from 'node:path';

/** Calls that change files, make changes durable, or (by what they write to standard output) acknowledge them. */
export const TRACED =
  'openat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,ftruncate';

type Call =
  | { readonly verb: 'create' | 'write' | 'sync' | 'remove' | 'folder'; readonly path: string }
  | { readonly verb: 'rename'; readonly path: string; readonly to: string }
  | { readonly verb: 'acknowledge'; readonly what: string; readonly lasting: boolean };

const FAILED = / = -1 E/;
const ACKNOWLEDGED = /^write\(1<[^>]*>, "(kept|taken) ([^"\\]+)\\n"/;
const HANDLE = /^(?:write|pwrite64|writev|ftruncate|fsync|fdatasync)\(\d+<([^>]+)>/;
const NAMED = /^(?:openat|rename|renameat2?|unlink|unlinkat|mkdir)\((.*)\) = /;
const TEXT = /"([^"]*)"/g;

/** One line of `strace -y`; undefined for one that changes nothing. */
function callOf(line: string): Call | undefined {
  if (FAILED.test(line)) return undefined;
  const said = ACKNOWLEDGED.exec(line);
  if (said) return { verb: 'acknowledge', what: said[2] ?? '', lasting: said[1] === 'kept' };
  const handle = HANDLE.exec(line)?.[1];
  if (handle !== undefined) return { verb: /^f(?:data)?sync/.test(line) ? 'sync' : 'write', path: handle };
  const [path = '', to = ''] = [...(NAMED.exec(line)?.[1] ?? '').matchAll(TEXT)].map(([, text]) => text ?? '');
  if (line.startsWith('rename')) return { verb: 'rename', path, to };
  if (line.startsWith('unlink')) return { verb: 'remove', path };
  if (line.startsWith('mkdir')) return { verb: 'folder', path };
  return line.startsWith('openat') && line.includes('O_CREAT') ? { verb: 'create', path } : undefined;
}

export interface SyncOrder {
  /** What was acknowledged, in order. */
  readonly acknowledged: readonly string[];
  /** In words: what a power loss at that moment could undo or tear although it must not. */
  readonly disorder: readonly string[];
}

/**
 * Holds a trace against the rules below `folder`: a file is synced before it is renamed; a name is synced before anything older
 * is removed; and when something lasting is acknowledged, everything before it is synced, names that went away too.
 */
export function syncOrderOf(trace: string, folder: string): SyncOrder {
  const judge = new Judge(folder);
  for (const line of trace.split('\n')) {
    const call = callOf(line);
    if (call) judge.hear(call);
  }
  return judge;
}

class Judge implements SyncOrder {
  readonly acknowledged: string[] = [];
  readonly disorder: string[] = [];
  readonly #folder: string;
  /** The trace begins with an empty folder. */
  readonly #names = new Set<string>();
  /** Files with content that is not safe. */
  readonly #files = new Set<string>();
  /** Folders with new names, and with names that went, that are not safe. */
  readonly #came = new Set<string>();
  readonly #went = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  hear(call: Call): void {
    if (call.verb === 'acknowledge') this.#acknowledge(call.what, call.lasting);
    else if (call.verb === 'sync' || call.path.startsWith(this.#folder)) this.#change(call);
  }

  #change(call: Exclude<Call, { verb: 'acknowledge' }>): void {
    const { path } = call;
    switch (call.verb) {
      case 'create':
      case 'folder':
        if (!this.#names.has(path)) this.#name(path);
        break;
      case 'write':
        this.#files.add(path);
        break;
      case 'sync':
        for (const unsafe of [this.#files, this.#came, this.#went]) unsafe.delete(path);
        break;
      case 'rename':
        if (this.#files.delete(path)) this.disorder.push(`${call.to} was renamed before it was synced`);
        this.#name(call.to);
        this.#names.delete(path);
        break;
      case 'remove':
        if (this.#came.has(dirname(path))) this.disorder.push(`${path} was removed before what is new was synced`);
        this.#files.delete(path);
        this.#names.delete(path);
        this.#went.add(dirname(path));
    }
  }

  /** A file put in the place of another is news as well; one opened again is not. */
  #name(path: string): void {
    this.#names.add(path);
    this.#came.add(dirname(path));
  }

  #acknowledge(what: string, lasting: boolean): void {
    this.acknowledged.push(what);
    const unsafe = [...this.#files, ...(lasting ? [...this.#came, ...this.#went] : [])];
    for (const path of new Set(unsafe)) this.disorder.push(`${what} was acknowledged before ${path} was synced`);
  }
}
