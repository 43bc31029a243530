import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationIdOf } from './support/application-rows.ts';
import { launch, type Launched } from './support/launch.ts';
import { ProcessSampler } from './support/process-sampler.ts';
import { tracesInFolder, tracesInMemory } from './support/traces.ts';
import { readSelection, readUntil } from './support/x11.ts';
import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const DEPENDENCIES = 20;

let desk: Launched;
let sampler: ProcessSampler;
const values: string[] = [];

/** Creates a dependency with a secret as the wizard does, and copies the secret as its summary does. */
async function createAndCopy(number: number): Promise<string> {
  const before = readSelection('clipboard');
  const wanted = { index: number, providerId: await applicationIdOf(desk.page, 'Sales Orders') };
  await desk.page.evaluate(async ({ index, providerId }) => {
    const { clipboard, dependencies } = window.trustDesk;
    const created = await dependencies.create({
      providerId,
      name: `leak-${index}`,
      apiName: 'sales-orders',
      requestId: crypto.randomUUID(),
      consumer: {
        kind: 'new',
        displayName: `Leak ${index}`,
        description: '',
        secret: { description: '', validity: 'never', scopes: ['oAuth'] },
      },
    });
    if (!created.ok || !created.value.secret) throw new Error('not created');
    const { applicationId, secret } = created.value;
    await clipboard.copy({ kind: 'secret', applicationId, secretId: secret.id });
  }, wanted);
  return readUntil(
    () => readSelection('clipboard'),
    (text) => text !== before && text.length === 43,
  );
}

describe.runIf(process.platform === 'linux')('a session of twenty dependencies with secrets (T30-T32)', () => {
  beforeAll(async () => {
    desk = await launch({ env: { ELECTRON_ENABLE_LOGGING: '1' } });
    sampler = new ProcessSampler(desk.pid);
    await desk.page.evaluate(() => window.trustDesk.applications.loadExample({ requestId: crypto.randomUUID() }));
    for (let number = 0; number < DEPENDENCIES; number += 1) {
      values.push(await createAndCopy(number));
      sampler.look();
    }
  });
  afterAll(async () => {
    sampler.stop();
    await desk.close();
  });

  const windowPid = () =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);

  it('made that many different secrets', () => {
    expect(new Set(values).size).toBe(DEPENDENCIES);
  });

  it('leaves none in any file of the profile, in any encoding', () => {
    expect(tracesInFolder(desk.userData, values)).toEqual([]);
  });

  it('leaves none in arguments and environments of our processes at any time, nor in what they say (T31)', () => {
    expect(sampler.looks).toBeGreaterThan(DEPENDENCIES);
    // Main, its zygotes, the window, and the keychain's helper at least.
    expect(sampler.processes).toBeGreaterThan(4);
    expect(sampler.tracesOf(values)).toEqual([]);
    expect(values.filter((value) => desk.output().includes(value))).toEqual([]);
  });

  it('leaves none in the memory of the main window', async () => {
    expect(tracesInMemory(await windowPid(), values)).toEqual([]);
  });

  it('would be found in a file and in that memory if it were there (control)', async () => {
    const [value = ''] = values;
    const path = join(desk.userData, 'leak.txt');
    writeFileSync(path, `x${Buffer.from(`ab${value}`).toString('base64')}`);
    expect(tracesInFolder(desk.userData, values).length).toBeGreaterThan(0);
    rmSync(path);
    await desk.page.evaluate((leaked) => Object.assign(window, { leaked }), value);
    expect(tracesInMemory(await windowPid(), values).length).toBeGreaterThan(0);
  });

  it('would be found in the arguments and the environment of a process that lived for a moment (control)', async () => {
    const [value = ''] = values;
    await desk.app.evaluate(async (_electron, leaked) => {
      const { spawn } = process.getBuiltinModule('node:child_process');
      const children = [
        spawn('sh', ['-c', 'sleep 0.6', leaked]),
        spawn('sleep', ['0.6'], { env: { ...process.env, LEAKED: leaked } }),
      ];
      await Promise.all(children.map((child) => new Promise((settle) => child.once('exit', settle))));
    }, value);
    const traces = sampler.tracesOf(values).join();
    expect(traces).toMatch(/cmdline of \d+: value 0 in UTF-8/);
    expect(traces).toMatch(/environ of \d+: value 0 in UTF-8/);
  });

  it('would be found in what they say (control)', async () => {
    const [value = ''] = values;
    await desk.page.evaluate((leaked) => console.log(leaked), value);
    await expect.poll(() => desk.output()).toContain(value);
  });
});
