import { describe, expect, it } from 'vitest';
import { anApplication, idOf } from '../../../../tests/support/builders.ts';
import { fixedClock } from '../../../../tests/support/fixed-clock.ts';
import { worked } from '../../../../tests/support/outcome.ts';
import { summaryOf, type Application, type ApplicationSummary } from '../../../core/domain/application.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { openIndexedDirectory } from './indexed-directory.ts';
import type { CachedList } from './list-cache.ts';
import type { RemoteDirectory } from './remote-directory.ts';

type Page = Result<readonly ApplicationSummary[]>;
const UNREACHABLE = { code: 'tenant-unreachable', trouble: 'timed-out' } as const;

const named = (number: number, displayName: string): Application => anApplication(number, { displayName });
const page = (...all: readonly Application[]): Page => ok(all.map(summaryOf));

/** A tenant whose pages a test hands out one by one. */
function indexed(cached?: CachedList) {
  const waiting: ((page: Page | undefined) => void)[] = [];
  const there = new Map<string, Application>();
  const written: CachedList[] = [];
  const news: { found: string[]; removed: readonly string[]; status: string }[] = [];
  let readings = 0;
  const held: { until?: Promise<void> } = {};
  const remote = {
    pages: async function* () {
      readings += 1;
      for (;;) {
        const next = await new Promise<Page | undefined>((settle) => waiting.push(settle));
        if (!next) return;
        yield next;
        if (!next.ok) return;
      }
    },
    read: async (id: string) => {
      const known = there.get(id);
      await held.until;
      return known ? ok(known) : fail({ code: 'application-unknown', id });
    },
    change: (id: string) => Promise.resolve(ok(there.get(id) as Application)),
    remove: () => Promise.resolve(ok(undefined)),
  } as unknown as RemoteDirectory;
  const clock = fixedClock();
  const open = openIndexedDirectory({
    ...{ remote, clock },
    cache: {
      read: () => cached,
      write: (list) => Promise.resolve(void written.push(list)),
      writeNow: (list) => void written.push(list),
    },
    heard: ({ found, removed, state }) =>
      news.push({ found: found.map(({ displayName }) => displayName ?? ''), removed, status: state.status }),
  });
  const soon = () => new Promise((settle) => setImmediate(settle));
  const hand = async (next: Page | undefined) => {
    await soon();
    waiting.shift()?.(next);
    await soon();
  };
  const labels = async () =>
    worked(await open.directory.list())
      .map(({ displayName }) => displayName)
      .sort();
  return { ...open, clock, hand, labels, news, there, held, written, readings: () => readings };
}

describe('the list of a remote tenant', () => {
  it('is told page by page, and is whole and kept with the last one', async () => {
    const { refresh, hand, labels, news, state, written, clock } = indexed();
    const reading = refresh();
    expect(state()).toEqual({ status: 'filling', readAt: null, failure: null });
    await hand(page(named(1, 'A'), named(2, 'B')));
    expect(await labels()).toEqual(['A', 'B']);
    await hand(page(named(3, 'C'), named(1, 'A')));
    await hand(undefined);
    await reading;
    expect(news.map(({ found, status }) => [found.join(), status])).toEqual([
      ...[['', 'filling'], ['A,B', 'filling'], ['C', 'filling'], ['', 'ready']], // prettier-ignore
    ]);
    expect(state()).toEqual({ status: 'ready', readAt: clock.now().toISOString(), failure: null });
    expect(written.map(({ applications }) => applications.length)).toEqual([3]);
  });

  it('is there at once as it was kept, and loses what is gone only when all has been read', async () => {
    const cached = {
      readAt: '2026-02-01T00:00:00.000Z',
      applications: [named(1, 'A'), named(2, 'Old')].map(summaryOf),
    };
    const { refresh, hand, labels, news, state } = indexed(cached);
    expect([await labels(), state().readAt]).toEqual([['A', 'Old'], cached.readAt]);
    const reading = refresh();
    await hand(page(named(1, 'A')));
    expect(await labels()).toEqual(['A', 'Old']);
    await hand(undefined);
    await reading;
    expect(await labels()).toEqual(['A']);
    expect(news.at(-1)).toEqual({ found: [], removed: [idOf(2)], status: 'ready' });
  });

  it('keeps what is known when a page cannot be read, and says why', async () => {
    const cached = { readAt: '2026-02-01T00:00:00.000Z', applications: [named(9, 'Kept')].map(summaryOf) };
    const { refresh, hand, labels, state } = indexed(cached);
    const reading = refresh();
    await hand(page(named(1, 'A')));
    await hand(fail(UNREACHABLE));
    await reading;
    expect(await labels()).toEqual(['A', 'Kept']);
    expect(state()).toEqual({ status: 'failed', readAt: cached.readAt, failure: UNREACHABLE });
  });

  it('does not put back what was removed, nor as it was before a change, by a read that was under way', async () => {
    const { directory, labels, there, held } = indexed();
    for (const number of [1, 2]) there.set(idOf(number), named(number, 'Before'));
    let release = (): void => undefined;
    held.until = new Promise((settle) => (release = settle));
    const reads = [1, 2].map((number) => directory.read(idOf(number)));
    there.set(idOf(2), named(2, 'After'));
    worked(await directory.remove(idOf(1)));
    worked(await directory.change(idOf(2), ok));
    release();
    await Promise.all(reads);
    expect(await labels()).toEqual(['After']);
  });

  it('does not put back what was changed, removed or found here while its older pages were on the way', async () => {
    const { directory, refresh, hand, labels, there } = indexed();
    const reading = refresh();
    await hand(page(named(1, 'A'), named(2, 'B')));
    there.set(idOf(1), named(1, 'A new'));
    worked(await directory.change(idOf(1), ok));
    worked(await directory.remove(idOf(3)));
    there.set(idOf(4), named(4, 'D'));
    worked(await directory.read(idOf(4)));
    await hand(page(named(1, 'A'), named(3, 'C')));
    await hand(undefined);
    await reading;
    expect(await labels()).toEqual(['A new', 'B', 'D']);
  });

  it('is read once more, and not twice, when that is asked for while it is being read', async () => {
    const { refresh, hand, readings } = indexed();
    const first = refresh();
    void refresh();
    void refresh();
    await hand(undefined);
    await hand(undefined);
    await first;
    expect(readings()).toBe(2);
  });

  it('forgets an application that the tenant no longer knows', async () => {
    const { directory, labels, hand, refresh } = indexed();
    const reading = refresh();
    await hand(page(named(1, 'A')));
    await hand(undefined);
    await reading;
    expect((await directory.read(idOf(1))).ok).toBe(false);
    expect(await labels()).toEqual([]);
  });

  it('is kept at the end with what was changed since, and ends to be read', async () => {
    const { directory, close, hand, refresh, there, written, labels } = indexed();
    const reading = refresh();
    await hand(page(named(1, 'A')));
    await hand(undefined);
    await reading;
    there.set(idOf(1), named(1, 'A new'));
    worked(await directory.read(idOf(1)));
    void refresh();
    close();
    await hand(page(named(5, 'E')));
    expect(written.at(-1)?.applications.map(({ displayName }) => displayName)).toEqual(['A new']);
    expect(await labels()).toEqual(['A new']);
  });
});
