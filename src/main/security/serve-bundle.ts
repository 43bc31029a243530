import { readFile } from 'node:fs/promises';
import { BUNDLE_ORIGIN } from './app-scheme.ts';
import type { BundleFiles } from './bundle-files.ts';
import { windowHeaders } from './content-policy.ts';

const INDEX = '/index.html';

const refusal = (status: 404 | 405): Response => new Response(null, { status, headers: windowHeaders });

/** Answers `app://bundle/…` from the list of built files; every other host, path and method is refused. */
export const serveBundle = (files: BundleFiles) => async (request: Pick<Request, 'method' | 'url'>) => {
  if (request.method !== 'GET') return refusal(405);
  const file = files.get(bundlePath(request.url) ?? '');
  if (!file) return refusal(404);
  return new Response(await readFile(file.path), { headers: { ...windowHeaders, 'Content-Type': file.type } });
};

/** The path as it was asked for, without query and fragment; `/` is the page itself. */
function bundlePath(url: string): string | undefined {
  if (!url.startsWith(`${BUNDLE_ORIGIN}/`)) return undefined;
  const path = /^[^?#]*/.exec(url.slice(BUNDLE_ORIGIN.length))?.[0];
  return path === '/' ? INDEX : path;
}
