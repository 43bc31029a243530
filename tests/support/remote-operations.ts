import { expect } from 'vitest';
import type { Application } from '../../src/core/domain/application.ts';
import { AUTHENTICATION } from '../../src/core/domain/directory-api/wire.ts';
import type { FailureCode } from '../../src/core/domain/failure.ts';
import { fail, ok, type Result } from '../../src/core/domain/result.ts';
import type { RemoteDirectory } from '../../src/main/directory/remote/remote-directory.ts';
import type { TenantParts } from '../../src/main/directory/remote/tenant-parts.ts';
import { textOf } from '../../src/renderer/src/failure-text/failure-text.ts';
import { aDependency, anApplication, idOf } from './builders.ts';
import {
  CREDENTIAL,
  tenantOnLoopback,
  type FaultFor,
  type LoopbackTenant,
  type WireFault,
} from './tenant-on-loopback.ts';
import { tenantTwin, type TenantTwin, type TwinRequest } from './tenant-twin.ts';

const NAME = 'wanted';
const ORDERS = { name: 'orders', description: '', type: 'public' };

/** A provider, and a consumer with a secret; `choosesIds`: and a stranger that has the name already. */
export function stocked(choosesIds = false): TenantTwin {
  const twin = tenantTwin({ choosesIds });
  const entry = { meta: { type: 'charged' }, branding: {} };
  twin.add({ ...entry, id: idOf(2), name: 'provider', [AUTHENTICATION]: { clientId: 'c', providedApis: [ORDERS] } });
  twin.add({ ...entry, id: idOf(3), name: 'consumer', [AUTHENTICATION]: { clientId: 'd' } });
  if (choosesIds) twin.add({ ...entry, id: idOf(4), name: NAME, [AUTHENTICATION]: { clientId: 'e' } });
  const body = '{"authorizationScopes":["oAuth"]}';
  twin.answer({ method: 'POST', url: `/Applications/v1/${idOf(3)}/apiSecrets`, body });
  return twin;
}

export interface Operation {
  readonly run: (directory: RemoteDirectory) => Promise<Result<unknown>>;
  /** Whether the tenant is as it should be when `run` has worked. */
  readonly holds: (twin: TenantTwin, secrets: number) => boolean;
  readonly choosesIds?: boolean;
  /** Instead of a new one. */
  readonly twin?: TenantTwin;
}

const made = (twin: TenantTwin) => [...twin.applications.values()].filter((each) => each['name'] === NAME);
const consumed = (twin: TenantTwin) =>
  JSON.stringify([...twin.applications.values()]).split('"apiName":"orders"').length - 1;
const wanted = anApplication(1, { name: NAME, consumedApis: [aDependency(2)] });
const plain = anApplication(1, { name: NAME });

/** What a person has done to a tenant. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'creating an application with a dependency': {
    run: (directory) => directory.create(wanted),
    holds: (twin) => made(twin).length === 1 && consumed(twin) === 1,
  },
  'creating an application in a tenant that chooses ids': {
    run: (directory) => directory.create(plain),
    holds: (twin) => made(twin).length === 2,
    choosesIds: true,
  },
  'creating a dependency': {
    run: (directory) =>
      directory.change(idOf(3), (current) => ok<Application>({ ...current, consumedApis: [aDependency(2)] })),
    holds: (twin) => consumed(twin) === 1,
  },
  'creating a secret': {
    run: (directory) => directory.issue(idOf(3), { description: 'another', scopes: ['oAuth'] }),
    holds: (_, secrets) => secrets === 2,
  },
  'deleting a secret': {
    run: (directory) => directory.change(idOf(3), (current) => ok<Application>({ ...current, secrets: [] })),
    holds: (_, secrets) => secrets === 0,
  },
  'deleting an application': {
    run: (directory) => directory.remove(idOf(3)),
    holds: (twin) => !twin.applications.has(idOf(3)),
  },
  'listing applications': { run: (directory) => directory.list(), holds: () => true },
  'reading an application': { run: (directory) => directory.read(idOf(3)), holds: () => true },
};

/** Codes with which an operation may end that met a fault on the wire, all of which say so. */
const CODES: readonly FailureCode[] = [
  ...(['tenant-unreachable', 'tenant-credentials-refused', 'tenant-not-allowed', 'tenant-input-refused'] as const),
  ...(['tenant-conflict', 'tenant-busy', 'tenant-fault', 'tenant-answer-unknown'] as const),
  ...(['tenant-outcome-unknown', 'application-left', 'secret-value-lost'] as const),
  'creation-not-ours',
];

