import '../ui5/start.ts';
import { render } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import FailureStrip from './FailureStrip.svelte';

test('what a tenant said is quoted beside our own words, with the id that its support asks for', () => {
  const reply = { status: 400, message: '<b>Invalid</b> input.', correlationId: '0A1B2C3D-4E5F' };
  const { container } = render(FailureStrip, { props: { failure: { code: 'tenant-input-refused', reply } } });
  expect(container.textContent).toContain('The tenant refused the request.');
  const quoted = [...container.querySelectorAll('.reference')].map((each) => each.textContent);
  expect(quoted).toEqual(['The tenant says: “<b>Invalid</b> input.”', 'Reference: 0A1B2C3D-4E5F']);
});

test('nobody is quoted who said nothing', () => {
  const { container } = render(FailureStrip, { props: { failure: { code: 'token-gone' } } });
  expect(container.querySelector('.reference')).toBeNull();
});
