import { tick } from 'svelte';

/** To the first field that was refused, once it says so: UI5 shows the words of a field only while it has the focus. */
export async function focusFirstWrong(fields: ParentNode | undefined): Promise<void> {
  await tick();
  const all = [...(fields?.querySelectorAll<HTMLElement>('ui5-input, ui5-textarea') ?? [])];
  all.find((field) => 'valueState' in field && field.valueState === 'Negative')?.focus();
}