/** What may keep a write from being sent again. */
const STOPPED: readonly FailureCode[] = ['keychain-silent', 'list-changed-meanwhile'];

export const isWrite = ({ method }: TwinRequest) => method !== 'GET';

interface Attempted {
  readonly result: Result<unknown>;
  readonly tenant: LoopbackTenant;
}

export async function attempt(
  operation: Operation,
  fault: FaultFor,
  parts: Partial<TenantParts> = {},
): Promise<Attempted> {
  const tenant = await tenantOnLoopback({ twin: operation.twin ?? stocked(operation.choosesIds), fault, parts });
  const result = await operation.run(tenant.directory);
  tenant.arrive();
  return { result, tenant };
}

/** The first write goes wrong, and from then on the keychain does not give what the app signs in with. */
export function silencedBy(fault: WireFault): { readonly faultFor: FaultFor; readonly parts: Partial<TenantParts> } {
  let isSilent = false;
  const given = ok({ header: CREDENTIAL, confidential: [CREDENTIAL, 'top-secret'] });
  return {
    faultFor: (request) => {
      if (isSilent || !isWrite(request)) return undefined;
      isSilent = true;
      return fault;
    },
    parts: { authorize: () => Promise.resolve(isSilent ? SILENT : given) },
  };
}

const SILENT: Result<never> = fail({ code: 'keychain-silent', changed: 'nothing' });

export const secretsIn = (twin: TenantTwin): number => {
  const { body } = twin.answer({ method: 'GET', url: `/Applications/v1/${idOf(3)}/apiSecrets`, body: '' });
  return (body as { secrets?: readonly unknown[] }).secrets?.length ?? 0;
};

/** What must be true however it ended. */
export function check(operation: Operation, fault: string, { result, tenant }: Attempted): void {
  const { twin, asked } = tenant;
  const secrets = secretsIn(twin);
  const isPutOff = /429/.test(fault);
  expect(made(twin).length, 'applications of the name').toBeLessThanOrEqual(operation.choosesIds ? 2 : 1);
  expect(secrets, 'secrets').toBeLessThanOrEqual(2);
  expect(consumed(twin), 'dependencies').toBeLessThanOrEqual(1);
  if (result.ok) expect(operation.holds(twin, secrets)).toBe(true);
  else {
    // That nothing was changed, or written, is true only of what was put off.
    if (!(isPutOff && STOPPED.includes(result.failure.code))) expect(CODES).toContain(result.failure.code);
    expect(textOf(result.failure).cause).not.toBe('');
    expect(JSON.stringify(result.failure)).not.toMatch(/top-secret|Basic /);
  }
  const repeated = asked.filter(isWrite).map(({ method, url, body }) => `${method} ${url} ${body}`);
  if (tenant.late.length > 0) {
    const told = result.ok ? 'done' : result.failure.code;
    expect(['tenant-outcome-unknown', 'application-left'], 'what may still come is not refused').toContain(told);
  }
  if (!isPutOff) expect(new Set(repeated).size, 'a write is sent once').toBe(repeated.length);
}

/** Says of what has failed which of many it was. */
export function attributed(what: string, checks: () => void): void {
  try {
    checks();
  } catch (error) {
    throw new Error(what, { cause: error });
  }
}
