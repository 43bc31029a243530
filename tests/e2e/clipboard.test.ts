import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, type Launched } from './support/launch.ts';
import { copySecret, makeSecret, type MadeSecret } from './support/made-secret.ts';
import { copyAsAnotherProgram, readSelection, readUntil } from './support/x11.ts';

const HURRIED_MS = 700;
const THEIRS = 'copied in another program';

let desk: Launched;
let made: MadeSecret;
beforeAll(async () => {
  desk = await launch();
  made = await makeSecret(desk.page);
  await desk.page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    window.trustDesk.clipboard.holding(({ what, endsInMs }) => heard.push(`holding ${what} ${endsInMs}`));
    window.trustDesk.clipboard.released(({ reason }) => heard.push(reason));
  });
  // The thirty seconds are the unit test's; here they pass quickly.
  await desk.app.evaluate((_electron, ms) => {
    const real = globalThis.setTimeout;
    globalThis.setTimeout = ((run: () => void, wanted?: number) =>
      real(run, wanted === 30_000 ? ms : wanted)) as typeof setTimeout;
  }, HURRIED_MS);
});
afterAll(() => desk.close());
beforeEach(() => desk.page.evaluate(() => void ((window as unknown as { heard: string[] }).heard.length = 0)));

const heard = () => desk.page.evaluate(() => [...(window as unknown as { heard: string[] }).heard]);
const clipboard = () => readSelection('clipboard');
const copyId = () =>
  desk.page.evaluate((asked) => {
    const { applicationId } = asked as Parameters<typeof window.trustDesk.applications.read>[0];
    return window.trustDesk.clipboard.copy({ kind: 'application-id', applicationId });
  }, made as unknown);

describe('a copied secret, as other programs see it (T33)', () => {
  it('is on the clipboard at once, not in the selection, and gone when its time is up', async () => {
    expect(await copySecret(desk.page, made)).toEqual({ ok: true, value: undefined });
    const value = clipboard();
    expect(value).toMatch(/^[\w[\]:=?@\-./~]{40,}$/);
    expect(readSelection('primary')).not.toContain(value);
    expect(await readUntil(clipboard, (text) => text !== value)).not.toContain(value);
    await desk.page.waitForTimeout(100);
    expect(await heard()).toEqual(['holding secret 30000', 'cleared']);
    expect(readSelection('primary')).not.toContain(value);
  });

  it('would be in the selection if it were copied like an id', async () => {
    await copyId();
    expect(readSelection('primary')).toBe(clipboard());
  });

  it('is not taken from a program that copied something else meanwhile', async () => {
    await copySecret(desk.page, made);
    await copyAsAnotherProgram(THEIRS);
    await desk.page.waitForTimeout(HURRIED_MS + 300);
    expect(clipboard()).toBe(THEIRS);
    expect(await heard()).toEqual(['holding secret 30000', 'replaced']);
  });

  it('is gone at once when a person clears it', async () => {
    await copySecret(desk.page, made);
    const value = clipboard();
    expect(await desk.page.evaluate(() => window.trustDesk.clipboard.clear())).toEqual({ ok: true, value: undefined });
    expect(clipboard()).not.toContain(value);
  });

  it.each(['lock-screen', 'suspend'] as const)('is gone on %s', async (event) => {
    await copySecret(desk.page, made);
    const value = clipboard();
    await desk.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
    expect(await readUntil(clipboard, (text) => text !== value, 400)).not.toContain(value);
  });

  it('is cleared when the app quits', async () => {
    await copySecret(desk.page, made);
    // On X11 what an app offers ends with it in any case: what counts is that it was taken back before.
    await desk.app.evaluate(({ clipboard: board }) => {
      const clear = board.clear.bind(board);
      board.clear = () => {
        process.stderr.write('clipboard cleared\n');
        clear();
      };
    });
    await desk.close();
    expect(desk.output()).toContain('clipboard cleared');
  });
});

describe('a copied id', () => {
  beforeAll(async () => {
    desk = await launch();
    made = await makeSecret(desk.page);
    await desk.page.evaluate(() => Object.assign(window, { heard: [] }));
  });

  it('stays, whatever happens', async () => {
    expect(await copyId()).toEqual({ ok: true, value: undefined });
    const value = clipboard();
    expect(value).toMatch(/^[0-9a-f-]{36}$/);
    await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await desk.page.evaluate(() => window.trustDesk.clipboard.clear());
    await desk.page.waitForTimeout(300);
    expect(clipboard()).toBe(value);
  });
});
