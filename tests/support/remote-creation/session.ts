import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '../../../src/core/domain/result.ts';
import type { Desk } from '../../../src/core/use-cases/desk.ts';
import type { CreationDesk } from '../../../src/core/use-cases/remote-creation/ports.ts';
import { openCreationJournal } from '../../../src/main/creations/creation-journal.ts';
import { openKeptSecrets, type KeptSecrets } from '../../../src/main/creations/kept-secrets.ts';
import { openCreations } from '../../../src/main/creations/open-creations.ts';
import { openIntentJournal } from '../../../src/main/directory/local/intent-journal.ts';
import { createNoticeBoard } from '../../../src/main/directory/local/notices.ts';
import type { Creations } from '../../../src/main/ipc/creations.ts';
import { fixedSecretMaker } from '../fixed-secret-maker.ts';
import { worked } from '../outcome.ts';
import { Stopped } from '../port-faults.ts';
import { CREDENTIAL, tenantOnLoopback, type FaultFor, type WireFault } from '../tenant-on-loopback.ts';
import type { TwinRequest } from '../tenant-twin.ts';
import { shownFirst } from './shown-first.ts';
import type { CreationWorld } from './world.ts';

/** Where the process ends: before the n-th point is carried out, or after it was and before anybody heard of it. */
export interface Stop {
  readonly number: number;
  readonly effect: 'none' | 'carried-out';
}

export interface Trouble {
  readonly stop?: Stop | undefined;
  /** What goes wrong with the n-th request. */
  readonly fault?: { readonly number: number; readonly fault: WireFault } | undefined;
  /** The first request of this method goes wrong. */
  readonly refused?: { readonly method: string; readonly fault: WireFault } | undefined;
  readonly faultFor?: FaultFor;
  /** From the first request on that goes wrong, the keychain does not give what the app signs in with. */
  readonly keychainFails?: boolean | undefined;
  /** Instead of the product's own way of writing; for the control. */
  readonly alter?: (desk: CreationDesk) => CreationDesk;
}

export interface Session {
  /** As the window uses them: what is created was previewed. */
  readonly creations: Creations;
  readonly bare: Creations;
  readonly kept: KeptSecrets;
  /** What the other use-cases have of the same tenant. */
  readonly desk: Desk;
  /** Points so far, by name. */
  readonly points: readonly string[];
  readonly asked: readonly TwinRequest[];
}

/** A process of the app with this world, until it is stopped. Every request and every durable step is a point. */
export async function openSession(
  world: CreationWorld,
  { stop, fault, refused, faultFor, keychainFails = false, alter = (desk) => desk }: Trouble = {},
): Promise<Session> {
  world.clock.pass(3_600);
  world.underWay.splice(0).forEach((arrive) => arrive());
  const points: string[] = [];
  const asked: TwinRequest[] = [];
  let [dead, deadly, silent] = [false, false, false];
  const point = async <T>(name: string, carryOut: () => Promise<T>): Promise<T> => {
    if (dead) throw new Stopped();
    points.push(name);
    if (points.length !== stop?.number) return carryOut();
    dead = true;
    if (stop.effect === 'carried-out') await carryOut();
    throw new Stopped();
  };
  const tenant = await tenantOnLoopback({
    twin: { ...world.twin, answer: (request) => noting(world, request) },
    fault: (request, number) => {
      asked.push(request);
      if (deadly) {
        dead = true;
        return { when: 'after', how: (response) => response.socket?.destroy() };
      }
      const isFirst = asked.filter(({ method }) => method === request.method).length === 1;
      const isRefused = isFirst && refused?.method === request.method;
      const found = number === fault?.number ? fault.fault : isRefused ? refused.fault : faultFor?.(request, number);
      if (found) silent = keychainFails;
      return found;
    },
    parts: {
      authorize: () => {
        if (dead) throw new Stopped();
        if (silent) return Promise.resolve(fail({ code: 'keychain-silent', changed: 'nothing' }));
        points.push('request');
        const isHere = points.length === stop?.number;
        if (isHere && stop.effect === 'none') {
          dead = true;
          throw new Stopped();
        }
        deadly = isHere;
        return Promise.resolve(ok({ header: CREDENTIAL, confidential: [CREDENTIAL] }));
      },
    },
  });
  world.underWay.push(tenant.arrive);
  const { vault } = world.keychain;
  const via = <T>(name: string, run: () => Promise<Result<T>>) => point(name, run);
  const kept = worked(
    openKeptSecrets(
      world.folder,
      {
        keepsIn: () => vault.keepsIn(),
        keep: (id, value) => via('vault.keep', () => vault.keep(id, value)),
        read: (id) => via('vault.read', () => vault.read(id)),
        forget: (id) => via('vault.forget', () => vault.forget(id)),
      },
      createNoticeBoard(),
    ),
  );
  const journal = openCreationJournal(world.folder, createNoticeBoard());
  const desk: CreationDesk = {
    ...{ tenant: tenant.directory, vault: kept.vault, clock: world.clock, ids: { next: () => randomUUID() } },
    creations: {
      write: (record) => via('journal.write', () => journal.write(record)),
      drop: (id) => via('journal.drop', () => journal.drop(id)),
      all: () => via('journal.all', () => journal.all()),
    },
  };
  const intents = openIntentJournal(world.folder, createNoticeBoard());
  const others: Desk = {
    ...{ directory: tenant.directory, issuer: tenant.directory, vault: kept.vault, secretMaker: fixedSecretMaker() },
    ...{ clock: desk.clock, ids: desk.ids },
    journal: {
      add: (intent) => via('journal.add', () => intents.add(intent)),
      settle: (id) => via('journal.settle', () => intents.settle(id)),
      pending: () => via('journal.pending', () => intents.pending()),
    },
  };
  const bare = openCreations(alter(desk));
  return { creations: shownFirst(bare), bare, kept, desk: others, points, asked };
}

function noting({ twin, issued }: CreationWorld, request: TwinRequest) {
  const answer = twin.answer(request);
  const told = answer.body as { readonly id?: string; readonly secret?: string } | undefined;
  if (told?.id !== undefined && told.secret !== undefined) issued.set(told.id, told.secret);
  return answer;
}

/** Undefined when it was stopped: nobody got an answer. */
export async function unlessStopped<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Stopped) return undefined;
    throw error;
  }
}
