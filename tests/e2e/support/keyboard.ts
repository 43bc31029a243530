import type { Page } from 'playwright-core';

/** What has the focus, by its own words, through open shadow roots. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const words = [element?.getAttribute('aria-label'), element?.textContent, element?.closest('*')?.id];
    return words.filter(Boolean).join(' ').trim();
  });

/** Tab until the focus is on something of that name; a person would not try for ever either. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const met: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (name.test(now)) return;
    met.push(now);
  }
  throw new Error(`The focus never came to ${String(name)}: ${met.join(' | ')}`);
}
