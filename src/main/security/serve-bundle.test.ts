import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listBundleFiles } from './bundle-files.ts';
import { serveBundle } from './serve-bundle.ts';

const OUTSIDE = 'outside the bundle';
let folder = '';
let answer: ReturnType<typeof serveBundle>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-desk-bundle-'));
  const bundle = join(folder, 'bundle');
  mkdirSync(join(bundle, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.js'), OUTSIDE);
  writeFileSync(join(bundle, 'index.html'), '<!doctype html>');
  writeFileSync(join(bundle, 'assets', 'index.js'), 'start()');
  writeFileSync(join(bundle, 'assets', 'notes.txt'), 'not a kind the build makes');
  symlinkSync(join(folder, 'secret.js'), join(bundle, 'assets', 'link.js'));
  answer = serveBundle(listBundleFiles(bundle));
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (url: string) => answer({ method: 'GET', url });

describe('the protocol of the window', () => {
  it('serves a file of the bundle with its type, the policy and no sniffing', async () => {
    for (const [url, type, content] of [
      ['app://bundle/', 'text/html; charset=utf-8', '<!doctype html>'],
      ['app://bundle/index.html?theme=dark', 'text/html; charset=utf-8', '<!doctype html>'],
      ['app://bundle/assets/index.js', 'text/javascript; charset=utf-8', 'start()'],
    ] as const) {
      const response = await get(url);
      expect(response.statusCode).toBe(200);
      expect(response.data.toString()).toBe(content);
      expect(response.headers['Content-Type']).toBe(type);
      expect(response.headers['X-Content-Type-Options']).toBe('nosniff');
      expect(response.headers['Content-Security-Policy']).toMatch(/^default-src 'none'; /);
      expect(response.headers['Content-Security-Policy']).not.toContain('unsafe');
    }
  });

  it('serves no link that leads out, and no kind of file the build does not make', async () => {
    expect((await get('app://bundle/assets/link.js')).statusCode).toBe(404);
    expect((await get('app://bundle/assets/notes.txt')).statusCode).toBe(404);
  });

  it('answers no other method', async () => {
    expect((await answer({ method: 'POST', url: 'app://bundle/' })).statusCode).toBe(405);
  });

  it('finds no way out of the bundle, whatever the path', async () => {
    const part = fc.constantFrom(
      ...['..', '.', '%2e%2e', '%2E.', '..%2f', '%2f', '%5c', '\\', '//', '\0', '%00', 'C:', 'secret.js', 'assets'],
      ...['index.js', '~', ';', '@', '....', '%252e%252e', 'file:', 'etc', 'passwd', ' ', '\u202e', 'link.js'],
    );
    const host = fc.constantFrom(
      'app://bundle',
      'app://bundle.evil',
      'app://other',
      'app://bundle@other',
      'app://secret',
    );
    const path = fc
      .array(fc.oneof(part, fc.string({ maxLength: 8 })), { maxLength: 8 })
      .map((parts) => parts.join('/'));
    await fc.assert(
      fc.asyncProperty(host, path, fc.boolean(), async (origin, rest, normal) => {
        // Both as a page writes it and as Chromium hands it on.
        const written = `${origin}/${rest}`;
        const url = normal && URL.canParse(written) ? new URL(written).href : written;
        const response = await get(url);
        const text = response.data.toString();
        expect(text).not.toBe(OUTSIDE);
        const served = response.statusCode === 200;
        expect(served ? ['<!doctype html>', 'start()'] : ['']).toContain(text);
        expect(served && !url.startsWith('app://bundle/')).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
