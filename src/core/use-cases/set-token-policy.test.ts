import { expect, it } from 'vitest';
import { anApplication, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { DEFAULT_TOKEN_POLICY } from '../domain/token/token-policy.ts';
import { setTokenPolicy } from './set-token-policy.ts';

const before = anApplication(1);

it('sets grants, lifetime and format, and keeps everything else', async () => {
  const desk = await testDesk([before]);
  const tokenPolicy = { grants: ['clientCredentials', 'tokenExchange'], lifetime: 60, format: 'jwt' } as const;
  const twice = { ...tokenPolicy, grants: ['tokenExchange', 'clientCredentials', 'tokenExchange'] } as const;
  const changed = worked(await setTokenPolicy(desk, idOf(1), { before: DEFAULT_TOKEN_POLICY, wanted: twice }));
  expect(changed).toEqual({ ...before, tokenPolicy, lastModified: '2026-03-01T09:30:00.000Z' });
  expect(worked(await desk.directory.read(idOf(1)))).toEqual(changed);
});

it('leaves what others have set meanwhile, and stops where that was edited too', async () => {
  const theirs = { grants: ['implicit', 'password'], lifetime: 120, format: 'opaque' } as const;
  const desk = await testDesk([{ ...before, tokenPolicy: theirs }]);
  const shown = { grants: ['password', 'jwtBearer'], lifetime: 3600, format: 'default' } as const;
  const wanted = { ...shown, grants: ['jwtBearer', 'clientCredentials'] } as const;
  expect(worked(await setTokenPolicy(desk, idOf(1), { before: shown, wanted })).tokenPolicy).toEqual({
    ...theirs,
    grants: ['clientCredentials', 'implicit'],
  });
  const longer = { ...shown, lifetime: 7200 };
  expect(refusal(await setTokenPolicy(desk, idOf(1), { before: shown, wanted: longer }))).toMatchObject({
    ...{ code: 'list-changed-meanwhile', list: 'settings', difference: { changed: ['lifetime'] } },
  });
});

it.each([59, 43_201, 60.5, NaN])('refuses a lifetime of %s seconds and writes nothing', async (lifetime) => {
  const desk = await testDesk([before]);
  const world = await worldOf(desk);
  const wanted = { grants: [], lifetime, format: 'default' } as const;
  const refused = refusal(await setTokenPolicy(desk, idOf(1), { before: DEFAULT_TOKEN_POLICY, wanted }));
  expect(refused).toEqual({
    ...{ code: 'token-lifetime-out-of-range', field: 'token-lifetime' },
    ...{ minimum: 60, maximum: 43_200 },
  });
  expect(await worldOf(desk)).toEqual(world);
});
