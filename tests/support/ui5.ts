import { waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';

/** Presses a UI5 button, as a click or a key does: UI5 fires this event itself. */
export async function press(button: Element): Promise<void> {
  button.dispatchEvent(new CustomEvent('ui5-click', { bubbles: true, cancelable: true, detail: {} }));
  await tick();
}

/** Types into a UI5 field: its value changes, then it says so. */
export async function typeInto(field: Element, text: string): Promise<void> {
  Object.assign(field, { value: text });
  field.dispatchEvent(new CustomEvent('ui5-input', { bubbles: true }));
  await tick();
}

/** A UI5 element by its accessible name; UI5's inner elements lie in shadow trees where queries by role do not reach. */
export function named(container: ParentNode, tag: string, name: string): Element {
  const all = [...container.querySelectorAll(tag)];
  const found = all.find((each) => 'accessibleName' in each && each.accessibleName === name);
  if (!found) throw new Error(`No ${tag} is named “${name}”.`);
  return found;
}

/** A UI5 element by what it says on itself. */
export function withText(tag: string, text: string): Element {
  const says = (each: Element) => ('text' in each && each.text === text) || each.textContent.trim() === text;
  const found = [...document.querySelectorAll(tag)].find(says);
  if (!found) throw new Error(`No ${tag} says “${text}”.`);
  return found;
}

/** Ticks or chooses a UI5 check box or radio button: its state changes, then it says so. */
export async function toggle(box: Element, checked: boolean): Promise<void> {
  Object.assign(box, { checked });
  box.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  await tick();
}

/** What the failure strip says, once there is one; UI5 keeps empty elements with the role alert of its own. */
export async function failureSaid(): Promise<string> {
  return waitFor(() => {
    const said = document.querySelector('div[role="alert"]')?.textContent;
    if (said === undefined) throw new Error('No failure is shown.');
    return said.replaceAll(/\s+/g, ' ');
  });
}
