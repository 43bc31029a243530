import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { PickedFile } from '../../core/use-cases/tenant-ports.ts';

const FILE_MAXIMUM_BYTES = 64 * 1024;

/** Opened without waiting, so that a pipe cannot hold it up, and judged by what was opened. */
export function readPicked(path: string): Result<PickedFile> {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const facts = fstatSync(descriptor);
      if (!facts.isFile()) return fail({ code: 'file-unreadable' });
      if (facts.size > FILE_MAXIMUM_BYTES) return fail({ code: 'file-too-large', limit: FILE_MAXIMUM_BYTES });
      const content = Buffer.alloc(facts.size);
      const length = readSync(descriptor, content, 0, facts.size, 0);
      return ok({ name: basename(path), content: content.subarray(0, length) });
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return fail({ code: 'file-unreadable' });
  }
}
