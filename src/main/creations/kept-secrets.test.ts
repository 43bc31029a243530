import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createInMemoryVault } from '../../../tests/support/in-memory-vault.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { secretId } from '../../core/domain/identifiers.ts';
import { createNoticeBoard } from '../directory/local/notices.ts';
import { openKeptSecrets } from './kept-secrets.ts';

const [ONE, TWO] = [secretId('one'), secretId('two')];

function opened(folder = temporaryFolder(), keychain = createInMemoryVault()) {
  const notices = createNoticeBoard();
  return { folder, keychain, notices, ...worked(openKeptSecrets(folder, keychain.vault, notices)) };
}

const damage = (folder: string, text: string) =>
  readdirSync(folder).forEach((name) => writeFileSync(join(folder, name), text));

describe('the secrets whose value is kept here', () => {
  it('are known after a restart, by id alone', async () => {
    const { folder, vault, keptIn, keychain } = opened();
    expect(keptIn(ONE)).toBeUndefined();
    worked(await vault.keep(ONE, 'the value'));
    expect(keptIn(ONE)).toBe('keychain');
    expect(keychain.values.keychain.get(ONE)).toBe('the value');
    expect(worked(await vault.read(ONE))).toBe('the value');
    expect(opened(folder).keptIn(ONE)).toBe('keychain');
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(files.join()).toContain('"one"');
    expect(files.join()).not.toContain('the value');
  });

  it('are not, once the value is forgotten; a keychain that refuses changes nothing', async () => {
    const { folder, vault, keptIn, keychain } = opened();
    for (const id of [ONE, TWO]) worked(await vault.keep(id, 'the value'));
    keychain.be('locked');
    expect(refusal(await vault.forget(ONE))).toMatchObject({ code: 'keychain-locked' });
    expect(keptIn(ONE)).toBe('keychain');
    keychain.be('ready');
    worked(await vault.forget(ONE));
    expect([keptIn(ONE), keptIn(TWO)]).toEqual([undefined, 'keychain']);
    expect(opened(folder).keptIn(ONE)).toBeUndefined();
  });

  it('are those of this session, too, until it ends', async () => {
    const keychain = createInMemoryVault();
    const { folder, vault, keptIn } = opened(temporaryFolder(), keychain);
    keychain.health.useSession();
    worked(await vault.keep(ONE, 'the value'));
    expect(vault.keepsIn()).toBe('session');
    expect(keptIn(ONE)).toBe('session');
    expect(opened(folder).keptIn(ONE)).toBeUndefined();
  });

  it('are unknown while their list is damaged, which is told; the next one is noted beside it', async () => {
    const { folder, vault, keychain } = opened();
    worked(await vault.keep(ONE, 'the value'));
    damage(folder, '{');
    const next = opened(folder, keychain);
    const savedAs = `tenants/${basename(folder)}/kept-secrets.b.json`;
    expect(next.notices.all()).toEqual([{ kind: 'record-unreadable', what: 'Kept secrets', savedAs }]);
    expect([next.keptIn(ONE), keychain.values.keychain.get(ONE)]).toEqual([undefined, 'the value']);
    worked(await next.vault.keep(TWO, 'another'));
    const last = opened(folder, keychain);
    expect([last.keptIn(ONE), last.keptIn(TWO), last.notices.all()]).toEqual([undefined, 'keychain', []]);
    // What could not be read is still there for whoever can.
    expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toContain('{');
  });

  it('are unknown while their list is of a newer version, which is left alone: nothing is kept meanwhile', async () => {
    const { folder, vault, keychain } = opened();
    worked(await vault.keep(ONE, 'the value'));
    damage(folder, '{"format":9,');
    const next = opened(folder, keychain);
    expect(next.notices.all()).toMatchObject([{ kind: 'newer-format', what: 'Kept secrets' }]);
    expect(refusal(await next.vault.keep(TWO, 'another')).code).toBe('store-newer');
    expect(keychain.values.keychain.has(TWO)).toBe(false);
    expect(readFileSync(join(folder, 'kept-secrets.b.json'), 'utf8')).toBe('{"format":9,');
  });
});
