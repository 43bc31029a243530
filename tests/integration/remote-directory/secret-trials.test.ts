import { describe, expect, it } from 'vitest';
import { removeApplication } from '../../../src/core/use-cases/remove-application.ts';
import {
  ACTS,
  actingCourse,
  asOwn,
  byTerms,
  judgeSecrets,
  unkept,
} from '../../support/remote-creation/secret-trial.ts';
import { stopsIn } from '../../support/remote-creation/trial.ts';
import { CONSUMER } from '../../support/remote-creation/world.ts';
import { WIRE_FAULTS } from '../../support/wire-faults.ts';

describe.each(Object.entries(ACTS))('%s in a remote tenant', (_, act) => {
  it('stopped at any point: every secret made here has its value, the keychain no other, and nothing goes later', async () => {
    const violations: string[] = [];
    const { points } = await actingCourse(act);
    for (const [first, stop] of stopsIn(points.length).entries()) {
      const words = `${stop.effect} ${stop.number} (${points[stop.number - 1] ?? ''})`;
      const found = await judgeSecrets(act, { stop });
      const again = { number: 1 + (first % 9), effect: first % 2 === 0 ? 'none' : 'carried-out' } as const;
      violations.push(
        ...[...found, ...(await judgeSecrets(act, { stop }, { stop: again }))].map((each) => `${words}: ${each}`),
      );
    }
    expect(violations).toEqual([]);
  });

  it.each([
    ['with a fault of the wire at any request', { keychainFails: false }, 6],
    ['with a keychain that fails after such a fault', { keychainFails: true }, 12],
  ])('%s, the same', async (_, how, every) => {
    const violations: string[] = [];
    const { requests } = await actingCourse(act);
    for (let number = 1; number <= requests; number += 1)
      for (const [index, fault] of WIRE_FAULTS.entries()) {
        if ((number + index) % every !== 0) continue;
        const found = await judgeSecrets(act, { fault: { number, fault }, ...how });
        violations.push(...found.map((each) => `${fault.name} at request ${number}: ${each}`));
      }
    expect(violations).toEqual([]);
  });
});

describe('a secret that is taken for ours by its terms alone', () => {
  it('is somebody else’s', async () => {
    const act = ACTS['generating a secret']!;
    const { points } = await actingCourse(act);
    const violations: string[] = [];
    for (const stop of stopsIn(points.length)) violations.push(...(await judgeSecrets(act, { stop }, { as: byTerms })));
    expect(violations).toContain("another's secret is gone");
  });
});

describe('a secret that is asked for without a note of it', () => {
  it('is left without its value', async () => {
    const { points } = await actingCourse(unkept);
    const violations: string[] = [];
    for (const stop of stopsIn(points.length)) violations.push(...(await judgeSecrets(unkept, { stop })));
    expect(violations).toContain('no value');
  });
});

describe('an application that is deleted as own records are', () => {
  it('goes at the next start, without a word', async () => {
    const act: typeof unkept = (desk) => removeApplication(desk, CONSUMER, []);
    const { points } = await actingCourse(act);
    let violations: readonly string[] = [];
    for (const stop of stopsIn(points.length)) {
      violations = await judgeSecrets(act, { stop }, { as: asOwn });
      if (violations.length > 0) break;
    }
    expect(violations).toContain('removed later, without a word');
  });
});
