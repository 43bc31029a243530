import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { validInput } from '../../../tests/support/valid-inputs.ts';
import type { TenantId } from '../../core/domain/identifiers.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import { LOCAL_TENANT } from '../../core/domain/tenant.ts';
import { contract } from '../../shared/ipc/contract.ts';
import type { AllHandlers } from './counter.ts';
import { createAnnouncer } from './notify.ts';
import { serve, servedCalls, type IpcServer } from './serve.ts';
import { trustedSender, type SpeakingFrame, type Spoken } from './trusted-sender.ts';

const SECRET = 'aB[]_:=?@-./~';
const ID = '01234567-89ab-4cde-8f01-23456789abcd';
const ORIGIN = 'app://bundle';
const REMOVE = 'trust-desk:dependencies.remove';

type Handle = (event: Spoken, ...args: unknown[]) => Promise<unknown>;

const frame = (facts: Partial<SpeakingFrame> = {}): SpeakingFrame => ({
  ...{ processId: 5, routingId: 1, parent: null, origin: ORIGIN },
  ...facts,
});

function served(handlers: Promise<AllHandlers> | AllHandlers) {
  const handles = new Map<string, Handle>();
  const events = new EventEmitter();
  const told: unknown[] = [];
  const ipc = Object.assign(events, { handle: (channel: string, handle: Handle) => void handles.set(channel, handle) });
  serve(
    {
      handlersOf: Promise.resolve(handlers).then(
        (known) => (id: TenantId) =>
          Promise.resolve(id === LOCAL_TENANT ? ok(known) : fail({ code: 'tenant-unknown', id })),
      ),
      isTrusted: trustedSender({ mainFrame: () => frame(), origin: ORIGIN }),
      report: {
        stranger: (channel) => void told.push(['stranger', channel]),
        fault: (channel) => {
          told.push(['fault', channel]);
          return '0123456789ab';
        },
      },
    },
    ipc as unknown as IpcServer,
  );
  const invoke = (channel: string, args: unknown[], from: SpeakingFrame | null = frame()) =>
    handles.get(channel)!({ senderFrame: from }, ...args);
  return { handles, events, told, invoke };
}

let reached: unknown[];
const handlers = {
  dependencies: {
    remove: (input: unknown) => {
      reached.push(input);
      return Promise.resolve(done);
    },
  },
  applications: {
    list: () => Promise.resolve(ok([])),
    read: () => Promise.reject(new Error(`at /home/sam ${SECRET}`)),
  },
} as unknown as AllHandlers;
beforeEach(() => (reached = []));

