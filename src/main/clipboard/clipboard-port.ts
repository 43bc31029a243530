/** The clipboard of the operating system, whatever Electron's module for it looks like. Refusals are thrown. */
export interface ClipboardPort {
  /** `confidential` asks histories and cloud copies to leave the text out, where platform and Electron have a way to say so. */
  write(text: string, kind: 'plain' | 'confidential'): Promise<void>;
  read(): Promise<string>;
  clear(): Promise<void>;
}
