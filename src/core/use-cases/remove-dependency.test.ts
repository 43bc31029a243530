import { describe, expect, it } from 'vitest';
import { aDependency, anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { testDesk } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { removeDependency } from './remove-dependency.ts';

const other = aDependency(7, { name: 'other' });
const consumer = anApplication(2, { consumedApis: [aDependency(1), other], secrets: [aSecret(1)] });

describe('removing a dependency', () => {
  it('takes away the one of this name, dangling or not, and leaves the secrets', async () => {
    const desk = await testDesk([consumer]);
    const changed = worked(await removeDependency(desk, idOf(2), 'orders-client'));
    expect(changed).toMatchObject({ consumedApis: [other], secrets: [aSecret(1)] });
    expect(worked(await desk.directory.dependentsOf(idOf(1)))).toEqual([]);
    expect(desk.keychain.calls).toBe(0);
  });

  it('says what is unknown', async () => {
    const desk = await testDesk([consumer]);
    expect(refusal(await removeDependency(desk, idOf(2), 'gone'))).toEqual({
      code: 'dependency-unknown',
      name: 'gone',
    });
    expect(refusal(await removeDependency(desk, idOf(9), 'other'))).toEqual({
      code: 'application-unknown',
      id: idOf(9),
    });
  });
});
