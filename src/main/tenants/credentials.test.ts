import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { issue } from '../../../tests/support/issued.ts';
import { createInMemoryVault } from '../../../tests/support/in-memory-vault.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { secretId } from '../../core/domain/identifiers.ts';
import { done, fail, ok } from '../../core/domain/result.ts';
import { Credentials } from './credentials.ts';

const id = secretId('tenant-5e0b2f0a-credential');
const other = secretId('tenant-8d1c44aa-credential');
const { certificate, key: privateKey } = issue();
const credential = { kind: 'certificate', certificate, privateKey } as const;
const missing = fail({ code: 'credential-missing' });

function bench() {
  const folder = temporaryFolder();
  const keychain = createInMemoryVault();
  return { folder, keychain, credentials: new Credentials(folder, keychain.vault) };
}
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name)));

/** A piece of the key from its middle, as it stands in PEM, and its bytes in every form that one line of a file could have. */
function formsOf(pem: string): readonly Buffer[] {
  const line = pem.split('\n')[5] ?? '';
  const bytes = Buffer.from(line, 'base64');
  const texts = [
    line,
    bytes.toString('hex'),
    bytes.toString('base64url'),
    Buffer.from(line).toString('base64').slice(0, 60),
  ];
  return [bytes, ...texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])];
}

describe('a certificate to sign in with', () => {
  it('is read as it was kept, also at the next start, and is gone when it is forgotten', async () => {
    const { folder, keychain, credentials } = bench();
    expect(await credentials.keep(id, credential)).toEqual(done);
    expect(await new Credentials(folder, keychain.vault).read(id)).toEqual(ok(credential));
    expect(await credentials.forget(id)).toEqual(done);
    expect(await credentials.read(id)).toEqual(missing);
    expect(keychain.values.keychain.size).toBe(0);
    expect(filesIn(folder)).toEqual([]);
  });

  it('leaves nothing of its key on the disk, in any form, nor anything to read it with', async () => {
    const { folder, keychain, credentials } = bench();
    await credentials.keep(id, credential);
    const kept = keychain.values.keychain.get(id) ?? '';
    const found = (forms: readonly Buffer[], files: readonly Buffer[]) =>
      forms.filter((form) => files.some((file) => file.includes(form))).length;
    const files = filesIn(folder);
    expect(files.length).toBeGreaterThan(0);
    expect(found([...formsOf(privateKey), Buffer.from(kept), Buffer.from(kept, 'base64url')], files)).toBe(0);
    // The control: the same eyes see it where it is.
    expect(found(formsOf(privateKey).slice(1, 2), [Buffer.from(privateKey)])).toBe(1);
    expect(found([Buffer.from(kept)], [Buffer.from(`x${kept}`)])).toBe(1);
  });

  it('is missing, and can be kept anew, after a crash between its key and its file', async () => {
    const { folder, keychain, credentials } = bench();
    await keychain.vault.keep(id, Buffer.alloc(32, 7).toString('base64url'));
    expect(await credentials.read(id)).toEqual(missing);
    expect(await credentials.keep(id, credential)).toEqual(done);
    expect(await new Credentials(folder, keychain.vault).read(id)).toEqual(ok(credential));
    // The other way round, as forgetting leaves it: a file that nobody can read.
    await keychain.vault.forget(id);
    expect(await credentials.read(id)).toEqual(missing);
    expect(await credentials.forget(id)).toEqual(done);
    expect(filesIn(folder)).toEqual([]);
  });

  it('is not written where its key cannot be kept', async () => {
    const { folder, keychain, credentials } = bench();
    keychain.be('locked');
    expect(await credentials.keep(id, credential)).toMatchObject({ ok: false, failure: { code: 'keychain-locked' } });
    expect(filesIn(folder)).toEqual([]);
  });

  it('of one tenant is nothing in the place of another’s, even with its key', async () => {
    const { folder, keychain, credentials } = bench();
    await credentials.keep(id, credential);
    await credentials.keep(other, credential);
    await keychain.vault.keep(id, keychain.values.keychain.get(other) ?? '');
    expect(await new Credentials(folder, keychain.vault).read(id)).toEqual(missing);
    const tenants = join(folder, 'tenants');
    const theirs = readdirSync(tenants).filter((name) => name.includes(other));
    expect(theirs.length).toBeGreaterThan(0);
    for (const name of theirs) cpSync(join(tenants, name), join(tenants, name.replace(other, id)));
    expect(await new Credentials(folder, keychain.vault).read(id)).toEqual(missing);
  });
});
