import type { TenantPorts } from '../../src/core/domain/local-tenant.ts';

/** One combination of the headers by which a web page, or a name that leads here, gives itself away (T40). */
export interface HeaderCase {
  /** Null: without the header. An array: sent more than once. */
  readonly host: string | readonly string[] | null;
  readonly origin: string | null;
  readonly fetch: Readonly<Record<string, string>>;
  /** Null where Node itself refuses it before anybody looks. */
  readonly expected: 200 | 400 | 403 | 421;
}

const SAME_SITE = ['none', 'same-origin', 'same-site', 'cross-site'];

export function headerMatrix({ http }: TenantPorts): readonly HeaderCase[] {
  const ours = [`127.0.0.1:${http}`, `localhost:${http}`, `LocalHost:${http}`, `[::1]:${http}`];
  const others = [
    ...[
      `evil.example:${http}`,
      'evil.example',
      '127.0.0.1',
      'localhost',
      `127.0.0.1:${http + 1}`,
      `localhost.:${http}`,
    ],
    ...[
      `127.0.0.2:${http}`,
      `0.0.0.0:${http}`,
      `127.1:${http}`,
      `2130706433:${http}`,
      `127.0.0.1:${http}.evil.example`,
      '',
    ],
    [`127.0.0.1:${http}`, 'evil.example'],
    ['evil.example', `127.0.0.1:${http}`],
  ];
  const origins = [null, 'null', 'https://evil.example', `http://127.0.0.1:${http}`, `http://localhost:${http}`];
  const fetches: readonly Readonly<Record<string, string>>[] = [
    {},
    // Node's fetch.
    { 'Sec-Fetch-Mode': 'cors' },
    { 'Sec-Fetch-Mode': 'no-cors' },
    { 'Sec-Fetch-Mode': 'navigate' },
    ...SAME_SITE.map((site) => ({ 'Sec-Fetch-Site': site })),
    ...SAME_SITE.map((site) => ({ 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' })),
    {
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-User': '?1',
      'Sec-Fetch-Dest': 'document',
    },
  ];
  return [...ours, ...others, null].flatMap((host) =>
    origins.flatMap((origin) =>
      fetches.map((fetch) => ({ host, origin, fetch, expected: expectedOf({ host, origin, fetch }, ours) })),
    ),
  );
}

function expectedOf(
  { host, origin, fetch }: Omit<HeaderCase, 'expected'>,
  ours: readonly string[],
): HeaderCase['expected'] {
  // HTTP/1.1 without Host, or with two, is no request (RFC 9112, 3.2).
  if (host === null) return 400;
  if (typeof host !== 'string') return host[0] === ours[0] && isBrowser(origin, fetch) ? 403 : 421;
  if (!ours.includes(host)) return 421;
  return isBrowser(origin, fetch) ? 403 : 200;
}

const isBrowser = (origin: string | null, fetch: Readonly<Record<string, string>>): boolean =>
  origin !== null ||
  !['', 'Sec-Fetch-Mode: cors'].includes(
    Object.entries(fetch)
      .map((each) => each.join(': '))
      .join(),
  );
