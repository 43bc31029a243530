import { describe, expect, it } from 'vitest';
import { attempt, check, isWrite, OPERATIONS, secretsIn } from '../../support/remote-operations.ts';
import type { FaultFor } from '../../support/tenant-on-loopback.ts';
import { WIRE_FAULTS } from '../../support/wire-faults.ts';

describe.each(Object.entries(OPERATIONS))('%s', (_, operation) => {
  let requests = 0;
  const counted = async () => {
    const { result, tenant } = await attempt(operation, () => undefined);
    expect(result.ok).toBe(true);
    expect(operation.holds(tenant.twin, secretsIn(tenant.twin))).toBe(true);
    return tenant.asked.length;
  };

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
});
