import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { CERTIFICATE_FILE_MAXIMUM_BYTES } from '../../core/domain/tenant.ts';
import type { PickedFile } from '../../core/use-cases/tenant-ports.ts';

/** Opened without waiting, so that a pipe cannot hold it up, and judged by what was opened. */
export function readPicked(path: string): Result<PickedFile> {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const facts = fstatSync(descriptor);
      if (!facts.isFile()) return fail({ code: 'file-unreadable' });
      if (facts.size > CERTIFICATE_FILE_MAXIMUM_BYTES)
        return fail({ code: 'file-too-large', limit: CERTIFICATE_FILE_MAXIMUM_BYTES });
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
