import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../src/core/domain/application.ts';
import { fail, ok } from '../../src/core/domain/result.ts';
import type { Directory } from '../../src/core/use-cases/ports.ts';
import { aDependency, anApplication, aSecret, idOf } from '../support/builders.ts';

/** What a directory promises besides that keeps records of its own: an application is stored as it is handed over, to the letter. */
export function ownRecordsSuite(subject: string, open: () => Promise<Directory>): void {
  describe(`a directory of own records: ${subject}`, () => {
    it('reads back an application with all it holds, in any script', async () => {
      const directory = await open();
      const application = anApplication(1, {
        displayName: '注文管理 👩‍💻 Ü',
        description: 'عربى',
        providedApis: [
          { name: 'test', description: 'lower' },
          { name: 'Test', description: 'upper' },
        ],
        allowsAllApisForPrincipalPropagation: true,
        consumedApis: [aDependency(2)],
        secrets: [aSecret(1, { hint: '=[~a', validTo: '2032-07-06T05:04:03Z' }), aSecret(2)],
      });
      expect(await directory.create(application)).toEqual(ok(application));
      expect(await directory.read(application.id)).toEqual(ok(application));
      expect(await directory.list()).toEqual(ok([summaryOf(application)]));
    });

    it('keeps an application without name and display name as it is', async () => {
      const directory = await open();
      const whole = anApplication(1);
      const nameless = Object.fromEntries(
        Object.entries(whole).filter(([member]) => member !== 'name' && member !== 'displayName'),
      ) as unknown as typeof whole;
      await directory.create(nameless);
      expect(await directory.read(nameless.id)).toEqual(ok(nameless));
    });

    it('says that an application it does not have is unknown, for every verb', async () => {
      const directory = await open();
      const unknown = fail({ code: 'application-unknown', id: idOf(7) });
      expect(await directory.read(idOf(7))).toEqual(unknown);
      expect(await directory.change(idOf(7), (current) => ok(current))).toEqual(unknown);
      expect(await directory.remove(idOf(7))).toEqual(unknown);
    });

    it('never creates over an application that is there', async () => {
      const directory = await open();
      await directory.create(anApplication(1));
      const refused = fail({ code: 'application-exists', id: idOf(1) });
      expect(await directory.create(anApplication(1, { description: 'another' }))).toEqual(refused);
      expect(await directory.read(idOf(1))).toEqual(ok(anApplication(1)));
    });

    it('changes what the change decides on what is there now, and keeps the rest', async () => {
      const directory = await open();
      await directory.create(anApplication(1, { secrets: [aSecret(1)] }));
      const changed = await directory.change(idOf(1), (current) => ok({ ...current, description: 'new' }));
      expect(changed).toEqual(ok(anApplication(1, { secrets: [aSecret(1)], description: 'new' })));
      expect(await directory.read(idOf(1))).toEqual(changed);
    });

    it('writes nothing when the change refuses, and hands the refusal on', async () => {
      const directory = await open();
      await directory.create(anApplication(1));
      const refusal = fail({ code: 'api-unknown', name: 'x' });
      expect(await directory.change(idOf(1), () => refusal)).toEqual(refusal);
      expect(await directory.read(idOf(1))).toEqual(ok(anApplication(1)));
    });

    it('loses none of many changes made at once', async () => {
      const directory = await open();
      await directory.create(anApplication(1));
      const names = Array.from({ length: 20 }, (_, number) => `api-${number}`);
      await Promise.all(
        names.map((name) =>
          directory.change(idOf(1), (current) =>
            ok({ ...current, providedApis: [...current.providedApis, { name, description: '' }] }),
          ),
        ),
      );
      const read = await directory.read(idOf(1));
      expect(read.ok && read.value.providedApis.map((api) => api.name).sort()).toEqual([...names].sort());
    });

    it('knows the dependents of a provider while dependencies come, move and go', async () => {
      const directory = await open();
      const dependents = async (provider: number) => {
        const found = await directory.dependentsOf(idOf(provider));
        return found.ok ? found.value.map((each) => each.id).sort() : found;
      };
      await directory.create(anApplication(1));
      await directory.create(anApplication(2, { consumedApis: [aDependency(1)] }));
      await directory.create(anApplication(3, { consumedApis: [aDependency(1), aDependency(9, { name: 'gone' })] }));
      expect(await dependents(1)).toEqual([idOf(2), idOf(3)].sort());
      expect(await dependents(9)).toEqual([idOf(3)]);
      await directory.change(idOf(3), (current) => ok({ ...current, consumedApis: [aDependency(2)] }));
      expect(await dependents(1)).toEqual([idOf(2)]);
      expect(await dependents(2)).toEqual([idOf(3)]);
      await directory.remove(idOf(2));
      expect(await dependents(1)).toEqual([]);
      expect(await dependents(2)).toEqual([idOf(3)]);
    });

    it('forgets a removed application, also in the list', async () => {
      const directory = await open();
      await directory.create(anApplication(1));
      await directory.create(anApplication(2));
      expect((await directory.remove(idOf(1))).ok).toBe(true);
      expect(await directory.read(idOf(1))).toEqual(fail({ code: 'application-unknown', id: idOf(1) }));
      expect(await directory.list()).toEqual(ok([summaryOf(anApplication(2))]));
    });
  });
}
