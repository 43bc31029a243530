/** Reads one file and is ended: a .p12 may be made so that deriving its key takes minutes. */
import { serveParent } from '../helper/parent-port.ts';
import { openP12 } from './open-p12.ts';
import { p12RequestIn, type P12Answer } from './p12-messages.ts';

serveParent<P12Answer>(
  (port) =>
    port.onMessage((message) => {
      const request = p12RequestIn(message);
      if (request) port.post(opened(request.file, request.passphrase));
    }),
  () => process.exit(),
);

function opened(file: string, passphrase: string): P12Answer {
  try {
    return openP12(Buffer.from(file, 'base64'), passphrase);
  } catch {
    return { problem: 'malformed' };
  }
}
