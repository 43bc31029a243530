import type { App, Session } from 'electron';

/** No session, neither the window's nor the secret window's, grants anything: no permission, device, capture or download. */
export function denyPermissions(app: App): void {
  app.on('session-created', deny);
}

function deny(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => event.preventDefault());
  // Dictionaries would come from Google's servers.
  session.setSpellCheckerEnabled(false);
}
