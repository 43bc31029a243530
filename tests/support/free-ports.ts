import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { TenantPorts } from '../../src/core/domain/local-tenant.ts';

/** Below those that Linux, macOS and Windows give to whoever asks for none in particular: to each connection, for example. */
const FIRST = 20_000;
const END = 32_000;

/**
 * Two ports that are free now, and that nobody gets by chance before they are taken: other tests run beside this one, with hundreds of
 * servers and connections.
 */
export async function freePorts(): Promise<TenantPorts> {
  const http = await freePort();
  const https = await freePort();
  return http === https ? freePorts() : { http, https };
}

async function freePort(): Promise<number> {
  const port = randomInt(FIRST, END);
  const server = createServer();
  try {
    await once(server.listen({ host: '127.0.0.1', port, exclusive: true }), 'listening');
  } catch {
    return freePort();
  }
  server.close();
  await once(server, 'close');
  return port;
}
