import { Menu, type MenuItemConstructorOptions } from 'electron';

const DEVELOPER: MenuItemConstructorOptions[] = [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }];

/** For the keys more than for the eye: editing, zooming and quitting as on every platform, and nothing Electron adds by itself. */
export function setMenu(developerTools: boolean): void {
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      { label: '&File', submenu: [{ role: 'quit' }] },
      { role: 'editMenu' },
      {
        label: '&View',
        submenu: [
          ...(developerTools ? DEVELOPER : []),
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          // Plus without Shift, as browsers take it.
          { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
    ]),
  );
}
