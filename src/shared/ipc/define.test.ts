import { describe, expect, it } from 'vitest';
import { done, type Result } from '../../core/domain/result.ts';
import { contract } from './contract.ts';
import {
  call,
  channelOf,
  event,
  type Announcer,
  type Client,
  type Contract,
  type Handlers,
  type Parsers,
} from './define.ts';

const channels = Object.entries<Contract[string]>(contract).flatMap(([group, entries]) =>
  Object.keys(entries).map((name) => channelOf(group, name)),
);

describe('the channels of the contract', () => {
  it('are named by group and call', () => {
    expect(channelOf('dependencies', 'create')).toBe('trust-desk:dependencies.create');
  });

  it('are all different, and ours by their prefix', () => {
    expect(new Set(channels).size).toBe(channels.length);
    for (const channel of channels) expect(channel).toMatch(/^trust-desk:[a-zA-Z]+\.[a-zA-Z]+$/);
  });
});

const small = {
  orders: {
    read: call<{ readonly id: string }, number>(),
    list: call<void, readonly string[]>(),
    changed: event<string>(),
  },
} as const;
type Small = typeof small;

describe('a contract', () => {
  it('is a value that says what is a call and what an event, and nothing else', () => {
    expect(small).toEqual({ orders: { read: { kind: 'call' }, list: { kind: 'call' }, changed: { kind: 'event' } } });
    for (const entries of Object.values<Contract[string]>(contract)) {
      for (const entry of Object.values(entries)) {
        expect(Object.keys(entry)).toEqual(['kind']);
        expect(['call', 'event']).toContain(entry.kind);
      }
    }
  });

  it('does not compile where a handler, a parser or an input is missing or of another type', () => {
    const handlers: Handlers<Small> = {
      orders: {
        read: ({ id }) => Promise.resolve({ ok: true, value: id.length }),
        list: () => Promise.resolve({ ok: true, value: [] }),
      },
    };
    // @ts-expect-error A handler is missing.
    const fewHandlers: Handlers<Small> = { orders: { read: handlers.orders.read } };
    // @ts-expect-error The answer is of another type.
    const otherAnswer: Handlers<Small>['orders']['read'] = () => Promise.resolve({ ok: true, value: 'seven' });
    // @ts-expect-error A parser is missing.
    const fewParsers: Parsers<Small> = { orders: { list: () => ({ ok: true, value: undefined }) } };
    const announce: Announcer<Small> = { orders: { changed: (payload) => payload.length } };
    // @ts-expect-error An event has another payload.
    const otherPayload = () => announce.orders.changed(7);
    const client: Client<Small> = {
      orders: {
        read: () => Promise.resolve({ ok: true, value: 1 }),
        list: () => Promise.resolve(done as Result<never>),
        changed: () => () => undefined,
      },
    };
    // @ts-expect-error The input is missing.
    const noInput = () => client.orders.read();
    // @ts-expect-error A call that takes nothing is given something.
    const someInput = () => client.orders.list('all');
    expect([fewHandlers, otherAnswer, fewParsers, otherPayload, noInput, someInput]).toHaveLength(6);
  });
});
