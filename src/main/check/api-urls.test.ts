import { expect, it } from 'vitest';
import { applicationId } from '../../core/domain/identifiers.ts';
import { createApiUrls } from './api-urls.ts';

function remembered(stored: Record<string, unknown> = {}) {
  const values = new Map(Object.entries(stored));
  const settings = {
    get: (key: string) => values.get(key),
    set: (key: string, value: unknown) => {
      values.set(key, value);
      return true;
    },
  };
  return { urls: createApiUrls(settings), values };
}
const id = (number: number) => applicationId(`provider-${number}`);

it('knows the URL called last at each provider', () => {
  const { urls } = remembered();
  urls.remember(id(1), 'http://a/');
  urls.remember(id(2), 'http://b/');
  urls.remember(id(1), 'http://c/');
  expect([urls.of(id(1)), urls.of(id(2)), urls.of(id(3))]).toEqual(['http://c/', 'http://b/', '']);
});

it('forgets the oldest of more than 200', () => {
  const { urls } = remembered();
  for (let number = 0; number <= 200; number += 1) urls.remember(id(number), 'http://a/');
  expect([urls.of(id(0)), urls.of(id(1))]).toEqual(['', 'http://a/']);
});

it('takes a record that somebody spoilt for none', () => {
  for (const apiUrls of ['x', [{ provider: 1 }], null, { a: 'b' }]) {
    expect(remembered({ apiUrls }).urls.of(id(1))).toBe('');
  }
});
