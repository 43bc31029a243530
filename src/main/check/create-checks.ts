import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServerAbsence } from '../../core/domain/check/check-step.ts';
import type { Patience } from '../../core/use-cases/check-ports.ts';
import type { Scheme } from '../../core/domain/local-tenant.ts';
import type { Clock } from '../../core/use-cases/ports.ts';
import type { TenantServerView } from '../../shared/ipc/tenant-views.ts';
import type { TenantParts } from '../directory/remote/tenant-parts.ts';
import type { Checks } from '../ipc/check-counter.ts';
import type { Tenant } from '../ipc/tenant-counter.ts';
import { createApiCaller } from './api-caller.ts';
import { createApiUrls } from './api-urls.ts';
import { createNotedReasons } from './noted-reasons.ts';
import { createTokenEndpoint } from './token-endpoint.ts';
import { createTokenShelf } from './token-shelf.ts';

interface Parts {
  readonly tenant: Pick<Tenant, 'view' | 'requests'>;
  /** PEM of the local tenant's own certificate, while it has one. */
  readonly certificate: () => string | undefined;
  readonly settings: Parameters<typeof createApiUrls>[0];
  readonly clock: Clock;
  /** A random UUID. */
  readonly nextHandle: () => string;
}

/** Before the first time it is asked again; then twice as long. */
const FRESH_PAUSE_MS = 2_000;

type Common = Pick<Checks, 'tokens' | 'urls'>;

/** What checks in all tenants have in common: tokens live for a while, and where an API was called is remembered. */
const commonChecks = ({ settings, clock, nextHandle }: Pick<Parts, 'settings' | 'clock' | 'nextHandle'>): Common => ({
  tokens: createTokenShelf({ now: () => clock.now(), nextHandle }),
  urls: createApiUrls(settings),
});

type RemoteParts = Pick<TenantParts, 'origin' | 'certificate' | 'authorities' | 'addresses' | 'proxyOf' | 'wait'>;

/** Checks against a remote tenant, whose reasons for a refusal nobody is told. */
export const remoteChecks = (
  common: Common,
  { origin, certificate, authorities = [], addresses, proxyOf, wait: pause }: RemoteParts,
  recent: Pick<Patience, 'keptAt' | 'changedAt'>,
): Checks => ({
  ...common,
  endpoint: () => ({
    over: 'https',
    endpoint: createTokenEndpoint({
      ...{ origin, certificate, authorities, addresses, proxyOf },
      absence: () => Promise.resolve(undefined),
    }),
  }),
  reasons: { find: () => Promise.resolve(undefined) },
  patience: { ...recent, pause: (retry) => pause(retry * FRESH_PAUSE_MS) },
  caller: createApiCaller({ elapsedMs: () => performance.now(), certificateFor: () => undefined, proxyOf }),
});

/** Checks against the local tenant, and calls of APIs. */
export function createChecks({ tenant, certificate, ...parts }: Parts): Checks {
  return {
    ...commonChecks(parts),
    endpoint: (wished) => {
      const over = wished ?? runningScheme(tenant.view());
      const origin = tenant.view().listeners[over].address;
      const absence = () => settled(() => absenceOf(tenant.view(), over));
      return { over, endpoint: createTokenEndpoint({ origin, absence, certificate: certificate() }) };
    },
    patience: null,
    reasons: createNotedReasons({ refused: () => tenant.requests('refused'), wait: (ms) => wait(ms) }),
    caller: createApiCaller({
      elapsedMs: () => performance.now(),
      // The local tenant's own endpoints are APIs like others.
      certificateFor: (url) => (isAt(url, tenant.view().listeners.https.address) ? certificate() : undefined),
    }),
  };
}

const START_PAUSE_MS = 50;
const START_PAUSES = 100;

/** A server that is just starting is given five seconds. */
async function settled(absence: () => ServerAbsence | undefined): Promise<ServerAbsence | undefined> {
  for (let pauses = 0; pauses < START_PAUSES && absence() === 'starting'; pauses += 1) await wait(START_PAUSE_MS);
  return absence();
}

const isAt = (url: string, origin: string): boolean => URL.canParse(url) && new URL(url).origin === origin;

const runningScheme = ({ listeners }: TenantServerView): Scheme =>
  listeners.https.state === 'running' || listeners.http.state !== 'running' ? 'https' : 'http';

/** Undefined when our own server says that it listens there. */
export function absenceOf(view: TenantServerView, over: Scheme): ServerAbsence | undefined {
  const { state, fault } = view.listeners[over];
  switch (state) {
    case 'running':
      return undefined;
    case 'starting':
      return 'starting';
    case 'failed':
      return fault === 'port-in-use' ? 'port-in-use' : 'failed';
    case 'off':
      if (view.state === 'waiting-for-keychain' || view.state === 'failed') return view.state;
      return 'off';
  }
}
