// What clipboard histories look for: Windows' own history and cloud copy (a DWORD of 0 says no), nspasteboard.org on macOS,
// the KDE convention elsewhere.
const NO = new Uint8Array(4);
const MARKERS: Readonly<Partial<Record<NodeJS.Platform, Readonly<Record<string, Uint8Array<ArrayBuffer> | string>>>>> =
  {
    win32: {
      ExcludeClipboardContentFromMonitorProcessing: NO,
      CanIncludeInClipboardHistory: NO,
      CanUploadToCloudClipboard: NO,
    },
    darwin: { 'org.nspasteboard.ConcealedType': '1', 'org.nspasteboard.TransientType': '1' },
    linux: { 'x-kde-passwordManagerHint': 'secret' },
  };

/** The markers of a platform under the type names with which Electron (from 44) writes a platform's own formats. */
export const confidentialMarkers = (platform: NodeJS.Platform): Record<string, Blob> =>
  Object.fromEntries(
    Object.entries(MARKERS[platform] ?? {}).map(([format, content]) => [
      `electron application/osclipboard;format="${format}"`,
      new Blob([content]),
    ]),
  );
