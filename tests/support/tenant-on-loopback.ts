import type { ServerResponse } from 'node:http';
import { ok } from '../../src/core/domain/result.ts';
import type { TenantParts } from '../../src/main/directory/remote/tenant-parts.ts';
import { openRemoteDirectory, type RemoteDirectory } from '../../src/main/directory/remote/remote-directory.ts';
import { fixedClock } from './fixed-clock.ts';
import { oddServer } from './odd-server.ts';
import { worked } from './outcome.ts';
import { tenantTwin, type TenantTwin, type TwinAnswer, type TwinRequest } from './tenant-twin.ts';

/**
 * What goes wrong with one request: before the tenant gets it, or on the way back of its answer. `late`: something on the way answers
 * at once, while the tenant works on; it has done it only when it is written to again, or when `arrive` is called.
 */
export interface WireFault {
  readonly when: 'before' | 'after' | 'late';
  readonly how: (response: ServerResponse, answer: TwinAnswer) => void;
}

export type FaultFor = (request: TwinRequest, number: number) => WireFault | undefined;

export interface LoopbackTenant {
  readonly twin: TenantTwin;
  readonly directory: RemoteDirectory;
  readonly origin: string;
  /** Requests in order. */
  readonly asked: readonly TwinRequest[];
  /** What was waited for, in milliseconds. */
  readonly waits: readonly number[];
  /** Writes that were answered before they were carried out. */
  readonly late: readonly TwinRequest[];
  /** Carries them out now. */
  readonly arrive: () => void;
}

interface Wishes {
  readonly twin?: TenantTwin;
  readonly fault?: FaultFor;
  readonly parts?: Partial<TenantParts>;
}

export const CREDENTIAL = 'Basic Y2xpZW50OnRvcC1zZWNyZXQ=';
export const IDS_ID = 'A0B1C2D3-E4F5-4061-8273-8495A6B7C8D9';

/** A tenant's wire as recorded, with faults where a test wants them, and the directory that speaks to it. */
export async function tenantOnLoopback({
  twin = tenantTwin(),
  fault = () => undefined,
  parts = {},
}: Wishes = {}): Promise<LoopbackTenant> {
  const asked: TwinRequest[] = [];
  const waits: number[] = [];
  const late: TwinRequest[] = [];
  let arrived = 0;
  const arrive = () => {
    late.slice(arrived).forEach((each) => twin.answer(each));
    arrived = late.length;
  };
  const clock = fixedClock();
  const server = await oddServer((request, response) => {
    const { body } = server.requests.findLast((each) => each.request === request) ?? { body: '' };
    const asking = { method: request.method ?? '', url: request.url ?? '', body };
    response.setHeader('Date', clock.now().toUTCString());
    response.setHeader('X-Ids-Id', IDS_ID);
    asked.push(asking);
    const found = fault(asking, asked.length);
    if (asking.method !== 'GET') arrive();
    if (found?.when === 'late' && asking.method !== 'GET') late.push(asking);
    if (found?.when === 'before' || found?.when === 'late') {
      found.how(response, { status: 500 });
      return;
    }
    const answer =
      request.headers.authorization === CREDENTIAL ? twin.answer(asking) : { status: 401, body: { message: 'Who?' } };
    if (found) found.how(response, answer);
    else tell(response, answer);
  });
  const directory = worked(
    openRemoteDirectory({
      origin: server.origin,
      authorize: () => Promise.resolve(ok({ header: CREDENTIAL, confidential: [CREDENTIAL, 'top-secret'] })),
      clock,
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
      timeoutMs: 5_000,
      ...parts,
    }),
  );
  return { twin, directory, origin: server.origin, asked, waits, late, arrive };
}

/** As recorded: a JSON body with a charset, or an empty one of length 0. */
export function tell(response: ServerResponse, { status, body, location }: TwinAnswer): void {
  if (location !== undefined) response.setHeader('Location', location);
  if (body === undefined) response.writeHead(status, { 'content-length': '0' }).end();
  else
    response
      .writeHead(status, { 'content-type': 'application/json;charset=UTF-8' })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
}
