import { describe, expect, test } from 'vitest';
import { NETWORK_TROUBLES } from '../../../core/domain/check/network-trouble.ts';
import { applicationId } from '../../../core/domain/identifiers.ts';
import type { Failure, FailureCode, FailureOf, StoreTrouble } from '../../../core/domain/failure.ts';
import { fieldMessage, fieldOf, referenceOf, saidOf, textOf } from './failure-text.ts';

const affected = [{ consumerId: applicationId('c'), consumer: 'Dashboard', name: 'orders', apiName: 'sales-orders' }];

const reply = { status: 400, message: 'Invalid input.', correlationId: '0A1B2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D' };

/** One of each; a code without an example does not compile. */
const EXAMPLES: { readonly [C in FailureCode]: FailureOf<C> } = {
  'field-empty': { code: 'field-empty', field: 'display-name' },
  'field-too-long': { code: 'field-too-long', field: 'api-name', limit: 50, length: 51 },
  'field-characters': { code: 'field-characters', field: 'dependency-name', characters: ['ü', ' '] },
  'dependency-name-taken': { code: 'dependency-name-taken', name: 'orders', consumer: 'Dashboard' },
  'dependency-name-used-at-provider': {
    code: 'dependency-name-used-at-provider',
    name: 'orders',
    consumer: 'Dashboard',
  },
  'api-name-malformed': { code: 'api-name-malformed', field: 'api-name' },
  'api-name-taken': { code: 'api-name-taken', name: 'sales-orders' },
  'user-name-taken': { code: 'user-name-taken', name: 'jane' },
  'mail-malformed': { code: 'mail-malformed', field: 'mail' },
  'group-limit-reached': { code: 'group-limit-reached', limit: 20 },
  'port-out-of-range': { code: 'port-out-of-range', field: 'http-port', minimum: 1024, maximum: 65_535 },
  'ports-equal': { code: 'ports-equal', field: 'https-port', port: 8750 },
  'token-lifetime-out-of-range': {
    code: 'token-lifetime-out-of-range',
    field: 'token-lifetime',
    minimum: 60,
    maximum: 43_200,
  },
  'url-malformed': { code: 'url-malformed', field: 'api-url', problem: 'scheme' },
  'header-malformed': { code: 'header-malformed', field: 'api-headers', line: 2, problem: 'form' },
  'body-not-allowed': { code: 'body-not-allowed', field: 'api-body', method: 'GET' },
  'token-gone': { code: 'token-gone' },
  'application-unknown': { code: 'application-unknown', id: '4711' },
  'application-protected': { code: 'application-protected', kind: 'bundled' },
  'application-has-children': { code: 'application-has-children', children: 2 },
  'api-unknown': { code: 'api-unknown', name: 'sales-orders' },
  'api-limit-reached': { code: 'api-limit-reached', limit: 50 },
  'all-apis-not-allowed': { code: 'all-apis-not-allowed', provider: 'Sales Orders' },
  'dependency-unknown': { code: 'dependency-unknown', name: 'orders' },
  'dependency-limit-reached': { code: 'dependency-limit-reached', limit: 400 },
  'consumer-is-provider': { code: 'consumer-is-provider', id: '4711' },
  'dependents-affected': { code: 'dependents-affected', affected },
  'secret-unknown': { code: 'secret-unknown', id: '4711' },
  'secret-limit-reached': { code: 'secret-limit-reached', limit: 20 },
  'secret-missing': { code: 'secret-missing', hint: 'ab=?' },
  'secret-session-ended': { code: 'secret-session-ended', hint: 'ab=?' },
  'user-unknown': { code: 'user-unknown', id: '4711' },
  'user-limit-reached': { code: 'user-limit-reached', limit: 1000 },
  'tenant-server-not-running': { code: 'tenant-server-not-running' },
  'tenant-server-silent': { code: 'tenant-server-silent' },
  'port-none-free': { code: 'port-none-free' },
  'keychain-locked': { code: 'keychain-locked', changed: 'nothing' },
  'keychain-uninitialised': { code: 'keychain-uninitialised', changed: 'nothing' },
  'keychain-unavailable': { code: 'keychain-unavailable', changed: 'nothing' },
  'keychain-silent': { code: 'keychain-silent', changed: 'tidied-at-next-start' },
  'keychain-altered-value': { code: 'keychain-altered-value', changed: 'nothing' },
  'store-write-failed': { code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' },
  'store-damaged': { code: 'store-damaged', what: 'Sales Orders' },
  'store-newer': { code: 'store-newer', format: 9 },
  'store-changed-outside': { code: 'store-changed-outside', what: 'Sales Orders' },
  'tenant-name-taken': { code: 'tenant-name-taken', name: 'Production' },
  'tenant-limit-reached': { code: 'tenant-limit-reached', limit: 50 },
  'tenant-unfinished-creations': {
    code: 'tenant-unfinished-creations',
    creations: [{ id: 'c', name: 'orders', application: 'Consumer' }],
  },
  'address-unconfirmed': { code: 'address-unconfirmed', concerns: ['custom-domain'] },
  'not-a-tenant': { code: 'not-a-tenant', status: 200 },
  'credential-missing': { code: 'credential-missing' },
  'credential-too-long': { code: 'credential-too-long', limit: 900 },
  'asking-cancelled': { code: 'asking-cancelled' },
  'file-too-large': { code: 'file-too-large', limit: 65_536 },
  'file-unreadable': { code: 'file-unreadable' },
  'certificate-malformed': { code: 'certificate-malformed' },
  'p12-malformed': { code: 'p12-malformed' },
  'p12-passphrase-wrong': { code: 'p12-passphrase-wrong' },
  'p12-without-key': { code: 'p12-without-key' },
  'p12-several-keys': { code: 'p12-several-keys' },
  'p12-too-slow': { code: 'p12-too-slow', seconds: 3 },
  'p12-expired': { code: 'p12-expired', validTo: '2026-01-02T03:04:05.678Z' },
  'p12-not-yet-valid': { code: 'p12-not-yet-valid', validFrom: '2026-01-02T03:04:05.678Z' },
  'tenant-unknown': { code: 'tenant-unknown', id: '7' },
  'tenant-address-insecure': { code: 'tenant-address-insecure', host: 'tenant.example' },
  'tenant-unreachable': { code: 'tenant-unreachable', trouble: 'timed-out' },
  'tenant-credentials-refused': { code: 'tenant-credentials-refused', reply: { ...reply, status: 401 } },
  'tenant-not-allowed': { code: 'tenant-not-allowed', reply: { ...reply, status: 403 } },
  'tenant-input-refused': { code: 'tenant-input-refused', reply },
  'tenant-conflict': { code: 'tenant-conflict', reply: { ...reply, status: 409 } },
  'tenant-busy': { code: 'tenant-busy', reply: { ...reply, status: 429 }, retryAfterSeconds: 30 },
  'tenant-fault': { code: 'tenant-fault', reply: { ...reply, status: 503 } },
  'tenant-answer-unknown': { code: 'tenant-answer-unknown', reply, problem: 'not-json' },
  'tenant-outcome-unknown': { code: 'tenant-outcome-unknown', what: 'creation', reply: null },
  'tenant-kept-otherwise': { code: 'tenant-kept-otherwise', members: ['description'] },
  'list-changed-meanwhile': {
    code: 'list-changed-meanwhile',
    list: 'dependencies',
    difference: { added: ['orders'], removed: [], changed: ['stock', 'prices'] },
    written: false,
  },
  'application-exists': { code: 'application-exists', id: '4711' },
  'application-left': { code: 'application-left', id: '4711', name: 'Dashboard' },
  'secret-value-lost': { code: 'secret-value-lost', hint: 'ab=?' },
  'creation-unknown': { code: 'creation-unknown', id: '4711' },
  'creation-unfinished': { code: 'creation-unfinished', id: '4711' },
  'preview-gone': { code: 'preview-gone' },
  'remote-unsupported': { code: 'remote-unsupported', what: 'all-apis' },
  'clipboard-failed': { code: 'clipboard-failed' },
  'request-refused': { code: 'request-refused' },
  'input-malformed': { code: 'input-malformed', path: 'displayName' },
  unexpected: { code: 'unexpected', reference: 'ab12' },
};
const failures: readonly Failure[] = Object.values(EXAMPLES);

describe('every failure has a title, a cause and a next step', () => {
  test.each(failures.map((failure) => [failure.code, failure] as const))('%s', (_, failure) => {
    const { title, cause, nextStep } = textOf(failure);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(cause).toMatch(/^\S.*\.$/);
    expect(nextStep).toMatch(/^[A-Z].*[.@a-z]\.$/);
    expect(`${title}${cause}${nextStep}`).not.toMatch(/undefined|NaN|\[object|null/);
  });
});

test('no two failures are told with the same words', () => {
  expect(new Set(failures.map((failure) => textOf(failure).title)).size).toBe(failures.length);
});

test('the facts of a failure are said', () => {
  const said = (failure: Failure) => fieldMessage(failure);
  expect(said(EXAMPLES['field-too-long'])).toContain('51 characters; 50 are allowed. Remove at least 1 character.');
  expect(said(EXAMPLES['field-characters'])).toContain('“ü” and space');
  expect(said(EXAMPLES['dependency-name-taken'])).toMatch(/“Dashboard”.*“orders”/);
  expect(said(EXAMPLES['secret-missing'])).toContain('“ab=?…”');
  expect(said(EXAMPLES['keychain-silent'])).toContain('next start');
  expect(said(EXAMPLES['keychain-locked'])).toContain('Nothing was changed.');
});

test('characters nobody sees are named by their number and not called disallowed letters', () => {
  const unseen = fieldMessage({ code: 'field-characters', field: 'name', characters: ['U+200E'] });
  expect(unseen).toContain('U+200E');
  expect(unseen).not.toContain('hyphens');
});

test('each trouble of the disk has a cause of its own', () => {
  const troubles: readonly StoreTrouble[] = ['disk-full', 'not-permitted', 'read-only', 'verification', 'other'];
  const causes = troubles.map((trouble) => textOf({ code: 'store-write-failed', trouble, changed: 'nothing' }).cause);
  expect(new Set(causes).size).toBe(troubles.length);
});

test('a failure about a field is shown at that field, and any other at none', () => {
  expect(fieldOf(EXAMPLES['field-empty'])).toBe('display-name');
  expect(fieldOf(EXAMPLES['api-name-taken'])).toBe('api-name');
  expect(fieldOf(EXAMPLES['dependency-name-used-at-provider'])).toBe('dependency-name');
  expect(fieldOf(EXAMPLES['store-damaged'])).toBeUndefined();
});

test('only an unexpected failure and what a tenant replied have a reference to report', () => {
  const replied = failures.filter((failure) => 'reply' in failure && failure.reply !== null);
  expect(replied.length).toBeGreaterThan(5);
  expect(failures.filter((failure) => referenceOf(failure) !== undefined)).toEqual([...replied, EXAMPLES.unexpected]);
  expect(new Set(replied.map(referenceOf))).toEqual(new Set([reply.correlationId]));
});

test('a tenant is quoted in its own words, and one that said nothing is not', () => {
  expect(saidOf(EXAMPLES['tenant-busy'])).toBe('Invalid input.');
  expect(saidOf({ code: 'tenant-fault', reply: { status: 500, message: '' } })).toBeUndefined();
  expect(saidOf(EXAMPLES['tenant-outcome-unknown'])).toBeUndefined();
  expect(saidOf(EXAMPLES['store-damaged'])).toBeUndefined();
});

test('a list that has changed is told with what has', () => {
  expect(fieldMessage(EXAMPLES['list-changed-meanwhile'])).toContain(
    'nothing was written. “orders” was added. “stock” and “prices” were changed.',
  );
});

test('a clock that is wrong is named where credentials are refused', () => {
  const off = (clockAheadSeconds: number) =>
    fieldMessage({ code: 'tenant-credentials-refused', reply: { ...reply, clockAheadSeconds } });
  expect(off(3600)).toContain('The clock of this computer is 60 minutes behind that of the tenant.');
  expect(off(-3600)).toContain('The clock of this computer is 60 minutes ahead of that of the tenant.');
});

test('each trouble on the way to a tenant has words of its own', () => {
  const told = NETWORK_TROUBLES.map((trouble) => fieldMessage({ code: 'tenant-unreachable', trouble }));
  expect(new Set(told).size).toBe(NETWORK_TROUBLES.length);
});
