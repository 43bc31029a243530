import type { Application } from '../../src/core/domain/application.ts';
import { UNLOCKED, unlocked, withLockEnabled, type ClientIdLock } from '../../src/core/domain/client-id-lock.ts';
import { errorShape } from '../../src/core/domain/directory-api/api-error.ts';
import { jsonIn, queryIn, routeOf, type DirectoryAnswer } from '../../src/core/domain/directory-api/directory-call.ts';
import type { ApplicationId } from '../../src/core/domain/identifiers.ts';
import { done } from '../../src/core/domain/result.ts';
import { answerCall } from '../../src/core/use-cases/directory-api/answer-call.ts';
import { testDesk } from './desk.ts';

/** The applications API without HTTP: a path below `/Applications/v1`, and what it answers. */
export async function testApiDesk(applications: readonly Application[] = []) {
  const desk = await testDesk(applications);
  const locks = new Map<ApplicationId, ClientIdLock>();
  const lockOf = (id: ApplicationId) => locks.get(id) ?? UNLOCKED;
  const set = (id: ApplicationId, lock: ClientIdLock) => {
    locks.set(id, lock);
    return Promise.resolve(done);
  };
  const book = {
    lockOf,
    switchLock: (id: ApplicationId, enabled: boolean) =>
      set(id, withLockEnabled(lockOf(id), enabled, desk.clock.now())),
    unlock: (id: ApplicationId) => set(id, unlocked(lockOf(id))),
  };
  const ask = async (method: string, target: string, body?: unknown): Promise<DirectoryAnswer> => {
    const [path = '', query = ''] = target.split('?', 2);
    const { value: route, error } = routeOf(method, `/Applications/v1${path}`);
    if (error) return { status: error.status, body: errorShape(error) };
    const asked = queryIn(query, route.parameters);
    const sent = body === undefined ? undefined : jsonIn(JSON.stringify(body)).value;
    const call = asked.error ? asked : route.read({ query: asked.value, body: sent });
    if (call.error) return { status: call.error.status, body: errorShape(call.error) };
    return (await answerCall({ ...desk, locks: book }, call.value, 'http://127.0.0.1:8750')).answer;
  };
  return { desk, locks, ask };
}
