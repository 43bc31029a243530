import { screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FAILURE_EXAMPLES } from '../../../../tests/support/failure-examples.ts';
import { fakeApp, renderIn } from '../../../../tests/support/render-in-app.ts';
import { press } from '../../../../tests/support/ui5.ts';
import { LOCAL_TENANT } from '../../../core/domain/tenant.ts';
import ConfirmDialog from './ConfirmDialog.svelte';

const children = createRawSnippet(() => ({ render: () => '<p>It is deleted.</p>' }));

interface Asked {
  /** Of the tenant that is shown. */
  readonly production: boolean;
  readonly destructive?: boolean;
  readonly tenant?: { readonly name: string; readonly production: boolean };
}

function dialog({ production, destructive = true, tenant }: Asked) {
  const app = fakeApp();
  app.state.tenants.all = app.state.tenants.all.map((each) => ({
    ...each,
    id: LOCAL_TENANT,
    name: 'ACME',
    production,
  }));
  const onconfirm = vi.fn();
  const props = {
    heading: 'Delete?',
    confirmText: 'Delete',
    destructive,
    tenant,
    onconfirm,
    onclose: vi.fn(),
    children,
  };
  const { rerender } = renderIn(app, ConfirmDialog, props);
  return Object.assign(onconfirm, { rerender });
}

afterEach(() => vi.restoreAllMocks());

describe('what destroys something', () => {
  test('is asked once in an ordinary tenant', async () => {
    const onconfirm = dialog({ production: false });
    await press(screen.getByText('Delete'));
    expect(onconfirm).toHaveBeenCalledOnce();
  });

  test('is asked twice in a production tenant, and a double click answers once', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    const onconfirm = dialog({ production: true });
    await press(screen.getByText('Delete'));
    expect(screen.getByText(/“ACME” is a production tenant/)).toBeTruthy();
    now.mockReturnValue(1_100);
    await press(screen.getByText('Delete in Production'));
    expect(onconfirm).not.toHaveBeenCalled();
    now.mockReturnValue(2_000);
    await press(screen.getByText('Delete in Production'));
    expect(onconfirm).toHaveBeenCalledOnce();
  });
});

describe('what happens to another tenant than the one that is shown', () => {
  test('is asked twice if that one is a production tenant, by its name', async () => {
    const onconfirm = dialog({ production: false, tenant: { name: 'ACME prod', production: true } });
    await press(screen.getByText('Delete'));
    expect(onconfirm).not.toHaveBeenCalled();
    expect(screen.getByText(/“ACME prod” is a production tenant/)).toBeTruthy();
  });

  test('is asked once if that one is none, also in a production tenant', async () => {
    const onconfirm = dialog({ production: true, tenant: { name: 'ACME test', production: false } });
    await press(screen.getByText('Delete'));
    expect(onconfirm).toHaveBeenCalledOnce();
  });
});

test('a question that stays since it was refused has the focus again', async () => {
  const { rerender } = dialog({ production: false });
  await expect.poll(() => document.activeElement?.textContent).toBe('Cancel');
  // A browser takes the focus from it as soon as it is disabled.
  screen.getByText('Delete').focus();
  await expect.poll(() => document.activeElement?.textContent).toBe('Delete');
  await rerender({ running: true });
  await rerender({ running: false, failure: FAILURE_EXAMPLES['tenant-fault'] });
  await expect.poll(() => document.activeElement?.textContent).toBe('Cancel');
});

test('what destroys nothing is asked once, also in a production tenant', async () => {
  const onconfirm = dialog({ production: true, destructive: false });
  await press(screen.getByText('Delete'));
  expect(onconfirm).toHaveBeenCalledOnce();
});
