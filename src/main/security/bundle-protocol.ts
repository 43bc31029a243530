import type { ProtocolResponse } from 'electron';
import { APP_SCHEME } from './app-scheme.ts';
import type { BundleFiles } from './bundle-files.ts';
import { serveBundle } from './serve-bundle.ts';

const FILE_NOT_FOUND = -6;

interface AskedFile {
  readonly method: string;
  readonly url: string;
}

/** Electron's `protocol`, as far as it is used here. */
export interface BufferProtocol {
  registerBufferProtocol(
    scheme: string,
    handler: (request: AskedFile, answer: (response: ProtocolResponse) => void) => void,
  ): boolean;
}

/**
 * Serves the window's files. Settles when the page has got the scripts it starts with: reading them keeps the page busy, so that
 * this is when main can do slow things without holding it up.
 *
 * The older of Electron's two ways: `protocol.handle` loads Node's fetch for its first request, which takes longer than everything
 * else that main does before the paint (docs/adr/0008).
 */
export function registerBundleProtocol(protocol: BufferProtocol, files: BundleFiles): Promise<void> {
  const answer = serveBundle(files);
  return new Promise((settle) => {
    let open = 0;
    let scripts = 0;

    const send = async (request: AskedFile): Promise<ProtocolResponse> => {
      open += 1;
      if (request.url.endsWith('.js')) scripts += 1;
      try {
        return { ...(await answer(request)) };
      } catch {
        // Electron says nothing of a handler that fails and lets the page wait.
        return { error: FILE_NOT_FOUND };
      } finally {
        open -= 1;
        // A turn later: this answer leaves first.
        if (open === 0 && scripts > 0) setImmediate(settle);
      }
    };
    protocol.registerBufferProtocol(APP_SCHEME, (request, callback) => void send(request).then(callback));
  });
}
