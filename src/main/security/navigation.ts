import type { App, WebContents } from 'electron';

/**
 * Whatever a page tries, it stays where it is: no navigation of any frame, no window, no webview. Pages are loaded by main
 * alone, and such a load does not ask here.
 */
export function denyNavigation(app: App, isAllowed: (url: string) => boolean): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, isAllowed));
}

/**
 * Chromium takes a page to `about:blank` without asking (seen): it is taken back. Until then it is nobody's page, and main
 * refuses its calls.
 */
export function bringHome(contents: WebContents, home: string): void {
  contents.on('did-navigate', (_event, url) => {
    if (!url.startsWith(home)) void contents.loadURL(home).catch(() => undefined);
  });
}

function confine(contents: WebContents, isAllowed: (url: string) => boolean): void {
  const refuse = (details: { readonly url: string; preventDefault(): void }) => {
    // The development server reloads the page after a change, and a form of ours is sent; a page can name neither.
    if (!isAllowed(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
