import { beforeEach, describe, expect, it } from 'vitest';
import { countedIds } from '../../../tests/support/counted-ids.ts';
import { createInMemoryVault } from '../../../tests/support/in-memory-vault.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { tenantId, type TenantId } from '../../core/domain/identifiers.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
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

let folder: string;
let keychain: ReturnType<typeof createInMemoryVault>;
let given: Result<string | undefined>;
let current: TenantId;
let asked: unknown[];
let ended: unknown[];
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
    ended: (...what) => Promise.resolve(void ended.push(what)),
    announce: () => undefined,
  });
}

beforeEach(() => {
  [folder, keychain, given] = [temporaryFolder(), createInMemoryVault(), ok('s3cret')];
  [current, asked, ended] = [LOCAL_TENANT, [], []];
});

const names = async (desk: TenantsDesk) => worked(await desk.list()).tenants.map(({ name }) => name);
const values = () => [...keychain.values.keychain.values()];

describe('adding a tenant', () => {
  it('asks for the secret outside, keeps it in the keychain, and tells all but it', async () => {
    const desk = open();
    const added = worked(await desk.add(TYPED));
    expect(added).toEqual({
      ...{ id: added.id, name: 'ACME', origin: 'https://127.0.0.1:8751', colour: 'blue', production: false },
      ...{ signIn: { kind: 'client-secret', clientId: 'c-1' }, authority: null },
    });
    expect(asked).toEqual([{ what: 'client-secret', tenant: 'ACME', account: 'c-1' }]);
    expect(values()).toHaveLength(1);
    expect(await names(open())).toEqual(['Local tenant', 'ACME']);
  });

  it('asks nobody for anything while something typed is wrong, or not confirmed', async () => {
    const desk = open();
    worked(await desk.add(TYPED));
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
    expect(refusal(await desk.add(TYPED))).toEqual({ code: 'asking-cancelled' });
    given = ok('ä'.repeat(451));
    expect(refusal(await desk.add(TYPED))).toEqual({ code: 'credential-too-long', limit: 900 });
    expect([await names(desk), values()]).toEqual([['Local tenant'], []]);
  });

  it('leaves nothing in the keychain when that fails, at once or at the next start', async () => {
    const desk = open();
    keychain.failAt(1, 'keychain-silent', 'carried-out');
    expect(refusal(await desk.add(TYPED)).code).toBe('keychain-silent');
    // It has done it all the same.
    expect(values()).toHaveLength(1);
    const next = open();
    await next.tidy();
    expect([await names(next), values()]).toEqual([['Local tenant'], []]);
  });
});

describe('a tenant', () => {
  it('is signed in to otherwise: the old credential goes', async () => {
    const desk = open();
    const { id } = worked(await desk.add(TYPED));
    const [before] = values();
    given = ok('other');
    const changed = worked(await desk.signIn(id, { kind: 'user-password', userName: 'jane' }));
    expect(changed.signIn).toEqual({ kind: 'user-password', userName: 'jane' });
    expect(values()).toHaveLength(1);
    expect(values()).not.toContain(before);
    expect(ended.at(-1)).toEqual([id, 'changed']);
  });

  it('keeps its old credential when the new one is refused', async () => {
    const desk = open();
    const { id } = worked(await desk.add(TYPED));
    const before = values();
    keychain.failAt(1, 'keychain-locked');
    expect(refusal(await desk.signIn(id, TYPED.signIn)).code).toBe('keychain-locked');
    await desk.tidy();
    expect(values()).toEqual(before);
  });

  it('is renamed, coloured and marked, and no other one of its name', async () => {
    const desk = open();
    const { id } = worked(await desk.add(TYPED));
    worked(await desk.add({ ...TYPED, name: 'Other' }));
    const changed = worked(await desk.change({ tenantId: id, name: 'ACME prod', colour: 'red', production: true }));
    expect(changed).toMatchObject({ name: 'ACME prod', colour: 'red', production: true });
    const taken = await desk.change({ tenantId: id, name: 'other', colour: 'red', production: true });
    expect(refusal(taken)).toEqual({ code: 'tenant-name-taken', name: 'other' });
  });

  it('is removed with what is kept of it, though the keychain is locked just then; and nobody is there any more', async () => {
    const desk = open();
    const { id } = worked(await desk.add(TYPED));
    worked(await desk.open(id));
    expect(worked(await desk.list()).current).toBe(id);
    keychain.be('locked');
    worked(await desk.remove(id));
    expect(worked(await desk.list())).toMatchObject({ current: LOCAL_TENANT, tenants: [{ id: LOCAL_TENANT }] });
    expect([values().length, ended]).toEqual([1, [[id, 'changed'], [id, 'removed']]]); // prettier-ignore
    keychain.be('ready');
    await open().tidy();
    expect(values()).toEqual([]);
  });

  it('that is not there is neither opened nor changed', async () => {
    const desk = open();
    const nobody = tenantId(ids.next());
    for (const result of [
      await desk.open(nobody),
      await desk.remove(nobody),
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
