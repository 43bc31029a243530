import { expect, test } from 'vitest';
import { ApiForm } from './api-form.svelte.ts';

test('a name another API of the provider has is refused as it is typed, case counting', () => {
  const form = new ApiForm(() => ['sales-orders']);
  form.name.type('sales-orders');
  expect(form.name.failure?.code).toBe('api-name-taken');
  form.name.type('Sales-Orders');
  expect(form.name.failure).toBeNull();
});

test('what SAP does not allow in a name is said as it is typed', () => {
  const form = new ApiForm(() => []);
  form.name.type('sales orders');
  expect(form.name.failure?.code).toBe('api-name-malformed');
  form.name.type('x'.repeat(51));
  expect(form.name.failure?.code).toBe('field-too-long');
});

test('only another name is a renaming; blanks around it are none', () => {
  const form = new ApiForm(() => [], { name: 'orders', description: '' });
  form.description.type('Read them');
  form.name.type(' orders ');
  expect(form.renamed).toBe(false);
  expect(form.changed).toBe(true);
  form.name.type('orders-v2');
  expect(form.renamed).toBe(true);
});

test('a refusal goes to the field it is about, and any other to none', () => {
  const form = new ApiForm(() => [], { name: 'orders', description: '' });
  expect(form.refuse({ code: 'api-name-taken', name: 'orders' })).toBe(true);
  expect(form.name.failure?.code).toBe('api-name-taken');
  expect(form.refuse({ code: 'field-too-long', field: 'api-description', limit: 124, length: 200 })).toBe(true);
  expect(form.description.failure?.code).toBe('field-too-long');
  expect(form.refuse({ code: 'api-limit-reached', limit: 50 })).toBe(false);
});
