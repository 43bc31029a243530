import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PASSWORD = 'throw-away';

const busConfig = (
  address: string,
  services: boolean,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  ${services ? '<standard_session_servicedirs/>' : ''}
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>`;

/** A message bus of the test's own, with a real gnome-keyring on it that can be locked, stopped, killed and started again. */
export class PrivateKeyring {
  readonly #dir = mkdtempSync(join(tmpdir(), 'trust-desk-keyring-'));
  readonly #processes: ChildProcess[] = [];
  readonly #extra: NodeJS.ProcessEnv;
  #daemon: ChildProcess | undefined;

  /** `extra`: what programs on this bus need besides, such as a display for prompts. */
  constructor(extra: NodeJS.ProcessEnv = {}) {
    this.#extra = extra;
  }

  /** What programs on this bus need; no display unless one was given, so that nothing can prompt. */
  get env(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOME: this.#dir,
      XDG_RUNTIME_DIR: join(this.#dir, 'run'),
      XDG_DATA_HOME: join(this.#dir, 'data'),
      DBUS_SESSION_BUS_ADDRESS: this.#address,
      ...this.#extra,
    };
  }

  get #address(): string {
    return `unix:path=${join(this.#dir, 'bus')}`;
  }

  /** Without `services`, what is not started here is not there, and a locked keyring finds nobody to ask. */
  async startBus({ services = false } = {}): Promise<void> {
    mkdirSync(join(this.#dir, 'run'), { mode: 0o700 });
    const config = join(this.#dir, 'bus.conf');
    writeFileSync(config, busConfig(this.#address, services));
    const bus = this.#start('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address'], 'pipe');
    await once(bus.stdout!, 'data');
  }

  /** Starts the keyring's daemon. `unlocked`: with the login keyring open, made if there is none. */
  async startDaemon({ unlocked }: { readonly unlocked: boolean }): Promise<void> {
    const args = ['--foreground', '--components=secrets', ...(unlocked ? ['--unlock'] : [])];
    this.#daemon = this.#start('gnome-keyring-daemon', args, 'ignore');
    this.#daemon.stdin?.end(PASSWORD);
    for (let tries = 0; !(await this.#owned()); tries += 1) {
      if (tries === 200) throw new Error('The keyring daemon did not come up.');
      await sleep(20);
    }
  }

  lock(): Promise<void> {
    return this.#call(
      'org.freedesktop.secrets',
      '/org/freedesktop/secrets',
      'org.freedesktop.Secret.Service.Lock',
      'array:objpath:/org/freedesktop/secrets/collection/login',
    );
  }

  /** Opens the locked keyring with its password, made if there is none: over the daemon's own socket, as a log-in does. */
  async unlock(): Promise<void> {
    const socket = connect(join(this.#dir, 'run/keyring/control'));
    const password = Buffer.from(PASSWORD);
    const packet = Buffer.alloc(1 + 12 + password.length);
    // A byte that carries the credentials, then the length of the rest, the operation "unlock", and the password with its length.
    packet.writeUInt32BE(packet.length - 1, 1);
    packet.writeUInt32BE(1, 5);
    packet.writeUInt32BE(password.length, 9);
    password.copy(packet, 13);
    socket.write(packet);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    if (answer.readUInt32BE(4) !== 0) throw new Error('The keyring could not be unlocked.');
  }

  signalDaemon(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#daemon?.kill(signal);
  }

  async killDaemon(): Promise<void> {
    await ended(this.#daemon);
    while (await this.#owned()) await sleep(10);
  }

  async end(): Promise<void> {
    this.signalDaemon('SIGCONT');
    for (const process of this.#processes.toReversed()) await ended(process);
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #start(command: string, args: readonly string[], stdout: 'pipe' | 'ignore'): ChildProcess {
    const child = spawn(command, args, { env: this.env, stdio: ['pipe', stdout, 'ignore'] });
    this.#processes.push(child);
    return child;
  }

  async #owned(): Promise<boolean> {
    const args = ['org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
    return (await this.#send(args)).includes('boolean true');
  }

  async #call(...args: readonly string[]): Promise<void> {
    await this.#send(args);
  }

  async #send([destination, ...message]: readonly string[]): Promise<string> {
    const args = ['--session', '--print-reply', `--dest=${destination ?? ''}`, ...message];
    return (await run('dbus-send', args, { env: this.env })).stdout;
  }
}

async function ended(process: ChildProcess | undefined): Promise<void> {
  if (!process || process.exitCode !== null || process.signalCode !== null) return;
  process.kill('SIGKILL');
  await once(process, 'exit');
}

/** A bus with an unlocked keyring: what a desktop session offers. */
export async function openKeyring(): Promise<PrivateKeyring> {
  const keyring = new PrivateKeyring();
  await keyring.startBus();
  await keyring.startDaemon({ unlocked: true });
  return keyring;
}
