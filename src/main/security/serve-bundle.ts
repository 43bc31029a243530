import { readFile } from 'node:fs/promises';
import { BUNDLE_ORIGIN } from './app-scheme.ts';
import type { BundleFiles } from './bundle-files.ts';
import { windowHeaders } from './content-policy.ts';

const INDEX = '/index.html';

/** An answer in the form that Electron's `registerBufferProtocol` sends. */
export interface BundleAnswer {
  readonly statusCode: 200 | 404 | 405;
  readonly headers: Record<string, string>;
  readonly data: Buffer;
}

const refusal = (statusCode: 404 | 405): BundleAnswer => ({
  statusCode,
  headers: { ...windowHeaders },
  data: Buffer.alloc(0),
});

/** Answers `app://bundle/…` from the list of built files; every other host, path and method is refused. */
export const serveBundle =
  (files: BundleFiles) =>
  async ({ method, url }: { readonly method: string; readonly url: string }): Promise<BundleAnswer> => {
    if (method !== 'GET') return refusal(405);
    const file = files.get(bundlePath(url) ?? '');
    if (!file) return refusal(404);
    const data = await readFile(file.path);
    return { statusCode: 200, headers: { ...windowHeaders, 'Content-Type': file.type }, data };
  };

/** The path as it was asked for, without query and fragment; `/` is the page itself. */
function bundlePath(url: string): string | undefined {
  if (!url.startsWith(`${BUNDLE_ORIGIN}/`)) return undefined;
  const path = /^[^?#]*/.exec(url.slice(BUNDLE_ORIGIN.length))?.[0];
  return path === '/' ? INDEX : path;
}
