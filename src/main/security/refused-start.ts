// What a packaged build does not start with: with every fuse hardened these were still seen to let a debugger in, to
// switch TLS checks off or to write TLS keys to a file.
const SWITCHES: ReadonlySet<string> = new Set([
  'allow-running-insecure-content',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-logging',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'inspect',
  'inspect-brk',
  'js-flags',
  'load-extension',
  'log-file',
  'log-net-log',
  'no-proxy-server',
  'no-sandbox',
  'proxy-auto-detect',
  'proxy-bypass-list',
  'proxy-pac-url',
  'proxy-server',
  'remote-allow-origins',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'renderer-cmd-prefix',
  'ssl-key-log-file',
  'user-data-dir',
]);

const VARIABLES = [
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_LOG_FILE',
  'ELECTRON_RUN_AS_NODE',
  'NODE_EXTRA_CA_CERTS',
  'NODE_OPTIONS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SSLKEYLOGFILE',
] as const;

/** sysexits.h: EX_CONFIG. */
export const REFUSED_EXIT_CODE = 78;

export interface StartFacts {
  readonly packaged: boolean;
  /** Without the program itself. */
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The name of what this start is refused for, or undefined. Development and tests need several of these. */
export function refusedFor({ packaged, args, variables }: StartFacts): string | undefined {
  if (!packaged) return undefined;
  return (
    args.map(switchName).find((name) => SWITCHES.has(name)) ?? VARIABLES.find((name) => (variables[name] ?? '') !== '')
  );
}

/** Chromium takes `--name`, `-name` and, on Windows, `/name`, there in any case. */
const switchName = (arg: string): string => /^(?:--?|\/)([a-z][a-z-]*)/i.exec(arg)?.[1]?.toLowerCase() ?? '';
