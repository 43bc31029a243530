import '../ui5/start.ts';
import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, test, vi } from 'vitest';
import { ok, type Result } from '../../../core/domain/result.ts';
import { named, press } from '../../../../tests/support/ui5.ts';
import CopyButton from './CopyButton.svelte';

function copyButton(copy: () => Promise<Result<void>>, more: Record<string, unknown> = {}) {
  const { container } = render(CopyButton, { props: { what: 'Client ID', copy, ...more } });
  return named(container, 'ui5-button', 'Copy Client ID');
}

test('it says politely that it copied, for a while', async () => {
  vi.useFakeTimers();
  const button = copyButton(() => Promise.resolve(ok(undefined)));
  await press(button);
  await vi.advanceTimersByTimeAsync(0);
  expect(screen.getByRole('status').textContent).toBe('Client ID copied');
  expect(button.textContent).toBe('Copied');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(screen.getByRole('status').textContent).toBe('');
  expect(button.textContent).toBe('Copy');
});

test('a button that comes to stand for something else has not copied that', async () => {
  let answer: (result: Result<void>) => void = () => undefined;
  const copy = vi.fn(() => new Promise<Result<void>>((resolve) => (answer = resolve)));
  const { container, rerender } = render(CopyButton, { props: { what: 'Resource of a', copy } });
  await press(named(container, 'ui5-button', 'Copy Resource of a'));
  answer(ok(undefined));
  await expect.poll(() => screen.getByRole('status').textContent).toBe('Resource of a copied');
  await rerender({ what: 'Resource of b' });
  expect(screen.getByRole('status').textContent).toBe('');
  await press(named(container, 'ui5-button', 'Copy Resource of b'));
  await rerender({ what: 'Resource of c' });
  answer(ok(undefined));
  await expect.poll(() => copy.mock.settledResults.length).toBe(2);
  await tick();
  expect(screen.getByRole('status').textContent).toBe('');
});

test('a refusal is said in its place', async () => {
  const button = copyButton(() => Promise.resolve({ ok: false, failure: { code: 'clipboard-failed' } }));
  await press(button);
  await expect.poll(() => screen.getByRole('status').textContent).toBe('Nothing was copied');
});

test('a refusal is handed on where there is room for it', async () => {
  const failures: unknown[] = [];
  const failure = { code: 'keychain-locked', changed: 'nothing' } as const;
  const button = copyButton(() => Promise.resolve({ ok: false, failure }), {
    onfailure: (given: unknown) => failures.push(given),
  });
  await press(button);
  await expect.poll(() => failures).toEqual([failure]);
  expect(screen.getByRole('status').textContent).toBe('');
});
