/** How a helper process speaks with the process that started it. */
export interface ParentPort<Message> {
  post(message: Message): void;
  onMessage(listener: (message: unknown) => void): void;
}

interface UtilityParent {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/**
 * Runs `serve` with the way to the parent, as Electron's utility process or as a plain child process where there is no Electron;
 * without a parent there is nobody to serve. `orphaned`: how a plain child ends when its parent is gone; Electron ends its own.
 */
export function serveParent<Message>(serve: (port: ParentPort<Message>) => void, orphaned: () => void): void {
  const port = utilityPort() ?? childPort(orphaned);
  if (port) serve(port);
  else process.exitCode = 64;
}

function utilityPort(): ParentPort<unknown> | undefined {
  const parent = (process as { parentPort?: UtilityParent }).parentPort;
  return (
    parent && {
      post: (message) => parent.postMessage(message),
      onMessage: (listener) => parent.on('message', (event) => listener(event.data)),
    }
  );
}

function childPort(orphaned: () => void): ParentPort<unknown> | undefined {
  if (!process.send) return undefined;
  process.on('disconnect', orphaned);
  return {
    post: (message) => process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => process.on('message', listener),
  };
}
