// @ts-check

/**
 * @typedef {object} SystemPackage
 * @property {string} name
 * @property {string} [tool] the program that tells that it is there
 */

/**
 * What the product and its tests need of Debian 12, and why. Everything else comes in as a dependency of these.
 *
 * @type {Readonly<Record<'electron' | 'keychain' | 'display' | 'keyring' | 'tests', readonly SystemPackage[]>>}
 */
export const PACKAGES = {
  // Between them they close every shared library that the Electron binary asks for.
  electron: [{ name: 'libgtk-3-0' }, { name: 'libnss3' }, { name: 'libasound2' }, { name: 'libgbm1' }],
  // keytar speaks to the keychain through it.
  keychain: [{ name: 'libsecret-1-0' }],
  // The virtual display.
  display: [{ name: 'xvfb', tool: 'Xvfb' }],
  // The throw-away keyring, its bus, and the means to ask the bus whether it is there.
  keyring: [
    { name: 'dbus-daemon', tool: 'dbus-daemon' },
    { name: 'dbus-bin', tool: 'dbus-send' },
    { name: 'gnome-keyring', tool: 'gnome-keyring-daemon' },
  ],
  // The clipboard as another program sees it, and the printed token request as a person runs it.
  tests: [
    { name: 'xclip', tool: 'xclip' },
    { name: 'curl', tool: 'curl' },
  ],
};

/** Names may be in any script, and pictures show them: any font with Korean will do, which this one has beside Chinese and Japanese. */
export const FONT_PACKAGE = { name: 'fonts-wqy-zenhei', language: 'ko' };
