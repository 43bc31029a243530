import { AUTHENTICATION, type Json, type JsonObject } from '../../../src/core/domain/directory-api/wire.ts';
import { idOf } from '../builders.ts';
import type { WireFault } from '../tenant-on-loopback.ts';
import type { TenantTwin, TwinRequest } from '../tenant-twin.ts';
import { CONSUMER, NAME, PROVIDER } from './world.ts';

/** An application of the same name, as somebody else makes it by hand. */
export const THEIRS = idOf(5);
export const THEIR_ENTRY = 'theirs';

export const addTheirs = (twin: TenantTwin) =>
  twin.add({ id: THEIRS, name: NAME, meta: { type: 'charged' }, [AUTHENTICATION]: { clientId: 'f' } });

const entriesOf = (twin: TenantTwin): readonly Json[] =>
  ((twin.applications.get(CONSUMER)?.[AUTHENTICATION] as JsonObject | undefined)?.['consumedApis'] ?? []) as Json[];

/** A dependency of the existing application. */
export const addEntry = (twin: TenantTwin, entry: JsonObject) =>
  twin.edit(CONSUMER, (there) => ({
    ...there,
    [AUTHENTICATION]: { ...(there[AUTHENTICATION] as JsonObject), consumedApis: [...entriesOf(twin), entry] },
  }));

export const theirEntryStands = (twin: TenantTwin): boolean =>
  entriesOf(twin).some((each) => (each as JsonObject)['name'] === THEIR_ENTRY);

/** The same fault; and at that moment, before anybody looks, somebody else has the like in mind. */
export function colleagueIn(twin: TenantTwin, { method, url }: TwinRequest, fault: WireFault): WireFault {
  return {
    when: fault.when,
    how: (response, answer) => {
      if (method === 'POST' && !url.includes('apiSecrets')) addTheirs(twin);
      if (method === 'PATCH' && url.endsWith(`/${CONSUMER}`))
        addEntry(twin, { name: THEIR_ENTRY, apiName: 'invoices', appId: PROVIDER });
      fault.how(response, answer);
    },
  };
}
