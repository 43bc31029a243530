import { describe, expect, it } from 'vitest';
import { aDependency, anApplication, idOf } from '../../../../tests/support/builders.ts';
import { countedId } from '../../../../tests/support/counted-ids.ts';
import { testDesk } from '../../../../tests/support/desk.ts';
import { refusal, worked } from '../../../../tests/support/outcome.ts';
import { done, fail, ok } from '../../../core/domain/result.ts';
import type { RequestPreview } from '../../../shared/ipc/creation-views.ts';
import type { Counter } from '../counter.ts';
import type { Creations } from '../creations.ts';
import { createOnce } from '../once.ts';
import { createTurn } from '../turn.ts';
import { clipboardHandlers } from './clipboard.ts';
import { dependencyHandlers } from './dependencies.ts';

const id = countedId(1);
const provider = anApplication(2, { providedApis: [{ name: 'orders', description: '' }] });
const consumer = anApplication(1, { consumedApis: [aDependency(2)] });
const request = {
  ...{ requestId: id, providerId: provider.id, name: 'orders-client', apiName: 'orders' },
  consumer: { kind: 'existing', applicationId: idOf(1), allowClientCredentials: false },
} as const;

const PREVIEW: readonly RequestPreview[] = [
  { step: 'application', method: 'POST', path: '/Applications/v1/', body: '{\n  "id": "1"\n}' },
  { step: 'secret', method: 'GET', path: '/there', body: null },
];

/** A remote tenant whose creations are played. */
const played: Creations = {
  preview: () => Promise.resolve(ok(PREVIEW)),
  previewed: (asked) => (asked === id ? PREVIEW : undefined),
  create: () => Promise.resolve(ok({ consumer, dependency: aDependency(2), newApplication: true })),
  unfinished: () => Promise.resolve(ok([])),
  resume: () => Promise.resolve(fail({ code: 'creation-unknown', id })),
  undo: () => Promise.resolve(ok({ touched: [idOf(1), idOf(2)] })),
};

async function counterWith(creations: Creations | null) {
  const said: string[] = [];
  const copied: string[] = [];
  const counter = {
    ...{ desk: await testDesk([provider]), creations, once: createOnce(), turn: createTurn() },
    announce: {
      applications: {
        changed: ({ applicationIds }: { applicationIds: readonly string[] }) => said.push(...applicationIds),
      },
      dependencies: { unfinishedChanged: () => said.push('unfinished') },
    },
    place: { authorityFile: '/authority.pem' },
    machine: { copyText: (text: string) => Promise.resolve(copied.push(text) > 0 ? done : done) },
  } as unknown as Counter;
  return { dependencies: dependencyHandlers(counter), clipboard: clipboardHandlers(counter), said, copied };
}

describe('dependencies of the local tenant', () => {
  it('have no requests to preview and nothing unfinished', async () => {
    const { dependencies, said } = await counterWith(null);
    expect(await dependencies.preview(request)).toEqual(ok([]));
    expect(await dependencies.unfinished()).toEqual(ok([]));
    expect(refusal(await dependencies.resume({ creationId: id }))).toEqual({ code: 'creation-unknown', id });
    expect(refusal(await dependencies.undo({ creationId: id }))).toEqual({ code: 'creation-unknown', id });
    expect(said).toEqual([]);
  });
});

describe('dependencies of a remote tenant', () => {
  it('are created in steps, which may leave something unfinished', async () => {
    const { dependencies, said } = await counterWith(played);
    const created = worked(await dependencies.create(request));
    expect(created).toMatchObject({
      applicationId: idOf(1),
      newApplication: true,
      name: 'orders-client',
      authorityFile: '/authority.pem',
      secret: null,
    });
    expect(said).toEqual([idOf(1), idOf(2), 'unfinished']);
    expect(refusal(await (await counterWith(played)).dependencies.resume({ creationId: id })).code).toBe(
      'creation-unknown',
    );
  });

  it('that stop half way are announced, as far as they have come', async () => {
    const stopped = { ...played, create: () => Promise.resolve(fail({ code: 'creation-unfinished', id })) };
    const { dependencies, said } = await counterWith(stopped);
    expect(refusal(await dependencies.create(request)).code).toBe('creation-unfinished');
    expect(said).toEqual([provider.id, idOf(1), 'unfinished']);
  });

  it('are undone, and whoever may look otherwise is read again', async () => {
    const { dependencies, said } = await counterWith(played);
    worked(await dependencies.undo({ creationId: id }));
    expect(said).toEqual(['unfinished', idOf(1), idOf(2)]);
  });

  it('are previewed, and what was shown can be copied, one by one or all', async () => {
    const { dependencies, clipboard, copied } = await counterWith(played);
    expect(await dependencies.preview(request)).toEqual(ok(PREVIEW));
    const copy = (requestId: string, index: number | null) => clipboard.copy({ kind: 'preview', requestId, index });
    worked(await copy(id, 0));
    worked(await copy(id, 1));
    worked(await copy(id, null));
    const [first, second] = ['POST /Applications/v1/\n\n{\n  "id": "1"\n}', 'GET /there'];
    expect(copied).toEqual([first, second, `${first}\n\n${second}`]);
    for (const [requestId, index] of [
      [id, 2],
      [id, -1],
      [countedId(9), null],
    ] as const)
      expect(refusal(await copy(requestId, index))).toEqual({ code: 'preview-gone' });
  });
});

it('the details of a failure are copied line by line, without what it has not', async () => {
  const { clipboard, copied } = await counterWith(null);
  const refused = { code: 'tenant-fault', status: 500, message: 'Repaired.', reference: 'AB-12' };
  worked(await clipboard.copy({ kind: 'failure', ...refused }));
  worked(
    await clipboard.copy({ kind: 'failure', code: 'tenant-unreachable', status: null, message: '', reference: '' }),
  );
  worked(await clipboard.copy({ kind: 'failure', code: 'unexpected', status: null, message: '', reference: 'ab12' }));
  expect(copied).toEqual([
    'Code: tenant-fault\nStatus: 500\nMessage: Repaired.\nX-Ids-Id: AB-12',
    'Code: tenant-unreachable',
    'Code: unexpected\nReference: ab12',
  ]);
});
