import { describe, expect, it } from 'vitest';
import { summaryOf, type Application } from '../../src/core/domain/application.ts';
import type { ApplicationId } from '../../src/core/domain/identifiers.ts';
import { fail, ok } from '../../src/core/domain/result.ts';
import type { Secret } from '../../src/core/domain/secret.ts';
import { tokenPolicyOf } from '../../src/core/domain/token/token-policy.ts';
import type { Directory } from '../../src/core/use-cases/ports.ts';
import { aDependency, anApplication, idOf } from '../support/builders.ts';
import { worked } from '../support/outcome.ts';

export interface DirectorySubject {
  readonly directory: Directory;
  /** Gives the application one more secret, in the way that this directory gets its secrets. */
  readonly giveSecret: (id: ApplicationId) => Promise<Secret>;
}

const ORDERS = { name: 'orders', description: '' };

/** What a person has set; ids of clients, times and defaults are each directory's own. */
const setIn = ({ id, name, displayName, description, kind, providedApis, consumedApis }: Application) => ({
  ...{ id, name, displayName, description, kind, providedApis },
  consumedApis: consumedApis.map(({ name: called, apiName, providerId }) => ({ called, apiName, providerId })),
});

/** Whoever changes an application may stamp it. */
const unstamped = (application: Application): Application => ({ ...application, lastModified: '' });

