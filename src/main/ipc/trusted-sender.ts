import type { IpcMainInvokeEvent, WebFrameMain } from 'electron';

interface TrustedPlace {
  /** The top frame of our window now, if there is a window. */
  readonly mainFrame: () => WebFrameMain | undefined;
  /** Of the page our window shows: scheme and host, no slash. */
  readonly origin: string;
}

/** Only the top frame of our one window, while it shows our own page, may speak: no frame inside it, no other window. */
export const trustedSender =
  ({ mainFrame, origin }: TrustedPlace) =>
  (event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean => {
    const frame = event.senderFrame;
    const expected = mainFrame();
    if (!frame || !expected) return false;
    return (
      frame.processId === expected.processId &&
      frame.routingId === expected.routingId &&
      frame.parent === null &&
      frame.origin === origin
    );
  };
