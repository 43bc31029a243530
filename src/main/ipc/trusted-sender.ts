/** A frame that says something to main; Electron's `WebFrameMain`, as far as it is judged here. */
export interface SpeakingFrame {
  readonly processId: number;
  readonly routingId: number;
  readonly parent: object | null;
  readonly origin: string;
}

export interface Spoken {
  /** Null when the frame is gone already. */
  readonly senderFrame: SpeakingFrame | null;
}

interface TrustedPlace {
  /** The top frame of our window now, if there is a window. */
  readonly mainFrame: () => SpeakingFrame | undefined;
  /** Of the page our window shows: scheme and host, no slash. */
  readonly origin: string;
}

/** Only the top frame of our one window, while it shows our own page, may speak: no frame inside it, no other window. */
export const trustedSender =
  ({ mainFrame, origin }: TrustedPlace) =>
  ({ senderFrame }: Spoken): boolean => {
    const expected = mainFrame();
    if (!senderFrame || !expected) return false;
    return (
      senderFrame.processId === expected.processId &&
      senderFrame.routingId === expected.routingId &&
      senderFrame.parent === null &&
      senderFrame.origin === origin
    );
  };