/** What every directory promises, whoever stores the applications. */
export function directorySuite(subject: string, open: () => Promise<DirectorySubject>): void {
  const provided = async () => {
    const opened = await open();
    const provider = worked(await opened.directory.create(anApplication(2, { providedApis: [ORDERS] })));
    return { ...opened, provider };
  };

  describe(`the directory port: ${subject}`, () => {
    it('reads back an application as it was created, with all it holds, in any script', async () => {
      const { directory, provider } = await provided();
      const application = anApplication(1, {
        displayName: '注文管理 👩‍💻 Ü',
        description: 'عربى "quoted" \\ / #?&',
        providedApis: [
          { name: 'test', description: 'lower' },
          { name: 'Test', description: 'upper' },
        ],
        consumedApis: [aDependency(2)],
      });
      const created = worked(await directory.create(application));
      expect(setIn(created)).toEqual(setIn(application));
      expect(created.consumedApis[0]?.providerId).toBe(provider.id);
      expect(created.clientId).toMatch(/^[0-9a-f-]{36}$/);
      expect(await directory.read(application.id)).toEqual(ok(created));
      const listed = worked(await directory.list());
      expect(listed).toHaveLength(2);
      expect(listed).toEqual(expect.arrayContaining([summaryOf(created), summaryOf(provider)]));
    });

    it('says that an application it does not have is unknown, for every verb', async () => {
      const { directory } = await open();
      const unknown = fail({ code: 'application-unknown', id: idOf(7) });
      expect(await directory.read(idOf(7))).toEqual(unknown);
      expect(await directory.change(idOf(7), (current) => ok(current))).toEqual(unknown);
      expect(await directory.remove(idOf(7))).toEqual(unknown);
    });

    it('has no applications at first, and none that depend on one it does not have', async () => {
      const { directory } = await open();
      expect(await directory.list()).toEqual(ok([]));
      expect(await directory.dependentsOf(idOf(7))).toEqual(ok([]));
    });

    it('never creates over an application that is there', async () => {
      const { directory } = await open();
      const created = worked(await directory.create(anApplication(1)));
      const again = await directory.create(anApplication(1, { description: 'another' }));
      expect(again).toEqual(fail({ code: 'application-exists', id: idOf(1) }));
      expect(await directory.read(idOf(1))).toEqual(ok(created));
    });

    it('tells several applications of one name apart', async () => {
      const { directory } = await open();
      for (const number of [1, 2]) worked(await directory.create(anApplication(number, { name: 'a name' })));
      expect(
        worked(await directory.list())
          .map(({ id }) => id)
          .sort(),
      ).toEqual([idOf(1), idOf(2)].sort());
    });

    it('changes what the change decides on what is there now, and keeps the rest', async () => {
      const { directory, giveSecret } = await provided();
      worked(await directory.create(anApplication(1, { consumedApis: [aDependency(2)] })));
      await giveSecret(idOf(1));
      const before = worked(await directory.read(idOf(1)));
      const texts = { name: 'new-name', displayName: 'New name', description: 'new' };
      const changed = worked(await directory.change(idOf(1), (current) => ok({ ...current, ...texts })));
      expect(unstamped(changed)).toEqual(unstamped({ ...before, ...texts }));
      expect(changed.secrets).toHaveLength(1);
      expect(await directory.read(idOf(1))).toEqual(ok(changed));
      const emptied = worked(await directory.change(idOf(1), (current) => ok({ ...current, description: '' })));
      expect(emptied.description).toBe('');
    });

    it('changes the list of APIs entry by entry', async () => {
      const { directory } = await provided();
      const lists = [
        [ORDERS, { name: 'stock', description: 'all of it' }],
        [
          { name: 'orders', description: 'described' },
          { name: 'stock', description: '' },
        ],
        [{ name: 'Stock', description: '' }],
        [],
      ];
      for (const providedApis of lists) {
        const changed = worked(await directory.change(idOf(2), (current) => ok({ ...current, providedApis })));
        expect(changed.providedApis).toEqual(providedApis);
        expect(worked(await directory.read(idOf(2))).providedApis).toEqual(providedApis);
      }
    });

    it('keeps a token policy', async () => {
      const { directory } = await open();
      const created = worked(await directory.create(anApplication(1)));
      expect([...tokenPolicyOf(created).grants].sort()).toEqual(
        ['authorizationCode', 'clientCredentials', 'jwtBearer', 'password', 'refreshToken'].sort(),
      );
      const policy = { grants: ['clientCredentials', 'tokenExchange'], lifetime: 600, format: 'jwt' } as const;
      worked(await directory.change(idOf(1), (current) => ok({ ...current, tokenPolicy: policy })));
      expect(worked(await directory.read(idOf(1))).tokenPolicy).toEqual(policy);
      const other = worked(await directory.create(anApplication(2, { tokenPolicy: policy })));
      expect(other.tokenPolicy).toEqual(policy);
    });

    it('writes nothing when the change refuses, and hands the refusal on', async () => {
      const { directory } = await open();
      const created = worked(await directory.create(anApplication(1)));
      const refusal = fail({ code: 'api-unknown', name: 'x' });
      expect(await directory.change(idOf(1), () => refusal)).toEqual(refusal);
      expect(await directory.read(idOf(1))).toEqual(ok(created));
    });

    it('loses none of many changes made at once', async () => {
      const { directory } = await open();
      await directory.create(anApplication(1));
      const names = Array.from({ length: 20 }, (_, number) => `api-${number}`);
      await Promise.all(
        names.map((name) =>
          directory.change(idOf(1), (current) =>
            ok({ ...current, providedApis: [...current.providedApis, { name, description: '' }] }),
          ),
        ),
      );
      const read = worked(await directory.read(idOf(1)));
      expect(read.providedApis.map((api) => api.name).sort()).toEqual([...names].sort());
    });

    it('knows the dependents of a provider while dependencies come, move and go, also when they dangle', async () => {
      const { directory } = await provided();
      const dependents = async (provider: number) =>
        worked(await directory.dependentsOf(idOf(provider)))
          .map((each) => each.id)
          .sort();
      const stock = { providedApis: [{ name: 'stock', description: '' }, ORDERS] };
      worked(await directory.create(anApplication(3, stock)));
      worked(await directory.create(anApplication(4, { consumedApis: [aDependency(2)] })));
      const both = [aDependency(2), aDependency(3, { name: 'other' })];
      worked(await directory.create(anApplication(5, { consumedApis: both })));
      expect(await dependents(2)).toEqual([idOf(4), idOf(5)].sort());
      expect(await dependents(3)).toEqual([idOf(5)]);
      worked(await directory.remove(idOf(3)));
      expect(await dependents(3)).toEqual([idOf(5)]);
      const moved = { consumedApis: [aDependency(3, { name: 'other' })] };
      worked(await directory.change(idOf(5), (current) => ok({ ...current, ...moved })));
      expect(await dependents(2)).toEqual([idOf(4)]);
      worked(await directory.remove(idOf(4)));
      expect(await dependents(2)).toEqual([]);
      expect(await dependents(3)).toEqual([idOf(5)]);
    });

    it('points a dependency at another API, and leaves those beside it', async () => {
      const { directory } = await provided();
      const apis = [ORDERS, { name: 'stock', description: '' }];
      worked(await directory.change(idOf(2), (current) => ok({ ...current, providedApis: apis })));
      const list = [aDependency(2, { name: 'one' }), aDependency(2, { name: 'two' })];
      const created = worked(await directory.create(anApplication(1, { consumedApis: list })));
      const moved = created.consumedApis.map((each) => (each.name === 'two' ? { ...each, apiName: 'stock' } : each));
      const changed = worked(
        await directory.change(idOf(1), (current) => ok({ ...current, consumedApis: moved as typeof list })),
      );
      expect(changed.consumedApis.map(({ name, apiName }) => [name, apiName])).toEqual([
        ['one', 'orders'],
        ['two', 'stock'],
      ]);
    });

    it('changes the facts of a secret, and takes one away', async () => {
      const { directory, giveSecret } = await open();
      worked(await directory.create(anApplication(1)));
      const [first, second] = [await giveSecret(idOf(1)), await giveSecret(idOf(1))];
      const facts = { description: 'for tests', scopes: ['oAuth', 'manageApp'], validTo: '2035-01-31T12:00:00Z' };
      const changed = worked(
        await directory.change(idOf(1), (current) =>
          ok({
            ...current,
            secrets: current.secrets.map((each) => (each.id === first.id ? { ...each, ...facts } : each)),
          }),
        ),
      );
      expect(changed.secrets.find(({ id }) => id === first.id)).toMatchObject(facts);
      expect(changed.secrets.find(({ id }) => id === second.id)).toMatchObject({ description: second.description });
      const left = worked(
        await directory.change(idOf(1), (current) =>
          ok({ ...current, secrets: current.secrets.filter(({ id }) => id !== first.id) }),
        ),
      );
      expect(left.secrets.map(({ id }) => id)).toEqual([second.id]);
      expect(worked(await directory.read(idOf(1))).secrets.map(({ id }) => id)).toEqual([second.id]);
    });

    it('forgets a removed application, also in the list', async () => {
      const { directory } = await open();
      worked(await directory.create(anApplication(1)));
      const other = worked(await directory.create(anApplication(2)));
      expect((await directory.remove(idOf(1))).ok).toBe(true);
      expect(await directory.read(idOf(1))).toEqual(fail({ code: 'application-unknown', id: idOf(1) }));
      expect(await directory.list()).toEqual(ok([summaryOf(other)]));
    });
  });
}
