import { describe, expect, it } from 'vitest';
import { colleagueIn } from '../../support/remote-creation/colleague.ts';
import {
  attempt,
  check,
  isWrite,
  OPERATIONS,
  secretsIn,
  silencedBy,
  stocked,
} from '../../support/remote-operations.ts';
import { CREDENTIAL, tell, tenantOnLoopback, type FaultFor, type WireFault } from '../../support/tenant-on-loopback.ts';
import { WIRE_FAULTS } from '../../support/wire-faults.ts';

/** Longer than anything else of it takes, and in time. */
const SLOW: WireFault = {
  when: 'after',
  how: (response, answer) => void setTimeout(() => tell(response, answer), 30),
};

describe.each(Object.entries(OPERATIONS))('%s', (_, operation) => {
  let requests = 0;
  const counted = async () => {
    const { result, tenant } = await attempt(operation, () => undefined);
    expect(result.ok).toBe(true);
    expect(operation.holds(tenant.twin, secretsIn(tenant.twin))).toBe(true);
    return tenant.asked.length;
  };

  it('is done, and nothing of it twice, where every answer is slow', async () => {
    requests ||= await counted();
    const attempted = await attempt(operation, () => SLOW);
    check(operation, 'slow', attempted);
    expect([attempted.result.ok, attempted.tenant.asked.length]).toEqual([true, requests]);
  });

  it.each(WIRE_FAULTS.map((fault) => [fault.name, fault] as const))(
    'leaves nothing twice and says what happened, with %s at any one request, and from the first write on',
    async (name, fault) => {
      requests ||= await counted();
      for (let at = 1; at <= requests; at += 1)
        check(operation, name, await attempt(operation, (__, number) => (number === at ? fault : undefined)));
      let begun = false;
      const fromFirstWrite: FaultFor = (request) => {
        begun ||= isWrite(request);
        return begun ? fault : undefined;
      };
      check(operation, name, await attempt(operation, fromFirstWrite));
    },
  );

  it.each(WIRE_FAULTS.map((fault) => [fault.name, fault] as const))(
    'says what is known of it, with %s at the first write and a keychain that fails from then on',
    async (name, fault) => {
      const { faultFor, parts } = silencedBy(fault);
      check(operation, name, await attempt(operation, faultFor, parts));
    },
  );
});

it.each(WIRE_FAULTS.map((fault) => [fault.name, fault] as const))(
  'a list that somebody else changes at that moment leaves open what became of ours, with %s at its write',
  async (name, fault) => {
    const operation = OPERATIONS['creating a dependency']!;
    const twin = stocked();
    const faultFor: FaultFor = (request) => (isWrite(request) ? colleagueIn(twin, request, fault) : undefined);
    check(operation, name, await attempt({ ...operation, twin }, faultFor));
  },
);

/** As one does without thinking: what was not answered with a success is sent again. */
async function persist(origin: string): Promise<void> {
  const headers = { authorization: CREDENTIAL, 'content-type': 'application/json' };
  const asking = { method: 'POST', headers, body: JSON.stringify({ name: 'wanted' }), redirect: 'manual' } as const;
  for (let tries = 0; tries < 2; tries += 1) {
    const answer = await fetch(`${origin}/Applications/v1/`, asking).catch(() => undefined);
    if (answer?.status === 201) return;
  }
}

it('a client that sends again what went wrong makes the application twice, with the same faults', async () => {
  const twice: string[] = [];
  for (const fault of WIRE_FAULTS) {
    const { origin, twin, arrive } = await tenantOnLoopback({
      fault: (_, number) => (number === 1 ? fault : undefined),
    });
    await persist(origin);
    arrive();
    if (twin.applications.size > 1) twice.push(fault.name);
  }
  for (const when of ['after it', 'and done late']) expect(twice).toContain(`reset, ${when}`);
});
