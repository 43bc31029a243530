import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isUuid } from '../../../core/domain/identifiers.ts';

export interface RecordNames {
  /** UUIDs that records are named by. */
  readonly ids: ReadonlySet<string>;
  /** Every name in the folder. */
  readonly files: ReadonlySet<string>;
}

const RECORD = /^(.+)\.[ab]\.json$/;

/**
 * What a folder of records holds. What a killed write left (complete copies, too) is removed: it was never acknowledged.
 * Throws when the folder cannot be read.
 */
export function tidyAndList(folder: string): RecordNames {
  const files = new Set(readdirSync(folder));
  const ids = new Set<string>();
  for (const name of files) {
    const id = RECORD.exec(name)?.[1];
    if (id !== undefined && isUuid(id)) ids.add(id);
    else if (name.includes('.json.tmp-')) removeHalf(join(folder, name));
  }
  return { ids, files };
}

/** One that stays is in nobody's way. */
export function removeHalf(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}
