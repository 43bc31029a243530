import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a run keeps what it turned into JavaScript for other processes. */
    readonly bundles: string;
  }
}

const CACHE = join(import.meta.dirname, '../../node_modules/.cache');

/** Below node_modules, so that the packages a bundle imports are found. */
export function setup({ provide }: TestProject): () => void {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'bundles-'));
  provide('bundles', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
