import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePublicFile } from '../tenant/public-file.ts';

/**
 * The imported authority's PEM in the tenant's folder, for clients that read what they trust from a file, as cURL does.
 * Answers its absolute path; null when there is none, or it could not be written: the printed call then goes without it.
 */
export function keepAuthority(folder: string, pem: string | undefined): string | null {
  const file = join(folder, 'authority.pem');
  try {
    if (pem === undefined) {
      rmSync(file, { force: true });
      return null;
    }
    writePublicFile(file, pem);
    return file;
  } catch {
    return null;
  }
}
