import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

/** The folder of package.json. */
export const REPOSITORY = resolve(import.meta.dirname, '../../..');
const START_LIMIT_MS = 30_000;
const QUIT_LIMIT_MS = 15_000;

export interface LaunchWishes {
  /** Profile of an earlier launch, to start again on the same data; without it, a new one that goes with the app. */
  readonly userData?: string;
  /** Added to this process' environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
}

export interface Launched {
  readonly app: ElectronApplication;
  /** The main window. */
  readonly page: Page;
  readonly userData: string;
  /** Process id of main. */
  readonly pid: number;
  /** Everything main and its children have written to stdout and stderr so far. */
  output(): string;
  /** Uncaught errors and console errors of the main window so far; an honest run has none. */
  pageErrors(): readonly string[];
  /** Quits as a person would, kills what is left after a time limit, and removes the profile unless it was handed in. */
  close(): Promise<void>;
  /** Kills main and every child at once, as a crash of the machine would; keeps the profile. */
  kill(): Promise<void>;
}

/** A new, empty profile folder for tests that start more than once on the same data; the caller removes it. */
export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'trust-desk-e2e-'));

/** Arguments every start of the built app takes; `--no-sandbox` for root only, whom Chromium refuses otherwise. */
export function appArguments(userData: string, more: readonly string[] = []): string[] {
  const root = process.getuid?.() === 0;
  return [...(root ? ['--no-sandbox'] : []), `--user-data-dir=${userData}`, ...more, REPOSITORY];
}

/** The Electron under test. `npm test` names it. */
export function electronBinary(): string {
  const binary = process.env['ELECTRON_EXEC_PATH'];
  if (!binary) throw new Error('ELECTRON_EXEC_PATH is not set: run the end-to-end tests through npm test.');
  return binary;
}

/** This process' environment with changes; what would turn Electron into plain Node is taken away. */
export function environment(changes: LaunchWishes['env'] = {}): Record<string, string> {
  const all: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: undefined, ...changes };
  return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** Starts the built app and waits for its window. The caller closes it in `afterEach` or `afterAll`. */
export async function launch(wishes: LaunchWishes = {}): Promise<Launched> {
  const userData = wishes.userData ?? newProfile();
  const app = await _electron.launch({
    executablePath: electronBinary(),
    args: appArguments(userData, wishes.args),
    env: environment(wishes.env),
    cwd: REPOSITORY,
    timeout: START_LIMIT_MS,
  });
  const main = app.process();
  const pid = main.pid ?? 0;
  const killAll = () => killGroup(pid);
  process.once('exit', killAll);
  const said: string[] = [];
  main.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  main.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const exited = new Promise<void>((settle) => {
    if (main.exitCode === null && main.signalCode === null) main.once('exit', () => settle());
    else settle();
  });
  const errors: string[] = [];

  async function end(): Promise<void> {
    killAll();
    await exited;
    process.off('exit', killAll);
  }

  try {
    const page = await app.firstWindow({ timeout: START_LIMIT_MS });
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.waitForLoadState('domcontentloaded');
    return {
      app,
      page,
      userData,
      pid,
      output: () => said.join(''),
      pageErrors: () => errors,
      kill: end,
      close: async () => {
        await within(QUIT_LIMIT_MS, app.close()).catch(() => undefined);
        await end();
        if (wishes.userData === undefined) rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    await end();
    throw new Error(`The app did not show a window. It said:\n${said.join('')}`, { cause: error });
  }
}

/** Playwright starts Electron as the leader of a process group of its own; helpers and renderers belong to it. */
function killGroup(leader: number): void {
  try {
    if (leader > 0) process.kill(-leader, 'SIGKILL');
  } catch {
    // Everybody has ended already.
  }
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`not done within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
