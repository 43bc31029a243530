import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countedId } from '../../../tests/support/counted-ids.ts';
import { createInMemoryVault } from '../../../tests/support/in-memory-vault.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { secretId } from '../../core/domain/identifiers.ts';
import { Credentials } from './credentials.ts';

const ID = secretId(countedId(1));
const CERTIFICATE = {
  kind: 'certificate',
  certificate: 'CERT-PEM',
  privateKey: `KEY-PEM-${'x'.repeat(3_000)}`,
} as const;

function kept() {
  const folder = temporaryFolder();
  const keychain = createInMemoryVault();
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'));
  return { keychain, files, credentials: new Credentials(folder, keychain.vault) };
}

describe('a credential', () => {
  it.each(['top-secret', 'päß wörd 🔑', '', '{"kind":"text"}'])('comes back as it was: %j', async (value) => {
    const { credentials, files } = kept();
    worked(await credentials.keep(ID, { kind: 'text', value }));
    expect(worked(await credentials.read(ID))).toEqual({ kind: 'text', value });
    expect(files()).toEqual([]);
  });

  it('that is a certificate is a file nobody can read without the keychain', async () => {
    const { credentials, files, keychain } = kept();
    worked(await credentials.keep(ID, CERTIFICATE));
    expect(worked(await credentials.read(ID))).toEqual(CERTIFICATE);
    expect(files().length).toBeGreaterThan(0);
    expect(files().join()).not.toMatch(/KEY-PEM|CERT-PEM/);
    expect(files().join()).not.toContain(Buffer.from('KEY-PEM-xxx').toString('base64url').slice(0, 12));
    expect([...keychain.values.keychain.values()].join()).not.toContain('KEY-PEM');
    keychain.values.keychain as Map<unknown, unknown>;
    worked(await keychain.vault.keep(ID, Buffer.alloc(32, 7).toString('base64url')));
    expect(refusal(await credentials.read(ID))).toEqual({ code: 'credential-missing' });
  });

  it('that is not there is told as missing, and one that a locked keychain hides is not', async () => {
    const { credentials, keychain } = kept();
    expect(refusal(await credentials.read(ID))).toEqual({ code: 'credential-missing' });
    keychain.be('locked');
    expect(refusal(await credentials.read(ID)).code).toBe('keychain-locked');
  });

  it('is gone whole, whichever it was', async () => {
    const { credentials, files, keychain } = kept();
    worked(await credentials.keep(ID, CERTIFICATE));
    worked(await credentials.forget(ID));
    expect([files(), keychain.values.keychain.size]).toEqual([[], 0]);
    worked(await credentials.forget(ID));
  });
});