describe('the calls main answers', () => {
  it('are those of the contract, all of them and no other', () => {
    const expected = Object.entries(contract).flatMap(([group, entries]) =>
      Object.entries(entries).flatMap(([name, { kind }]) => (kind === 'call' ? [`trust-desk:${group}.${name}`] : [])),
    );
    expect([...served(handlers).handles.keys()].sort()).toEqual(expected.sort());
  });

  it('reach the handler with what the parser made of the input', async () => {
    const { invoke, told } = served(handlers);
    expect(await invoke(REMOVE, [{ applicationId: ID, name: 'orders' }])).toEqual({ ok: true, value: undefined });
    expect(await invoke('trust-desk:applications.list', [undefined])).toEqual({ ok: true, value: [] });
    expect(reached).toEqual([{ applicationId: ID, name: 'orders' }]);
    expect(told).toEqual([]);
  });

  it('are about the tenant they name, and no other', async () => {
    const { invoke } = served(handlers);
    const input = { applicationId: ID, name: 'orders' };
    expect(await invoke(REMOVE, [input, LOCAL_TENANT])).toEqual({ ok: true, value: undefined });
    expect(await invoke(REMOVE, [input, ID])).toEqual({ ok: false, failure: { code: 'tenant-unknown', id: ID } });
    for (const wrong of ['', 'LOCAL', `${ID} `, null, 7, {}, [ID]])
      expect(await invoke(REMOVE, [input, wrong])).toEqual({
        ok: false,
        failure: { code: 'input-malformed', path: 'tenant' },
      });
    expect(reached).toEqual([input]);
  });

  it('are answered without the tenant they name when they are of none: one that cannot be opened takes none of them away', async () => {
    const ofNone = ['tenants', 'tenantServer', 'users', 'requests', 'keychain', 'settings', 'app'];
    const all = Object.fromEntries(
      Object.entries(contract).map(([group, entries]) => [
        group,
        Object.fromEntries(Object.keys(entries).map((name) => [name, () => Promise.resolve(done)])),
      ]),
    ) as unknown as AllHandlers;
    const { invoke } = served(all);
    const answered = await Promise.all(
      servedCalls().map(async ({ channel }) => [channel, await invoke(channel, [validInput(channel), ID])] as const),
    );
    const withoutTenant = answered.filter(([, answer]) => (answer as Result<unknown>).ok).map(([channel]) => channel);
    const expected = Object.entries(contract).flatMap(([group, entries]) =>
      Object.entries(entries).flatMap(([name, { kind }]) =>
        kind === 'call' && ofNone.includes(group) ? [`trust-desk:${group}.${name}`] : [],
      ),
    );
    expect(withoutTenant.sort()).toEqual(expected.sort());
  });

  it('wait for a handler that is not there yet', async () => {
    let arrive: (handlers: AllHandlers) => void = () => undefined;
    const { invoke } = served(new Promise<AllHandlers>((settle) => (arrive = settle)));
    const answer = invoke(REMOVE, [{ applicationId: ID, name: 'orders' }]);
    await Promise.resolve();
    expect(reached).toEqual([]);
    arrive(handlers);
    expect(await answer).toEqual({ ok: true, value: undefined });
  });

  it.each([
    [[], 'input'],
    [[{ applicationId: ID }], 'name'],
    [[{ applicationId: ID, name: 7 }], 'name'],
    [[{ applicationId: ID, name: 'orders', more: 1 }], 'input'],
    [[{ applicationId: `${ID}/..`, name: 'orders' }], 'applicationId'],
    [[{ applicationId: ID, name: 'orders' }, 'no tenant'], 'tenant'],
    [[{ applicationId: ID, name: 'orders' }, ID, 'a third argument'], 'input'],
  ])('are refused when the input is %j', async (args, path) => {
    const { invoke } = served(handlers);
    expect(await invoke(REMOVE, args)).toEqual({ ok: false, failure: { code: 'input-malformed', path } });
    expect(reached).toEqual([]);
  });

  it.each<[string, SpeakingFrame | null]>([
    ['a frame that is gone', null],
    ['a frame inside the page', frame({ parent: frame(), routingId: 2 })],
    ['another window', frame({ processId: 6 })],
    ['another page in our window', frame({ origin: 'https://evil.example' })],
    ['the page of the secret window', frame({ origin: 'app://secret' })],
    ['a page whose address only begins like ours', frame({ origin: `${ORIGIN}.evil.example` })],
  ])('are refused to %s', async (_who, from) => {
    const { invoke, told } = served(handlers);
    const answer = await invoke(REMOVE, [{ applicationId: ID, name: 'orders' }], from);
    expect(answer).toEqual({ ok: false, failure: { code: 'request-refused' } });
    expect(reached).toEqual([]);
    expect(told).toEqual([['stranger', REMOVE]]);
  });

  it('are refused while there is no window', () => {
    expect(trustedSender({ mainFrame: () => undefined, origin: ORIGIN })({ senderFrame: frame() })).toBe(false);
  });

  it('answer a surprise with a reference and nothing of what was thrown', async () => {
    const { invoke, told } = served(handlers);
    const answer = await invoke('trust-desk:applications.read', [{ applicationId: ID }]);
    expect(answer).toEqual({ ok: false, failure: { code: 'unexpected', reference: '0123456789ab' } });
    expect(told).toEqual([['fault', 'trust-desk:applications.read']]);
  });

  it('answer the same when the app could not be put together', async () => {
    const { invoke } = served(Promise.reject(new Error(`no store at /home/sam ${SECRET}`)));
    const answer = await invoke('trust-desk:applications.list', []);
    expect(answer).toEqual({ ok: false, failure: { code: 'unexpected', reference: '0123456789ab' } });
  });
});

describe('what others listen for in main', () => {
  it('is taken away at once: electron-store would tell any sender where the data is', async () => {
    const { events } = served(handlers);
    let heard = 0;
    events.on('electron-store-get-data', () => (heard += 1));
    await Promise.resolve();
    events.emit('electron-store-get-data');
    expect(heard).toBe(0);
    expect(events.eventNames()).toEqual(['newListener']);
  });
});

describe('what main announces', () => {
  const sent: unknown[] = [];
  const contents = (state: { destroyed?: boolean; crashed?: boolean } = {}) => ({
    send: (...message: unknown[]) => void sent.push(message),
    isDestroyed: () => state.destroyed ?? false,
    isCrashed: () => state.crashed ?? false,
  });
  beforeEach(() => void (sent.length = 0));

  it('goes to the window on the channel of the contract', () => {
    createAnnouncer(() => contents()).clipboard.holding({ what: 'secret', endsInMs: 30_000 });
    expect(sent).toEqual([['trust-desk:clipboard.holding', { what: 'secret', endsInMs: 30_000 }, undefined]]);
  });

  it('names the tenant it is of', () => {
    createAnnouncer(() => contents(), LOCAL_TENANT).applications.changed({ applicationIds: [] });
    expect(sent).toEqual([['trust-desk:applications.changed', { applicationIds: [] }, LOCAL_TENANT]]);
  });

  it('covers every event of the contract', () => {
    const announce = createAnnouncer(() => contents());
    const names = Object.entries(announce).flatMap(([group, all]) =>
      Object.keys(all).map((name) => `${group}.${name}`),
    );
    const expected = Object.entries(contract).flatMap(([group, entries]) =>
      Object.entries(entries).flatMap(([name, { kind }]) => (kind === 'event' ? [`${group}.${name}`] : [])),
    );
    expect(names.sort()).toEqual(expected.sort());
  });

  it('is said to nobody where there is no window to hear it', () => {
    const payload = { reason: 'cleared' } as const;
    createAnnouncer(() => undefined).clipboard.released(payload);
    createAnnouncer(() => contents({ destroyed: true })).clipboard.released(payload);
    createAnnouncer(() => contents({ crashed: true })).clipboard.released(payload);
    expect(sent).toEqual([]);
  });
});
