import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anApplication, idOf } from '../../../../tests/support/builders.ts';
import { summaryOf, type ApplicationSummary } from '../application.ts';
import { applicationId } from '../identifiers.ts';
import { listQueryOf, pageOf, type Query } from './list-query.ts';
import { AUTHENTICATION } from './wire.ts';

const query = (sent: Query = {}) => {
  const judged = listQueryOf(sent);
  if (judged.error) throw new Error(JSON.stringify(judged.error));
  return judged.value;
};

const summaries: fc.Arbitrary<readonly ApplicationSummary[]> = fc
  .uniqueArray(fc.uuid(), { maxLength: 40 })
  .map((ids) => ids.map((id, index) => ({ ...summaryOf(anApplication(index)), id: applicationId(id) })));

describe('paging', () => {
  it('tells everybody of each application once, whatever the size of a page and whoever comes and goes meanwhile', () => {
    fc.assert(
      fc.property(summaries, fc.integer({ min: 1, max: 7 }), fc.integer(), (all, limit, chance) => {
        const told: string[] = [];
        const leaving = all[Math.abs(chance) % Math.max(1, all.length)]?.id;
        let page = pageOf(all, query({ limit: String(limit), cursor: '' }));
        for (;;) {
          told.push(...page.applications.map(({ id }) => id));
          expect(page.applications.length).toBeLessThanOrEqual(limit);
          if (page.nextCursor === undefined) break;
          const left = all.filter(({ id }) => id !== leaving);
          page = pageOf(left, query({ limit: String(limit), cursor: page.nextCursor }));
        }
        expect(new Set(told).size).toBe(told.length);
        expect(new Set([...told, leaving])).toEqual(new Set([...all.map(({ id }) => id), leaving]));
      }),
    );
  });

  it('says how many there are, and names no further page on the last one', () => {
    const all = Array.from({ length: 5 }, (_, index) => summaryOf(anApplication(index + 1)));
    const first = pageOf(all, query({ limit: '3', cursor: '' }));
    expect(first).toMatchObject({ total: 5, nextCursor: all[2]!.id });
    const last = pageOf(all, query({ limit: '3', cursor: first.nextCursor! }));
    expect(last.total).toBe(5);
    expect(last.applications).toHaveLength(2);
    expect(last).not.toHaveProperty('nextCursor');
    expect(pageOf(all, query({ limit: '5', cursor: '' }))).not.toHaveProperty('nextCursor');
    expect(pageOf(all, query({ skip: '4' })).applications).toEqual([all[4]]);
  });

  it('has a hundred to a page unless asked for less', () => {
    const all = Array.from({ length: 101 }, (_, index) => summaryOf(anApplication(index)));
    expect(pageOf(all, query()).applications).toHaveLength(100);
  });
});

describe('a filter', () => {
  const all = [1, 2, 3].map((number) =>
    summaryOf(anApplication(number, number === 3 ? { name: 'other one', parentId: idOf(1) } : { name: 'same' })),
  );
  const found = (filter: string) => pageOf(all, query({ filter })).applications;

  it('finds by id, name, client ID and parent, and every application of a name', () => {
    expect(found(`id eq ${all[1]!.id}`)).toEqual([all[1]]);
    expect(found(`clientID eq ${all[1]!.clientId.toUpperCase()}`)).toEqual([all[1]]);
    expect(found(`parentApplicationId eq ${idOf(1)}`)).toEqual([all[2]]);
    expect(found(`parentApplicationId eq ${idOf(2)}`)).toEqual([]);
    expect(found('name eq same')).toEqual([all[0], all[1]]);
    expect(found('name eq other one')).toEqual([all[2]]);
  });

  it('takes a name as it is, with its case and without quotes', () => {
    expect(found('name eq Same')).toEqual([]);
    expect(found('name eq "same"')).toEqual([]);
  });
});

describe('a list is refused', () => {
  it.each<[string, Query]>([
    ['filter', { filter: 'description eq x' }],
    ['filter', { filter: 'constructor eq x' }],
    ['filter', { filter: 'name co x' }],
    ['filter', { filter: 'name eq ' }],
    ['filter', { filter: `name eq ${'n'.repeat(248)}` }],
    ['limit', { limit: '0' }],
    ['limit', { limit: '101' }],
    ['limit', { limit: '-1' }],
    ['limit', { limit: 'ten' }],
    ['skip', { skip: '1.5' }],
    ['skip', { skip: '1', cursor: '00000000-0000-4000-8000-000000000001' }],
    ['cursor', { cursor: '1' }],
    ['inherit', { inherit: 'yes' }],
    ['schema', { schema: 'urn:other' }],
  ])('for its %s: %j', (target, sent) => {
    expect(listQueryOf(sent).error).toMatchObject({ status: 400, details: [{ target }] });
  });

  it('but not for what is allowed', () => {
    expect(query({ filter: `name eq ${'n'.repeat(247)}`, limit: '100', skip: '0', inherit: 'true' })).toMatchObject({
      limit: 100,
    });
    expect(query({ schema: AUTHENTICATION }).schema).toBe(AUTHENTICATION);
  });
});
