import { protocol } from 'electron';

export const APP_SCHEME = 'app';
/** Where the window's files are. */
export const BUNDLE_ORIGIN = `${APP_SCHEME}://bundle`;
/** Where the secret window's pages are; answered in that window's own session only. */
export const SECRET_ORIGIN = `${APP_SCHEME}://secret`;

/** Where the page is that asks for a secret; answered in that window's own session only. */
export const PROMPT_ORIGIN = `${APP_SCHEME}://secret-prompt`;

/** To be called while the main module runs, before Electron is ready; later it throws. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
}
