import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createInMemoryVault } from '../../../tests/support/in-memory-vault.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { secretId } from '../../core/domain/identifiers.ts';
import { openKeptSecrets } from './kept-secrets.ts';

const [ONE, TWO] = [secretId('one'), secretId('two')];

function opened(folder = temporaryFolder(), keychain = createInMemoryVault()) {
  return { folder, keychain, ...worked(openKeptSecrets(folder, keychain.vault)) };
}

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

  it('are none without their list: what cannot be noted is not kept, and a damaged list is told', async () => {
    const { folder, vault, keychain } = opened();
    worked(await vault.keep(ONE, 'the value'));
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{');
    expect(refusal(await vault.keep(TWO, 'the value')).code).toMatch(/^store-/);
    expect(keychain.values.keychain.has(TWO)).toBe(false);
    expect(openKeptSecrets(folder, keychain.vault)).toMatchObject({ ok: false, failure: { code: 'store-damaged' } });
  });
});
