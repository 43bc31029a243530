import { beforeEach, describe, expect, it, vi } from 'vitest';
import { countedIds } from '../../../tests/support/counted-ids.ts';
import { createInMemoryVault } from '../../../tests/support/in-memory-vault.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { tenantId, type TenantId } from '../../core/domain/identifiers.ts';
import type { UnfinishedCreation } from '../../core/domain/creation.ts';
import { done, fail, ok, type Result } from '../../core/domain/result.ts';
import { LOCAL_TENANT } from '../../core/domain/tenant.ts';
import type { TypedTenant } from '../../shared/ipc/call-inputs.ts';
import { createNoticeBoard } from '../directory/local/notices.ts';
import { Credentials } from './credentials.ts';
import { TenantsDesk } from './tenants-desk.ts';
import { TenantsRecord } from './tenants-record.ts';

const TYPED: TypedTenant = {
  ...{ name: 'ACME', address: '127.0.0.1:8751', colour: 'blue', production: false, authority: null },
  ...{ signIn: { kind: 'client-secret', clientId: 'c-1' }, confirmed: ['private-address'] },
};

const FACTS = { subject: '', issuer: '', names: [], validFrom: '', validTo: '' };

let folder: string;
let keychain: ReturnType<typeof createInMemoryVault>;
let given: Result<string | undefined>;
let current: TenantId;
let asked: unknown[];
let ended: unknown[];
let unfinished: Result<readonly UnfinishedCreation[]>;
/** Who answers at every address. */
let fingerprint: string;
const ids = countedIds(77);

/** As at each start of the app. */
function open(): TenantsDesk {
  const record = new TenantsRecord(folder, createNoticeBoard());
  return new TenantsDesk({
    record,
    opens: (id) => Promise.resolve(record.find(id)),
    credentials: new Credentials(folder, keychain.vault),
    asking: {
      secret: (what) => {
        asked.push(what);
        return Promise.resolve(given);
      },
      file: () => Promise.resolve(ok(undefined)),
    },
    p12: { read: () => Promise.resolve(fail({ code: 'p12-malformed' })) },
    ids,
    current: { read: () => current, remember: (id) => (current = id) },
    probe: () => {
      throw new Error('nothing is tested');
    },
    ended: (id) => Promise.resolve(void ended.push(id)),
    unfinished: () => Promise.resolve(unfinished),
    forget: () => Promise.resolve(done),
    peek: () => Promise.resolve({ kind: 'certificate', certificate: { ...FACTS, fingerprint }, trouble: null }),
    announce: () => undefined,
  });
}

beforeEach(() => {
  [folder, keychain, given] = [temporaryFolder(), createInMemoryVault(), ok('s3cret')];
  [current, asked, ended, unfinished, fingerprint] = [LOCAL_TENANT, [], [], ok([]), 'AA:01'];
});

/** As a person does it: what answers is looked at, and confirmed. */
async function add(desk: TenantsDesk, typed = TYPED) {
  worked(await desk.examine(typed));
  return desk.add(typed);
}

const names = async (desk: TenantsDesk) => worked(await desk.list()).tenants.map(({ name }) => name);
const values = () => [...keychain.values.keychain.values()];

describe('adding a tenant', () => {
  it('asks for the secret outside, keeps it in the keychain, and tells all but it', async () => {
    const desk = open();
    const added = worked(await add(desk));
    expect(added).toEqual({
      ...{ id: added.id, name: 'ACME', origin: 'https://127.0.0.1:8751', colour: 'blue', production: false },
      ...{ signIn: { kind: 'client-secret', clientId: 'c-1' }, authority: null },
    });
    expect(asked).toEqual([{ what: 'client-secret', tenant: 'ACME', host: '127.0.0.1:8751', account: 'c-1' }]);
    expect(values()).toHaveLength(1);
    expect(await names(open())).toEqual(['Local tenant', 'ACME']);
  });

  it('asks nobody for anything while something typed is wrong, or not confirmed', async () => {
    const desk = open();
    worked(await add(desk));
    asked = [];
    const codeFor = async (changed: Partial<TypedTenant>) => refusal(await desk.add({ ...TYPED, ...changed })).code;
    expect(await codeFor({ name: ' ' })).toBe('field-empty');
    expect(await codeFor({ name: 'acme' })).toBe('tenant-name-taken');
    expect(await codeFor({ name: 'LOCAL TENANT' })).toBe('tenant-name-taken');
    expect(await codeFor({ name: 'B', address: 'http://x' })).toBe('url-malformed');
    expect(await codeFor({ name: 'B', confirmed: [] })).toBe('address-unconfirmed');
    expect(await codeFor({ name: 'B', authority: ids.next() })).toBe('certificate-malformed');
    expect(await codeFor({ name: 'B', signIn: { kind: 'user-password', userName: 'a:b' } })).toBe('field-characters');
    expect(asked).toEqual([]);
  });

  it('leaves nothing when the person closes the window, or the secret is too long', async () => {
    const desk = open();
    given = ok(undefined);
    expect(refusal(await add(desk))).toEqual({ code: 'asking-cancelled' });
    given = ok('ä'.repeat(451));
    expect(refusal(await add(desk))).toEqual({ code: 'credential-too-long', limit: 900 });
    expect([await names(desk), values()]).toEqual([['Local tenant'], []]);
  });

  it('asks nobody for what a locked keychain could not keep', async () => {
    const desk = open();
    const { id } = worked(await add(desk));
    asked = [];
    keychain.be('locked');
    expect(refusal(await add(desk, { ...TYPED, name: 'B' })).code).toBe('keychain-locked');
    expect(refusal(await desk.signIn(id, TYPED.signIn)).code).toBe('keychain-locked');
    expect(asked).toEqual([]);
  });

  it('leaves nothing in the keychain when that fails, at once or at the next start', async () => {
    const desk = open();
    keychain.failAt(2, 'keychain-silent', 'carried-out');
    expect(refusal(await add(desk)).code).toBe('keychain-silent');
    // It has done it all the same.
    expect(values()).toHaveLength(1);
    const next = open();
    await next.tidy();
    expect([await names(next), values()]).toEqual([['Local tenant'], []]);
  });
});

