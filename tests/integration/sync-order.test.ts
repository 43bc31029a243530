import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { syncOrderOf, TRACED, type SyncOrder } from '../support/sync-order.ts';

/** Not among what the set-up installs: what is promised is also held against every crash state (power-loss.test.ts). */
const traceable = process.platform === 'linux' && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

describe.runIf(traceable)(
  'the order of syncs, as the kernel sees it (T07; not looked at where strace is not installed)',
  () => {
    let driver: BundledEntry;
    let folder: string;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'trust-desk-sync-'));
      driver = await bundleEntry('tests/support/sync-order-driver.ts', {
        alias: { electron: join(import.meta.dirname, '../support/electron-stub.ts') },
        inline: ['electron-store'],
      });
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    /** The calls of the main thread, which alone writes, with the path of each handle. */
    function trace(how: 'every way' | 'alone', profile: string): string {
      const file = join(folder, `${how}.trace`);
      const args = [
        '-y',
        '-s',
        '200',
        '-e',
        `trace=${TRACED}`,
        '-o',
        file,
        process.execPath,
        driver.path,
        how,
        profile,
      ];
      const { status, stderr } = spawnSync('strace', args, { encoding: 'utf8', timeout: 60_000 });
      expect(status, stderr).toBe(0);
      return readFileSync(file, 'utf8');
    }

    let traced = '';
    let order: SyncOrder = { acknowledged: [], disorder: [] };
    const profile = () => join(folder, 'profile');

    it('is right on every way on which something is written', () => {
      traced = trace('every way', profile());
      order = syncOrderOf(traced, profile());
      expect(order.disorder).toEqual([]);
      expect(order.acknowledged).toEqual([
        ...['profile', 'canary', 'folders', 'intent', 'creation', 'settled intent', 'change', 'change', 'change'],
        ...['second creation', 'removal', 'certificate', 'index', 'settings'],
      ]);
    });

    it('would be wrong on each of them without its syncs (control)', () => {
      const lines = traced.split('\n');
      const careless = lines.filter((line) => !/^f(?:data)?sync\(/.test(line)).join('\n');
      const wrong = syncOrderOf(careless, profile()).disorder.join('\n');
      for (const what of order.acknowledged.filter((each) => each !== 'folders'))
        if (what !== 'index' && what !== 'settings') expect(wrong).toContain(`${what} was acknowledged before`);
      for (const file of ['index.b.json', 'settings.json', 'certificate.pem'])
        expect(wrong).toContain(`${file} was renamed before it was synced`);
    });

    it('would be wrong if a folder were not synced (control)', () => {
      const careless = traced.split('\n').filter((line) => !/^fsync\(\d+<[^>]*(?:profile|applications|intents)>/.test(line)); // prettier-ignore
      const wrong = syncOrderOf(careless.join('\n'), profile()).disorder.join('\n');
      for (const what of ['canary', 'intent', 'creation', 'settled intent', 'removal'])
        expect(wrong).toContain(`${what} was acknowledged before`);
      expect(wrong).not.toContain('renamed before');
    });

    it('is wrong with electron-store alone, which does not sync its folder (control)', () => {
      const alone = join(folder, 'alone');
      const { acknowledged, disorder } = syncOrderOf(trace('alone', alone), alone);
      expect(acknowledged).toEqual(['store']);
      expect(disorder).toEqual([folder, alone].map((path) => `store was acknowledged before ${path} was synced`));
    });
  },
);
