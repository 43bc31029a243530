import { protocol } from 'electron';

export const APP_SCHEME = 'app';
/** Where the window's files are. */
export const BUNDLE_ORIGIN = `${APP_SCHEME}://bundle`;
/** Where the secret window's pages are; answered in that window's own session only. */
export const SECRET_ORIGIN = `${APP_SCHEME}://secret`;

/** To be called while the main module runs, before Electron is ready; later it throws. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
}
