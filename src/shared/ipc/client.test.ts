import { describe, expect, it } from 'vitest';
import { tenantId } from '../../core/domain/identifiers.ts';
import { LOCAL_TENANT } from '../../core/domain/tenant.ts';
import { createBridge, createClient, type Transport } from './client.ts';
import { contract } from './contract.ts';
import type { Contract } from './define.ts';

const HERE = tenantId('01234567-89ab-4cde-8f01-23456789abcd');

type Function = (argument: unknown) => unknown;
type Walked = Readonly<Record<string, Readonly<Record<string, Function>>>>;

/** The client as plain records: its types cannot be followed entry by entry. */
const walked = (transport: Transport): Walked => createClient(transport, HERE) as unknown as Walked;

const silent: Transport = { invoke: () => Promise.resolve(undefined), subscribe: () => () => undefined };

const entriesOf = (kind: 'call' | 'event') =>
  Object.entries<Contract[string]>(contract).flatMap(([group, entries]) =>
    Object.entries(entries)
      .filter(([, entry]) => entry.kind === kind)
      .map(([name]) => [group, name] as const),
  );

describe('a call', () => {
  it.each(entriesOf('call'))('%s.%s reaches its channel, and only that, with its input', async (group, name) => {
    const reached: unknown[] = [];
    const answer = { ok: true, value: { group, name } };
    const invoke = (channel: string, input: unknown, tenant: string) => {
      reached.push([channel, input, tenant]);
      return Promise.resolve(answer);
    };
    const input = { name: 'orders' };
    expect(await walked({ ...silent, invoke })[group]?.[name]?.(input)).toBe(answer);
    expect(reached).toEqual([[`trust-desk:${group}.${name}`, input, HERE]]);
  });

  it('answers what main refused as main said it', async () => {
    const refused = { ok: false, failure: { code: 'application-unknown', id: '7' } };
    const client = createClient({ ...silent, invoke: () => Promise.resolve(refused) }, HERE);
    expect(await client.applications.list()).toBe(refused);
  });

  it.each([
    ['breaks', () => Promise.reject(new Error('/home/x: secret'))],
    [
      'breaks at once, as when something cannot be cloned',
      () => {
        throw new TypeError('could not be cloned: secret');
      },
    ],
  ])('answers a failure without a word of the cause when the transport %s', async (_how, invoke) => {
    const client = createClient({ ...silent, invoke }, HERE);
    expect(await client.applications.list()).toEqual({
      ok: false,
      failure: { code: 'unexpected', reference: 'transport' },
    });
  });
});

describe('an event', () => {
  it.each(entriesOf('event'))(
    '%s.%s is heard on its channel, and only that, until the subscription ends',
    (group, name) => {
      const listeners = new Map<string, (payload: unknown, tenant: unknown) => void>();
      const subscribe: Transport['subscribe'] = (channel, listener) => {
        listeners.set(channel, listener);
        return () => listeners.delete(channel);
      };
      const heard: unknown[] = [];
      const end = walked({ ...silent, subscribe })[group]?.[name]?.((payload: unknown) =>
        heard.push(payload),
      ) as () => void;
      expect([...listeners.keys()]).toEqual([`trust-desk:${group}.${name}`]);
      listeners.get(`trust-desk:${group}.${name}`)?.('payload', HERE);
      listeners.get(`trust-desk:${group}.${name}`)?.('of no tenant', undefined);
      listeners.get(`trust-desk:${group}.${name}`)?.('of another tenant', LOCAL_TENANT);
      expect(heard).toEqual(['payload', 'of no tenant']);
      end();
      expect(listeners.size).toBe(0);
    },
  );
});

describe('the bridge', () => {
  it('has the calls of the local tenant, and those of any other one by its id', async () => {
    const reached: unknown[] = [];
    const invoke = (_channel: string, _input: unknown, tenant: string) => {
      reached.push(tenant);
      return Promise.resolve({ ok: true });
    };
    const bridge = createBridge({ ...silent, invoke });
    await bridge.applications.list();
    await bridge.of(HERE).applications.list();
    expect(reached).toEqual([LOCAL_TENANT, HERE]);
    expect(Object.isFrozen(bridge)).toBe(true);
  });
});

describe('the client', () => {
  const client = walked(silent);

  it('has every call and event of the contract and nothing else', () => {
    const names = (of: object) => Reflect.ownKeys(of).toSorted();
    expect(names(client)).toEqual(names(contract));
    for (const [group, entries] of Object.entries(contract)) {
      expect(names(client[group] ?? {})).toEqual(names(entries));
    }
    for (const functions of Object.values(client)) {
      for (const each of Object.values(functions)) expect(each).toBeTypeOf('function');
    }
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(client)).toBe(true);
    for (const group of Object.values(client)) expect(Object.isFrozen(group)).toBe(true);
    expect(Reflect.set(client, 'more', 1)).toBe(false);
    expect(Reflect.set(client['secrets'] ?? {}, 'create', () => undefined)).toBe(false);
    expect(Reflect.deleteProperty(client, 'secrets')).toBe(false);
  });

  it('does not hand out the transport', () => {
    const transport = JSON.stringify(Object.keys(silent));
    for (const [group, functions] of Object.entries(client)) {
      expect(Object.keys(functions), group).not.toEqual(expect.arrayContaining(JSON.parse(transport) as string[]));
      for (const each of Object.values(functions)) expect(Reflect.ownKeys(each).toSorted()).toEqual(['length', 'name']);
    }
  });

  it('asks nothing before it is called', () => {
    const forbidden = () => {
      throw new Error('asked');
    };
    expect(() => createClient({ invoke: forbidden, subscribe: forbidden }, HERE)).not.toThrow();
  });
});
