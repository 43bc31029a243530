import { tick } from 'svelte';

/** To the page's own, from what has gone. */
export const focusPage = (): void => document.querySelector<HTMLElement>('main h1')?.focus();

/** To the section of that heading, after the dialog or popover that sent a person there has given the focus back. */
export async function focusHeading(heading: string): Promise<void> {
  await tick();
  await tick();
  const headings = [...document.querySelectorAll<HTMLElement>('.heading')];
  headings.find(({ textContent }) => textContent.trim().startsWith(heading))?.focus();
}
