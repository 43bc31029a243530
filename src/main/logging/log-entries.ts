import { constants } from 'node:os';
import { contract } from '../../shared/ipc/contract.ts';
import { channelOf } from '../../shared/ipc/define.ts';

type Check<T> = (value: unknown) => value is T;

const oneOf = <const T extends string>(...words: readonly T[]): Check<T> => {
  const known = new Set<unknown>(words);
  return (value): value is T => known.has(value);
};
const shaped =
  (pattern: RegExp): Check<string> =>
  (value): value is string =>
    typeof value === 'string' && pattern.test(value);
const count: Check<number> = (value): value is number => Number.isSafeInteger(value);

/** Anything not on the list is noted as this. */
export const OTHER = 'other';

const errorName = oneOf(
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'URIError', 'EvalError', 'AggregateError'],
  ...['AbortError', 'TimeoutError', 'DataCloneError', 'NotAllowedError', OTHER],
);
const errorCode = oneOf(
  ...Object.keys(constants.errno),
  ...['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_VALUE'],
  ...[
    'ERR_INVALID_STATE',
    'ERR_OUT_OF_RANGE',
    'ERR_IPC_CHANNEL_CLOSED',
    'ERR_FAILED',
    'ERR_ABORTED',
    'ABORT_ERR',
    OTHER,
  ],
);
const channels = Object.entries(contract).flatMap(([group, calls]) =>
  Object.keys(calls).map((name) => channelOf(group, name)),
);
const place = oneOf(
  ...channels,
  'main',
  'compose',
  'directory-api',
  'first-paint',
  'quit',
  'window',
  'secret-window',
  'secret-prompt',
  'clipboard',
  OTHER,
);
const version = shaped(/^\d{1,4}(?:\.\d{1,6}){1,3}$/);

/**
 * Everything a log may hold: words of closed lists, counts, versions and references. Checked when an entry is written, not
 * only when it is compiled, so that no value of a person's, no path and no other program's message can get in.
 */
export const LOG_ENTRIES = {
  'app-started': { version, electron: version },
  'app-quitting': {},
  'quit-step-late': { step: oneOf('clipboard', 'secret-window', 'secret-prompt', 'compose') },
  'call-refused': { channel: oneOf(...channels) },
  fault: { reference: shaped(/^[0-9a-f]{12}$/), where: place, errorName, errorCode },
  'window-gone': {
    reason: oneOf(
      'clean-exit',
      'abnormal-exit',
      'killed',
      'crashed',
      'oom',
      'launch-failed',
      'integrity-failure',
      OTHER,
    ),
  },
  'window-unresponsive': {},
  'secret-process-killed': {},
  'clipboard-marker-refused': {},
  'keychain-state': { state: oneOf('unknown', 'ready', 'locked', 'uninitialised', 'unavailable', 'session') },
  'tenant-server': {
    state: oneOf('off', 'starting', 'running', 'waiting-for-keychain', 'failed'),
    http: oneOf('off', 'starting', 'running', 'failed'),
    https: oneOf('off', 'starting', 'running', 'failed'),
  },
  'store-notice': {
    kind: oneOf('older-copy-used', 'record-unreadable', 'records-vanished', 'newer-format', 'index-rebuilt'),
  },
  tidied: { settled: count, left: count },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Check<unknown>>>>>;

export type LogEntries = {
  readonly [E in keyof typeof LOG_ENTRIES]: {
    readonly [F in keyof (typeof LOG_ENTRIES)[E]]: (typeof LOG_ENTRIES)[E][F] extends Check<infer T> ? T : never;
  };
};
export type LogPlace = LogEntries['fault']['where'];
