import { createServer } from 'node:net';
import { PORT_MAXIMUM, PORT_MINIMUM, type Scheme, type TenantPorts } from '../../core/domain/local-tenant.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';

/** How many ports behind the one that is set are tried. */
const TRIED = 50;

/** A port that is free now, the next ones behind the present one first. Failure: port-none-free. */
export async function offerPort(scheme: Scheme, ports: TenantPorts): Promise<Result<{ readonly port: number }>> {
  const taken = new Set(Object.values(ports));
  for (let step = 1; step <= TRIED; step += 1) {
    const port = PORT_MINIMUM + ((ports[scheme] + step - PORT_MINIMUM) % (PORT_MAXIMUM - PORT_MINIMUM + 1));
    if (!taken.has(port) && (await isFree(port))) return ok({ port });
  }
  return fail({ code: 'port-none-free' });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => settle(true)));
  });
}
