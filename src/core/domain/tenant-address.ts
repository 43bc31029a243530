import type { UrlProblem } from './failure.ts';
import { canonicalIpv6, isIpv4, isPrivateAddress } from './ip-address.ts';
import { fail, ok, type Result } from './result.ts';
import type { AddressConcern } from './tenant.ts';
import { lengthOf } from './text.ts';

/**
 * Under which SAP gives tenants their hosts (SAP: "Tenant Model of Identity Authentication", "Use Custom Domain in Identity
 * Authentication": the last two are those of China and of trials).
 */
const DOCUMENTED = [
  'accounts.ondemand.com',
  'accounts.cloud.sap',
  'accounts.sapcloud.cn',
  'trial-accounts.ondemand.com',
];

export interface TenantAddress {
  /** `https://`, host in small letters and, unless it is 443, port; no slash. */
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  /** What a person has to confirm; none for SAP's documented hosts. */
  readonly concerns: readonly AddressConcern[];
}

const ADDRESS_MAXIMUM = 2_048;
// As in calls of APIs: letters beyond ASCII are refused rather than encoded, since a look-alike must not pass unseen.
const AUTHORITY = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::([0-9]{1,5}))?$/;
/** Not `xn--`: internationalized names are not supported for tenants (SAP: "Use Custom Domain"), and are good for look-alikes. */
const LABEL = /^(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const HTTPS_PORT = 443;

/**
 * Reads a host or a URL as a person has it at hand: whatever stands behind the host, such as the path of the administration console,
 * is left out. Failures: field-empty, field-too-long, url-malformed.
 */
export function parseTenantAddress(typed: string): Result<TenantAddress> {
  const field = 'tenant-address';
  const malformed = (problem: UrlProblem) => fail({ code: 'url-malformed', field, problem });
  const text = typed.trim();
  if (text === '') return fail({ code: 'field-empty', field });
  if (text.length > ADDRESS_MAXIMUM)
    return fail({ code: 'field-too-long', field, limit: ADDRESS_MAXIMUM, length: lengthOf(text) });
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text);
  if (scheme && scheme[1]?.toLowerCase() !== 'https') return malformed('not-https');
  const authority = /^[^/?#]*/.exec(text.slice(scheme?.[0].length ?? 0))?.[0] ?? '';
  if (authority.includes('@')) return malformed('user-info');
  const parts = AUTHORITY.exec(authority);
  const host = hostIn(parts?.[1] ?? '');
  const port = Number(parts?.[2] ?? HTTPS_PORT);
  if (host === undefined || port < 1 || port > 65_535) return malformed('host');
  if (isOneWord(host)) return malformed('one-word');
  const origin = `https://${host}${port === HTTPS_PORT ? '' : `:${port}`}`;
  return ok({ origin, host, port, concerns: concernsAbout(host, port) });
}

/** Undefined for what is no host, or is an IP address in another than the usual notation: `127.1` and `0x7f000001` are one, too. */
function hostIn(written: string): string | undefined {
  const host = written.toLowerCase();
  if (host.startsWith('[')) {
    const canonical = canonicalIpv6(host.slice(1, -1));
    return canonical === undefined ? undefined : `[${canonical}]`;
  }
  if (isIpv4(host)) return host;
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (host.length > 253 || !labels.every((label) => LABEL.test(label))) return undefined;
  return /^(?:\d+|0x[0-9a-f]*)$/.test(last) ? undefined : host;
}

/** The first label alone, as people call their tenant: it would lead to whatever machine of their own network is called so. */
const isOneWord = (host: string): boolean => !host.startsWith('[') && !host.includes('.') && host !== 'localhost';

/** Names that no public name server answers for (RFC 6761, RFC 6762, RFC 8375, and what networks use by habit). */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|corp|home|arpa|test|invalid)$/;

function concernsAbout(host: string, port: number): readonly AddressConcern[] {
  if (host.startsWith('[') || isIpv4(host))
    return [isPrivateAddress(host.replace(/^\[|\]$/g, '')) ? 'private-address' : 'custom-domain'];
  if (PRIVATE_NAME.test(host)) return ['private-address'];
  return port === HTTPS_PORT && isDocumented(host) ? [] : ['custom-domain'];
}

/** One label before it: that of the tenant. */
const isDocumented = (host: string): boolean =>
  DOCUMENTED.some((domain) => host.endsWith(`.${domain}`) && !host.slice(0, -domain.length - 1).includes('.'));