describe('that an address was confirmed', () => {
  const code = async (desk: TenantsDesk, typed = TYPED) => refusal(await desk.add(typed)).code;

  it('counts for one that was looked at before, in this run of the app', async () => {
    expect(await code(open())).toBe('address-unconfirmed');
    worked(await open().examine(TYPED));
    expect(await code(open())).toBe('address-unconfirmed');
    const desk = open();
    worked(await desk.examine({ ...TYPED, address: '127.0.0.1:8752' }));
    expect(await code(desk)).toBe('address-unconfirmed');
    worked(await add(desk));
    expect(asked).toHaveLength(1);
  });

  it('counts as long as the certificate that was shown answers', async () => {
    const desk = open();
    worked(await desk.examine(TYPED));
    fingerprint = 'BB:02';
    expect(await code(desk)).toBe('address-unconfirmed');
    expect(asked).toEqual([]);
    worked(await add(desk));
  });
});

describe('a tenant', () => {
  it('is signed in to otherwise: the old credential goes', async () => {
    const desk = open();
    const { id } = worked(await add(desk));
    const [before] = values();
    given = ok('other');
    const changed = worked(await desk.signIn(id, { kind: 'user-password', userName: 'jane' }));
    expect(changed.signIn).toEqual({ kind: 'user-password', userName: 'jane' });
    expect(values()).toHaveLength(1);
    expect(values()).not.toContain(before);
    expect(ended.at(-1)).toBe(id);
  });

  it('keeps its old credential when the new one is refused', async () => {
    const desk = open();
    const { id } = worked(await add(desk));
    const before = values();
    keychain.failAt(2, 'keychain-locked');
    expect(refusal(await desk.signIn(id, TYPED.signIn)).code).toBe('keychain-locked');
    await desk.tidy();
    expect(values()).toEqual(before);
  });

  it('is renamed, coloured and marked, and no other one of its name', async () => {
    const desk = open();
    const { id } = worked(await add(desk));
    worked(await add(desk, { ...TYPED, name: 'Other' }));
    const changed = worked(await desk.change({ tenantId: id, name: 'ACME prod', colour: 'red', production: true }));
    expect(changed).toMatchObject({ name: 'ACME prod', colour: 'red', production: true });
    // Whoever works in it goes on.
    expect(ended).toEqual([id, expect.anything()]);
    const taken = await desk.change({ tenantId: id, name: 'other', colour: 'red', production: true });
    expect(refusal(taken)).toEqual({ code: 'tenant-name-taken', name: 'other' });
  });

  it('is removed with what is kept of it, though the keychain is locked just then; and nobody is there any more', async () => {
    const desk = open();
    const { id } = worked(await add(desk));
    worked(await desk.open(id));
    expect(worked(await desk.list()).current).toBe(id);
    keychain.be('locked');
    worked(await desk.remove({ tenantId: id, abandoned: [] }));
    expect(worked(await desk.list())).toMatchObject({ current: LOCAL_TENANT, tenants: [{ id: LOCAL_TENANT }] });
    expect([values().length, ended]).toEqual([1, [id, id]]);
    keychain.be('ready');
    await open().tidy();
    expect(values()).toEqual([]);
  });

  it('is not removed with creations that stopped half way, unless all of them are given up', async () => {
    const desk = open();
    const { id } = worked(await add(desk));
    const [one, two] = ['one', 'two'].map((name) => ({ id: ids.next(), name, application: 'Consumer' }));
    unfinished = ok([one!, two!]);
    for (const abandoned of [[], [one!.id]])
      expect(refusal(await desk.remove({ tenantId: id, abandoned }))).toEqual({
        ...{ code: 'tenant-unfinished-creations', creations: [one, two] },
      });
    expect([await names(desk), values().length]).toEqual([['Local tenant', 'ACME'], 1]);
    worked(await desk.remove({ tenantId: id, abandoned: [two!.id, one!.id] }));
    expect(await names(desk)).toEqual(['Local tenant']);
  });

  it('loses nothing of what is kept of it while its record cannot be written', async () => {
    const desk = open();
    const { id } = worked(await add(desk));
    ended = [];
    const change = vi.spyOn(TenantsRecord.prototype, 'change');
    const full = { code: 'store-write-failed', trouble: 'disk-full', changed: 'nothing' } as const;
    change.mockReturnValueOnce(fail(full));
    expect(refusal(await desk.remove({ tenantId: id, abandoned: [] }))).toEqual(full);
    change.mockRestore();
    expect([await names(open()), values().length, ended]).toEqual([['Local tenant', 'ACME'], 1, []]);
  });

  it('that is not there is neither opened nor changed', async () => {
    const desk = open();
    const nobody = tenantId(ids.next());
    for (const result of [
      await desk.open(nobody),
      await desk.remove({ tenantId: nobody, abandoned: [] }),
      await desk.test(nobody),
      await desk.signIn(nobody, TYPED.signIn),
      await desk.setAuthority(nobody, null),
      await desk.change({ tenantId: nobody, name: 'X', colour: 'red', production: false }),
    ])
      expect(refusal(result)).toEqual({ code: 'tenant-unknown', id: nobody });
    current = nobody;
    expect(worked(await desk.list()).current).toBe(LOCAL_TENANT);
  });
});
