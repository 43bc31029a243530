import type { ApplicationId } from '../../core/domain/identifiers.ts';
import type { Directory } from '../../core/use-cases/ports.ts';
import type { ApplicationChange } from './observed-directory.ts';

/** Main keeps answering the window meanwhile: a frame has 16 ms. */
const SLICE_MS = 6;
const PAUSE_MS = 10;

interface Feeding {
  readonly directory: Directory;
  /** Whoever was told of a newer state of one of them meanwhile leaves that one out. */
  readonly tell: (changes: readonly ApplicationChange[]) => void;
  /** Whether the one who is told is still there. */
  readonly isWanted: () => boolean;
}

/** Tells of every application there is, in slices. Answers whether all were told. */
export async function feedAll({ directory, tell, isWanted }: Feeding): Promise<boolean> {
  const all = await directory.list();
  if (!all.ok) return false;
  const left = all.value.map(({ id }) => id);
  while (left.length > 0 && isWanted()) {
    tell(await slice(directory, left));
    if (left.length > 0) await new Promise((settle) => setTimeout(settle, PAUSE_MS));
  }
  return isWanted();
}

async function slice(directory: Directory, left: ApplicationId[]): Promise<readonly ApplicationChange[]> {
  const begun = performance.now();
  const changes: ApplicationChange[] = [];
  while (left.length > 0 && performance.now() - begun < SLICE_MS) {
    const id = left.shift();
    const read = id === undefined ? undefined : await directory.read(id);
    if (read?.ok) changes.push({ kind: 'put', application: read.value });
  }
  return changes;
}
