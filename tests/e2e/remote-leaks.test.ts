import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationIdOf } from './support/application-rows.ts';
import { launchConnected } from './support/connected-tenant.ts';
import { newProfile, type Launched } from './support/launch.ts';
import { ProcessSampler } from './support/process-sampler.ts';
import type { TenantFront } from './support/tenant-front.ts';
import { tracesInFolder, tracesInMemory } from './support/traces.ts';
import { readSelection, readUntil } from './support/x11.ts';

const NAME = 'ACME';

/** Profile, home and temporary files. */
let world: string;
let desk: Launched;
let front: TenantFront;
let sampler: ProcessSampler;
let tenant: string;
let providerId: string;
/** What must be nowhere but in the keychain and on the wire. */
const values: string[] = [];

interface Made {
  readonly applicationId: string;
  readonly secretId: string;
}

/** The calls of the remote tenant, as its screens make them. */
const create = (name: string): Promise<Made | string> =>
  desk.page.evaluate(
    async ([of, provider, dependency]) => {
      const { dependencies } = window.trustDesk.of(of as never);
      const asked = {
        ...{ providerId: provider as never, name: dependency, apiName: 'sales-orders', requestId: crypto.randomUUID() },
        consumer: {
          ...{ kind: 'new' as const, displayName: `Remote ${dependency}`, description: '' },
          secret: { description: '', validity: 'never' as const, scopes: ['oAuth' as const] },
        },
      };
      await dependencies.preview(asked);
      const made = await dependencies.create(asked);
      if (!made.ok) return made.failure.code;
      return { applicationId: String(made.value.applicationId), secretId: String(made.value.secret?.id) };
    },
    [tenant, providerId, name] as const,
  );

/** Ends the only creation that stopped half way. */
const end = (how: 'resume' | 'undo') =>
  desk.page.evaluate(
    async ([of, call]) => {
      const { dependencies } = window.trustDesk.of(of as never);
      const stopped = await dependencies.unfinished();
      const [creation] = stopped.ok ? stopped.value : [];
      if (!creation) throw new Error('Nothing has stopped.');
      const ended = await dependencies[call]({ creationId: creation.creationId });
      if (!ended.ok) throw new Error(ended.failure.code);
      if (!ended.value) return undefined;
      return { applicationId: String(ended.value.applicationId), secretId: String(ended.value.secret?.id) };
    },
    [tenant, how] as const,
  );

/** Copies it as the summary does; another program reads it. */
async function copy(made: Made | string | undefined): Promise<Made> {
  if (typeof made !== 'object') throw new Error(`Not created: ${made ?? ''}`);
  const before = readSelection('clipboard');
  const copied = await desk.page.evaluate(
    async ([of, { applicationId, secretId }]) => {
      const { clipboard } = window.trustDesk.of(of as never);
      const answer = await clipboard.copy({
        ...{ kind: 'secret', applicationId: applicationId as never, secretId: secretId as never },
      });
      return answer.ok ? undefined : answer.failure.code;
    },
    [tenant, made] as const,
  );
  expect(copied).toBeUndefined();
  const read = () => readSelection('clipboard');
  values.push(await readUntil(read, (text) => text !== before && text.length === 43));
  return made;
}

async function stopHalfWay(name: string): Promise<void> {
  front.trouble = (method, path) => (method === 'POST' && path.endsWith('/apiSecrets') ? 'unavailable' : undefined);
  expect(await create(name)).toMatch(/^tenant-/);
  front.trouble = () => undefined;
}

describe.runIf(process.platform === 'linux')('a session in a remote tenant, with what fails in it (T30-T32)', () => {
  beforeAll(async () => {
    world = newProfile();
    const [profile, home, temporary] = ['profile', 'home', 'tmp'].map((name) => join(world, name));
    for (const folder of [profile, home, temporary]) mkdirSync(folder!);
    const env = { HOME: home, TMPDIR: temporary, ELECTRON_ENABLE_LOGGING: '1' };
    const connected = await launchConnected(profile!, NAME, env);
    ({ desk, front } = connected);
    values.push(connected.secret);
    sampler = new ProcessSampler(desk.pid);
    providerId = await applicationIdOf(desk.page, 'Sales Orders');
    tenant = await desk.page.evaluate(async (name) => {
      const listed = await window.trustDesk.tenants.list();
      return listed.ok ? String(listed.value.tenants.find((each) => each.name === name)?.id) : '';
    }, NAME);
    const { applicationId, secretId } = await copy(await create('whole'));
    await stopHalfWay('continued');
    await copy(await end('resume'));
    await stopHalfWay('undone');
    await end('undo');
    const told = await desk.page.evaluate(
      async ([of, application, secret]) => {
        const { checks, secrets } = window.trustDesk.of(of as never);
        const one = { applicationId: application as never, secretId: secret as never };
        const checked = await checks.run({ ...one, dependency: 'whole', over: null });
        const removed = await secrets.remove(one);
        return [checked.ok, removed.ok];
      },
      [tenant, applicationId, secretId] as const,
    );
    expect(told).toEqual([true, true]);
    const tokens = [...front.authorizations].filter((each) => each.startsWith('Bearer ')).map((each) => each.slice(7));
    expect(tokens.length).toBeGreaterThan(0);
    values.push(...tokens);
  }, 90_000);
  afterAll(async () => {
    sampler.stop();
    await desk.close();
    await front.close();
    rmSync(world, { recursive: true, force: true });
  });

  const windowPid = () =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);

  it('leaves no secret and no token of it in the window, in arguments, environments or what it says', async () => {
    expect(new Set(values).size).toBe(values.length);
    expect(tracesInMemory(await windowPid(), values)).toEqual([]);
    expect(sampler.looks).toBeGreaterThan(20);
    expect(sampler.tracesOf(values)).toEqual([]);
    expect(values.filter((value) => desk.output().includes(value))).toEqual([]);
  });

  it('leaves none in the files of profile, home, temporary folder and keyring, nor at its end', async () => {
    expect(tracesInFolder(world, values)).toEqual([]);
    expect(tracesInFolder(join(process.env['XDG_RUNTIME_DIR'] ?? '', 'data'), values)).toEqual([]);
    await desk.close();
    expect(tracesInFolder(world, values)).toEqual([]);
  });

  it('would be found in any of those files (control)', () => {
    const leak = Buffer.from(`x${values.join(' ')}`).toString('base64url');
    writeFileSync(join(world, 'home', 'leak'), leak);
    writeFileSync(join(world, 'tmp', 'leak'), JSON.stringify(values));
    const found = tracesInFolder(world, values);
    for (const [number] of values.entries())
      expect(found.filter((each) => each.includes(`value ${number} in`)).join()).toMatch(/home.*tmp/s);
  });
});
