import '../ui5/start.ts';
import { render, screen } from '@testing-library/svelte';
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
