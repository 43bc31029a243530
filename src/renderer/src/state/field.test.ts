import { expect, test } from 'vitest';
import { parseDisplayName } from '../../../core/domain/application.ts';
import { Field } from './field.svelte.ts';

test('nothing is said about a field nobody has touched', () => {
  const field = new Field(parseDisplayName);
  expect(field.failure).toBeNull();
  expect(field.valid).toBe(false);
});

test('what is wrong shows as it is typed, and goes when it is right', () => {
  const field = new Field(parseDisplayName);
  field.type('x'.repeat(256));
  expect(field.failure?.code).toBe('field-too-long');
  field.type('Sales Orders');
  expect(field.failure).toBeNull();
});

test('checking shows what is wrong in a field that was left out', () => {
  const field = new Field(parseDisplayName);
  expect(field.check()).toBe(false);
  expect(field.failure?.code).toBe('field-empty');
});

test('the parsed text has no blanks around it, the typed one keeps them', () => {
  const field = new Field(parseDisplayName);
  field.type('  Sales  ');
  expect(field.value).toBe('  Sales  ');
  expect(field.parsed).toBe('Sales');
});

test('a refusal from main shows until the next key', () => {
  const field = new Field(parseDisplayName, 'Sales');
  field.refuse({ code: 'api-name-taken', name: 'Sales' });
  expect(field.failure?.code).toBe('api-name-taken');
  field.type('Sales 2');
  expect(field.failure).toBeNull();
});

test('it counts as changed only while it differs from what it began with', () => {
  const field = new Field(parseDisplayName, 'Sales');
  expect(field.changed).toBe(false);
  field.type('Sale');
  expect(field.changed).toBe(true);
  field.type('Sales');
  expect(field.changed).toBe(false);
});
