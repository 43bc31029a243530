import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from 'playwright-core';

const TAGS: readonly string[] = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What must have been looked at, or nothing was. */
const SEEN: readonly string[] = ['color-contrast', 'document-title', 'html-has-lang'];

/** What axe finds on a page that runs no script: it is shown once more, with its style, in a window that does. */
export async function violationsOfCopy(app: ElectronApplication, page: Page): Promise<readonly string[]> {
  const copy = await openCopy(app, page);
  const { violations, passes } = await new AxeBuilder({ page: copy })
    .setLegacyMode(true)
    .withTags([...TAGS])
    .analyze();
  await copy.close();
  const missed = SEEN.filter((rule) => !passes.some(({ id }) => id === rule));
  return [...violations.map(({ id }) => id), ...missed.map((rule) => `not looked at: ${rule}`)];
}

async function openCopy(app: ElectronApplication, page: Page): Promise<Page> {
  const { host } = new URL(page.url());
  // The session has the name of the host, or that of the window.
  const partition = host === 'secret' ? 'secret-window' : host;
  const html = await page.content();
  const opened = app.waitForEvent('window', { predicate: (each) => !each.url().startsWith('app://') });
  await app.evaluate(
    async ({ BrowserWindow, session }, of) => {
      const style = await session.fromPartition(of.partition).fetch(`app://${of.host}/style.css`);
      const whole = of.html.replace(/<link[^>]*>/, `<style>${await style.text()}</style>`);
      const shown = new BrowserWindow({ show: false, width: 600, height: 400, title: 'Copy' });
      await shown.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(whole)}`);
    },
    { html, host, partition },
  );
  return opened;
}
