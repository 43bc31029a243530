import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProtocolResponse } from 'electron';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listBundleFiles, type BundleFiles } from './bundle-files.ts';
import { registerBundleProtocol, type BufferProtocol } from './bundle-protocol.ts';

let folder = '';
let files: BundleFiles;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-desk-protocol-'));
  for (const name of ['index.html', 'a.js', 'b.js', 'gone.js']) writeFileSync(join(folder, name), name);
  files = listBundleFiles(folder);
  rmSync(join(folder, 'gone.js'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function registered() {
  let ask: (path: string) => Promise<ProtocolResponse> = () => Promise.reject(new Error('Nothing was registered.'));
  const protocol: BufferProtocol = {
    registerBufferProtocol: (scheme, handler) => {
      expect(scheme).toBe('app');
      ask = (path) =>
        new Promise((settle) => {
          handler({ method: 'GET', url: `app://bundle/${path}` }, settle);
        });
      return true;
    },
  };
  let served = false;
  void registerBundleProtocol(protocol, files).then(() => (served = true));
  return { ask, served: () => served };
}

const turn = () => new Promise((settle) => setImmediate(() => setImmediate(settle)));

it('says that the page has its scripts when the last one that it asked for has left', async () => {
  const { ask, served } = registered();
  expect((await ask('')).data).toEqual(Buffer.from('index.html'));
  await turn();
  expect(served()).toBe(false);

  const both = [ask('a.js'), ask('b.js')];
  expect(served()).toBe(false);
  await Promise.all(both);
  await turn();
  expect(served()).toBe(true);
});

it('answers with an error for a file that cannot be read, so that the page does not wait', async () => {
  const { ask, served } = registered();
  expect(await ask('gone.js')).toEqual({ error: -6 });
  await turn();
  expect(served()).toBe(true);
});
