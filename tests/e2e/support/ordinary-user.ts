import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { electronBinary, REPOSITORY } from './launch.ts';

/** The user and group `nobody` of Debian, for a run by root, to whom Chromium offers no sandbox. */
const NOBODY = 65534;
const asRoot = process.getuid?.() === 0;

/** The app as it would be installed: Electron takes a binary of another name than its own for a packaged app. */
export interface Installed {
  /** Starts it as an ordinary user with nothing but what is given. */
  start(args?: readonly string[], variables?: Readonly<Record<string, string>>): ChildProcess;
  remove(): void;
}

/** Copies Electron and the build to where any user can read them: root's home and caches are closed to others. */
export function installForOrdinaryUser(): Installed {
  const root = fs.mkdtempSync(join(tmpdir(), 'trust-desk-user-'));
  fs.chmodSync(root, 0o755);
  const home = join(root, 'home');
  const dist = join(root, 'dist');
  const binary = join(dist, 'trust-desk');
  const folder = join(dist, 'resources', 'app');
  fs.mkdirSync(home);
  give(home);
  fs.cpSync(dirname(electronBinary()), dist, { recursive: true });
  fs.renameSync(join(dist, basename(electronBinary())), binary);
  fs.mkdirSync(folder);
  fs.cpSync(join(REPOSITORY, 'out'), join(folder, 'out'), { recursive: true });
  fs.copyFileSync(join(REPOSITORY, 'package.json'), join(folder, 'package.json'));
  return {
    start: (args = [], variables = {}) =>
      spawn(binary, args, {
        cwd: home,
        env: { ...surroundings(home), ...variables },
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
        ...(asRoot && { uid: NOBODY, gid: NOBODY }),
      }),
    remove: () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The display of this session, and a home without a past. */
function surroundings(home: string): Record<string, string> {
  const { PATH = '', DISPLAY = '', XAUTHORITY = '' } = process.env;
  const authority = join(home, '.Xauthority');
  if (XAUTHORITY) {
    fs.copyFileSync(XAUTHORITY, authority);
    give(authority);
  }
  return { HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home, XAUTHORITY: authority, PATH, DISPLAY };
}

const give = (path: string) => asRoot && fs.chownSync(path, NOBODY, NOBODY);

interface Member {
  readonly pid: number;
  readonly command: string;
  /** /proc/<pid>/status */
  readonly status: string;
}

/** The processes of the group that `leader` leads, ended ones left out. */
export function processGroup(leader: number): Member[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const read = (file: string) => fs.readFileSync(`/proc/${name}/${file}`, 'utf8');
        const [, state, group] = /\) (\S) \d+ (\d+)/.exec(read('stat')) ?? [];
        if (Number(group) !== leader || state === 'Z') return [];
        return [{ pid: Number(name), command: read('cmdline').replaceAll('\0', ' '), status: read('status') }];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}
