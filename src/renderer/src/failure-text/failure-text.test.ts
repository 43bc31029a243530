import { describe, expect, test } from 'vitest';
import { NETWORK_TROUBLES } from '../../../core/domain/check/network-trouble.ts';
import type { Failure, StoreTrouble } from '../../../core/domain/failure.ts';
import { FAILURE_EXAMPLES as EXAMPLES, EXAMPLE_REPLY as reply } from '../../../../tests/support/failure-examples.ts';
import { fieldMessage, fieldOf, referenceOf, saidOf, textOf } from './failure-text.ts';

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

test('a refusal half way does not say that nothing exists', () => {
  expect(fieldMessage({ code: 'keychain-silent', changed: 'on-record' })).toContain('to be continued or undone');
  const remote = failures.filter(({ code }) => code.startsWith('tenant-') && code !== 'tenant-server-silent');
  expect(remote.filter((failure) => fieldMessage(failure).includes('Nothing was changed'))).toEqual([]);
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

test('an outcome that is not known is told with what others have changed, and what may become of that', () => {
  const difference = { added: ['theirs'], removed: [], changed: [] };
  const meanwhile = { list: 'dependencies', difference } as const;
  const said = fieldMessage({ code: 'tenant-outcome-unknown', what: 'change', reply: null, meanwhile });
  expect(said).toContain(
    'dependencies have changed meanwhile. “theirs” was added. A change that comes late replaces them.',
  );
  expect(said).not.toMatch(/nothing was (written|changed)/i);
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
