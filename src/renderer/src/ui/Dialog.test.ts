import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, onTestFinished, test } from 'vitest';
import { press } from '../../../../tests/support/ui5.ts';
import Dialog from './Dialog.svelte';

const children = createRawSnippet(() => ({ render: () => '<ui5-input accessible-name="Name"></ui5-input>' }));
const footer = createRawSnippet(() => ({ render: () => '<ui5-button slot="endContent">Save</ui5-button>' }));

async function dialog(more: Record<string, unknown> = {}) {
  let closed = 0;
  const props = { heading: 'Edit', onclose: () => (closed += 1), children, footer, ...more };
  const { container } = render(Dialog, { props });
  const element = container.querySelector('ui5-dialog') as HTMLElement & { open: boolean };
  await expect.poll(() => element.open).toBe(true);
  const escape = () => fireEvent.keyDown(element.querySelector('ui5-input')!, { key: 'Escape' });
  return { element, escape, closed: () => closed };
}

test('Escape in a field closes a dialog in which nothing was entered', async () => {
  const { escape, closed } = await dialog();
  await escape();
  await expect.poll(closed).toBe(1);
});

test('Escape asks before what was entered is lost, and keeping loses nothing', async () => {
  const { element, escape, closed } = await dialog({ dirty: true });
  await escape();
  expect(await screen.findByText('Keep Editing')).toBeTruthy();
  expect(element.open).toBe(true);
  await press(screen.getByText('Keep Editing'));
  await expect.poll(() => screen.queryByText('Keep Editing')).toBeNull();
  expect(closed()).toBe(0);
});

test('discarding closes it', async () => {
  const { escape, closed } = await dialog({ dirty: true });
  await escape();
  await press(await screen.findByText('Discard'));
  await expect.poll(closed).toBe(1);
});

test('while something runs that cannot be stopped, Escape does nothing', async () => {
  const { element, escape, closed } = await dialog({ dirty: true, busy: true });
  await escape();
  expect(element.open).toBe(true);
  expect(screen.queryByText('Keep Editing')).toBeNull();
  expect(closed()).toBe(0);
});

test('if nothing near is left of what opened it, the focus goes to the heading of the page', async () => {
  const page = document.createElement('main');
  page.innerHTML = '<h1 tabindex="-1">Tenants</h1><button>Remove</button>';
  document.body.append(page);
  onTestFinished(() => page.remove());
  const opener = page.querySelector('button')!;
  opener.focus();
  const { unmount } = render(Dialog, { props: { heading: 'Remove?', onclose: () => undefined, children, footer } });
  await expect.poll(() => document.querySelector('ui5-dialog')).toHaveProperty('open', true);
  opener.remove();
  unmount();
  await expect.poll(() => document.activeElement).toBe(page.querySelector('h1'));
});

/** A section with a button that opens the dialog, and the end of the dialog. */
async function openedFrom() {
  const section = document.createElement('section');
  section.innerHTML = '<h3 class="heading" tabindex="-1">Dependencies</h3><button>Remove</button>';
  document.body.append(section);
  const opener = section.querySelector('button')!;
  opener.focus();
  const { unmount } = render(Dialog, { props: { heading: 'Remove?', onclose: () => undefined, children, footer } });
  const close = () => {
    opener.blur();
    unmount();
  };
  await expect.poll(() => document.querySelector('ui5-dialog')).toHaveProperty('open', true);
  onTestFinished(() => section.remove());
  return { opener, close };
}

test('the focus goes back to what opened it', async () => {
  const { opener, close } = await openedFrom();
  close();
  await expect.poll(() => document.activeElement).toBe(opener);
});

test('if what opened it has gone meanwhile, the focus goes to the heading of its section', async () => {
  const { opener, close } = await openedFrom();
  opener.remove();
  close();
  await expect.poll(() => document.activeElement).toBe(screen.getByText('Dependencies'));
});
