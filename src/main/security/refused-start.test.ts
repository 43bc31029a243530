import { describe, expect, it } from 'vitest';
import { refusedFor } from './refused-start.ts';

const SWITCHES = [
  ...['remote-debugging-port', 'remote-debugging-pipe', 'ignore-certificate-errors', 'host-rules', 'js-flags'],
  ...['ignore-certificate-errors-spki-list', 'host-resolver-rules', 'proxy-pac-url', 'disable-web-security'],
  ...['allow-running-insecure-content', 'load-extension', 'log-net-log', 'ssl-key-log-file', 'enable-logging'],
  ...['no-sandbox', 'user-data-dir', 'proxy-server', 'proxy-bypass-list', 'no-proxy-server', 'proxy-auto-detect'],
];
const VARIABLES = [
  ...['NODE_TLS_REJECT_UNAUTHORIZED', 'SSLKEYLOGFILE', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'ELECTRON_RUN_AS_NODE'],
];
const packaged = (args: string[], variables: Record<string, string | undefined> = {}) =>
  refusedFor({ packaged: true, args, variables });

describe('the start of a packaged build', () => {
  it.each(SWITCHES)('is refused with the switch %s, however it is written', (name) => {
    expect(packaged([`--${name}`])).toBe(name);
    expect(packaged(['file', `--${name}=9222`])).toBe(name);
    expect(packaged([`-${name}=1`])).toBe(name);
    expect(packaged([`/${name.toUpperCase()}`])).toBe(name);
    expect(packaged(['--', `--${name}`])).toBe(name);
  });

  it.each(VARIABLES)('is refused with the variable %s', (name) => {
    expect(packaged([], { [name]: '1' })).toBe(name);
    expect(packaged([], { [name]: '0' })).toBe(name);
  });

  it('goes on without them, and with what only looks like them', () => {
    expect(packaged([], { HOME: '/home/sam', NODE_OPTIONS: '', SSLKEYLOGFILE: undefined })).toBeUndefined();
    expect(packaged(['--force-dark-mode', 'remote-debugging-port', '/home/sam/host-rules', ''])).toBeUndefined();
    expect(packaged(['--no-sandbox-and-more', '--user-data-directory=/x'])).toBeUndefined();
  });
});

describe('the start of a build that is not packaged', () => {
  it('may use them all', () => {
    const args = SWITCHES.map((name) => `--${name}=1`);
    expect(refusedFor({ packaged: false, args, variables: { NODE_OPTIONS: '--inspect' } })).toBeUndefined();
  });
});
