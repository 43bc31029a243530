import type { Result } from '../../core/domain/result.ts';
import type { RequestReason } from '../../core/domain/token-request.ts';
import type { ReasonOfRefusal } from '../../core/use-cases/check-ports.ts';

interface NotedRequest {
  readonly time: string;
  readonly clientId: string | null;
  readonly reason: RequestReason | null;
}

interface Parts {
  /** The tenant's own list of refused requests, newest first. */
  readonly refused: () => Promise<Result<readonly NotedRequest[]>>;
  readonly wait: (ms: number) => Promise<void>;
}

/** The server tells of its requests in batches, a quarter of a second apart. */
const PAUSE_MS = 50;
const TRIES = 20;

/** The exact reason, from the request log of the local tenant. */
export const createNotedReasons = ({ refused, wait }: Parts): ReasonOfRefusal => ({
  find: async ({ clientId, since }) => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const noted = await refused();
      const found = noted.ok && noted.value.find((each) => isOurs(each, clientId, since));
      if (found) return found.reason ?? undefined;
      await wait(PAUSE_MS);
    }
    return undefined;
  },
});

const isOurs = (noted: NotedRequest, clientId: string, since: Date): boolean =>
  noted.clientId === clientId && Date.parse(noted.time) >= since.getTime();
