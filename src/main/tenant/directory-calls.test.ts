import { describe, expect, it } from 'vitest';
import { anApplication, idOf } from '../../../tests/support/builders.ts';
import { testDesk } from '../../../tests/support/desk.ts';
import { UNLOCKED } from '../../core/domain/client-id-lock.ts';
import { done } from '../../core/domain/result.ts';
import { createTurn } from '../ipc/turn.ts';
import { createDirectoryCalls } from './directory-calls.ts';

const locks = {
  lockOf: () => UNLOCKED,
  switchLock: () => Promise.resolve(done),
  unlock: () => Promise.resolve(done),
};
const ORIGIN = 'http://127.0.0.1:8750';

async function opened() {
  const desk = await testDesk([anApplication(1)]);
  const [announced, faults] = [[] as string[], [] as unknown[]];
  const told = {
    announce: {
      applications: {
        changed: (each: { readonly applicationIds: readonly string[] }) => announced.push(...each.applicationIds),
      },
    },
    log: { fault: (where: string, fault: unknown) => String(faults.push([where, fault])) },
  };
  const turn = createTurn();
  return {
    desk,
    turn,
    announced,
    faults,
    calls: createDirectoryCalls(told, { desk: { ...desk, locks }, turn }),
  };
}

describe('a call of the applications API in main', () => {
  it('that writes waits for its turn, and the window hears of it; one that reads does neither', async () => {
    const { calls, turn, announced } = await opened();
    let finish: () => void = () => undefined;
    void turn(() => new Promise<void>((settle) => (finish = settle)));
    const written = calls({ kind: 'remove', id: idOf(1) }, ORIGIN);
    await new Promise((settle) => setImmediate(settle));
    expect((await calls({ kind: 'read', id: idOf(1), schema: undefined }, ORIGIN)).status).toBe(200);
    expect(announced).toEqual([]);
    finish();
    expect(await written).toEqual({ status: 200 });
    expect(announced).toEqual([idOf(1)]);
  });

  it('that is refused changes nothing, and nobody hears of it', async () => {
    const { calls, announced } = await opened();
    expect((await calls({ kind: 'remove', id: idOf(9) }, ORIGIN)).status).toBe(404);
    expect(announced).toEqual([]);
  });

  it('that comes upon a fault is answered, without its words, and the fault is noted', async () => {
    const { calls, desk, faults } = await opened();
    const fault = new Error('/home/jane/.config');
    Object.assign(desk.directory, { list: () => Promise.reject(fault) });
    const answer = await calls({ kind: 'list', query: { limit: 100, skip: 0 } }, ORIGIN);
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer)).not.toContain('jane');
    expect(faults).toEqual([['directory-api', fault]]);
  });
});
