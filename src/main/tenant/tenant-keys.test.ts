import { createPublicKey, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { countedKeys } from '../../../tests/support/counted-keys.ts';
import { SPECIAL_DAMAGES } from '../../../tests/support/damage.ts';
import { fixedClock } from '../../../tests/support/fixed-clock.ts';
import { createInMemoryVault } from '../../../tests/support/in-memory-vault.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { createNoticeBoard } from '../directory/local/notices.ts';
import { newKey } from '../records/encryption.ts';
import { SIGNING_FILE_KEY, TLS_KEY } from './keychain-entries.ts';
import { openTenantKeys } from './tenant-keys.ts';

// A busy machine may need seconds for an RSA key.
vi.setConfig({ testTimeout: 60_000 });

const PROFILE = '01234567-89ab-4cde-8f01-23456789abcd';
const LIFETIME_MS = 12 * 60 * 60 * 1000;

/** A profile with a keychain of its own, whose keys can be opened again and again. */
function profile() {
  const folder = temporaryFolder();
  const keychain = createInMemoryVault();
  const clock = fixedClock();
  const notices = createNoticeBoard();
  const makeKey = countedKeys();
  const open = (profileId = PROFILE) =>
    openTenantKeys({
      ...{ folder, profileId, notices, vault: keychain.vault, tokenLifetimeMs: LIFETIME_MS, makeKey },
      now: () => clock.now(),
    });
  const files = () => readdirSync(folder).sort();
  const kinds = () => notices.all().map(({ kind }) => kind);
  return { folder, keychain, clock, open, files, kinds };
}
const FIRST = 'tenant-signing-keys.b.json';
const SECOND = 'tenant-signing-keys.a.json';

describe('the keys of the local tenant', () => {
  it('are made once and are the same at the next start', async () => {
    const { open, files, keychain } = profile();
    const first = worked(await open());
    const again = worked(await open());
    expect(again.signing()).toEqual(first.signing());
    expect(again.tls).toEqual(first.tls);
    expect(again.forThisSession).toBe(false);
    expect(files()).toEqual(['local-tenant.pem', FIRST]);
    expect([...keychain.values.keychain.keys()].sort()).toEqual([SIGNING_FILE_KEY, TLS_KEY].sort());
  });

  it('stand in no file as they are, and the files are for this user only', async () => {
    const { folder, open, files, keychain } = profile();
    const { signing, tls } = worked(await open());
    const inner = signing().current.privateKey.slice(40, 80);
    for (const file of files()) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).not.toContain(inner);
      expect(text).not.toContain(tls.privateKey);
      expect(text).not.toContain('PRIVATE');
      for (const value of keychain.values.keychain.values()) expect(text).not.toContain(value);
      expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
    }
  });

  it('are in memory only where secrets are, but for the certificate, and new at the next start', async () => {
    const { open, files, keychain } = profile();
    keychain.health.useSession();
    const first = worked(await open());
    expect(first.forThisSession).toBe(true);
    expect(files()).toEqual(['local-tenant-session.pem']);
    expect(keychain.calls).toBe(0);
    const again = worked(await open());
    expect(again.signing().current.kid).not.toBe(first.signing().current.kid);
    expect(again.tls.fingerprint).not.toBe(first.tls.fingerprint);
  });

  it('of a session leave the lasting ones alone', async () => {
    const { open, keychain } = profile();
    const lasting = worked(await open());
    keychain.health.useSession();
    worked(await open());
    await keychain.health.check();
    expect(worked(await open()).tls).toEqual(lasting.tls);
  });

  it('are not made while the keychain is locked, since it may hold them', async () => {
    const { open, files, keychain } = profile();
    const before = worked(await open());
    keychain.be('locked');
    expect(refusal(await open())).toMatchObject({ code: 'keychain-locked' });
    keychain.be('ready');
    expect(worked(await open()).signing()).toEqual(before.signing());
    expect(files()).toEqual(['local-tenant.pem', FIRST]);
  });
});

describe('the file of signing keys', () => {
  it.each(SPECIAL_DAMAGES)(
    'is set aside with a notice when it cannot be read, and keys are made anew: $what',
    async ({ spoil }) => {
      const { folder, open, files, kinds } = profile();
      const before = worked(await open());
      spoil(join(folder, FIRST));
      const after = worked(await open());
      expect(after.signing().current.kid).not.toBe(before.signing().current.kid);
      expect(kinds()).toEqual(['record-unreadable']);
      expect(files().some((file) => file.startsWith(`${FIRST}.damaged-`))).toBe(true);
      expect(worked(await open()).signing()).toEqual(after.signing());
    },
  );

  it('has an older copy for when the newer is damaged', async () => {
    const { folder, open, kinds } = profile();
    const keys = worked(await open());
    const before = keys.signing();
    worked(await keys.rotate());
    writeFileSync(join(folder, SECOND), '');
    expect(worked(await open()).signing().current.kid).toBe(before.current.kid);
    expect(kinds()).toEqual(['older-copy-used']);
  });

  it('opens with no other key, and for no other profile', async () => {
    for (const change of ['key', 'profile'] as const) {
      const { keychain, open, kinds } = profile();
      const before = worked(await open());
      if (change === 'key') worked(await keychain.vault.keep(SIGNING_FILE_KEY, newKey()));
      const other = change === 'profile' ? PROFILE.replace('0', '9') : PROFILE;
      expect(worked(await open(other)).signing().current.kid).not.toBe(before.signing().current.kid);
      expect(kinds()).toEqual(['record-unreadable']);
    }
  });

  it('gets a new key when what is in the keychain is none', async () => {
    const { keychain, open } = profile();
    worked(await open());
    for (const foreign of ['x', newKey().slice(1), `${newKey().slice(1)}=`]) {
      worked(await keychain.vault.keep(SIGNING_FILE_KEY, foreign));
      const made = worked(await open());
      expect(worked(await open()).signing()).toEqual(made.signing());
    }
  });

  it('of a newer version is left alone', async () => {
    const { folder, open } = profile();
    worked(await open());
    writeFileSync(join(folder, SECOND), '{"format":9,"anything":1}');
    expect(refusal(await open())).toEqual({ code: 'store-newer', format: 9 });
    expect(readFileSync(join(folder, SECOND), 'utf8')).toBe('{"format":9,"anything":1}');
  });
});

describe('a new signing key', () => {
  it('signs from now on, and the old one stays published until its last token has expired', async () => {
    const { clock, open } = profile();
    const keys = worked(await open());
    const { current: old } = keys.signing();
    worked(await keys.rotate());
    const { current, retired } = keys.signing();
    expect(current.kid).not.toBe(old.kid);
    const until = new Date(clock.now().getTime() + LIFETIME_MS).toISOString();
    expect(retired).toEqual([{ kid: old.kid, publicKey: expect.any(String) as string, until }]);
    const published = Buffer.from(retired[0]!.publicKey, 'base64url');
    expect(createPublicKey({ key: published, format: 'der', type: 'spki' }).asymmetricKeyType).toBe('rsa');
    expect(worked(await open()).signing()).toEqual(keys.signing());
    clock.pass(LIFETIME_MS / 1000 - 1);
    expect(worked(await open()).signing().retired).toHaveLength(1);
    clock.pass(1);
    expect(keys.signing().retired).toEqual([]);
    expect(worked(await open()).signing()).toEqual({ current, retired: [] });
  });

  it('asked for twice at once comes twice, and no key that has signed is forgotten', async () => {
    const { open } = profile();
    const keys = worked(await open());
    const { current: first } = keys.signing();
    (await Promise.all([keys.rotate(), keys.rotate()])).forEach(worked);
    expect(keys.signing().retired).toHaveLength(2);
    expect(keys.signing().retired[1]?.kid).toBe(first.kid);
  });

  it('is not used when it could not be written', async () => {
    const { folder, open } = profile();
    const keys = worked(await open());
    const before = keys.signing();
    writeFileSync(join(folder, SECOND), '{"format":9,');
    expect(refusal(await keys.rotate())).toEqual({ code: 'store-newer', format: 9 });
    expect(keys.signing()).toEqual(before);
  });
});

describe('the certificate', () => {
  it('vouches for the loopback addresses only, and can sign no other', async () => {
    const { clock, open } = profile();
    const { tls } = worked(await open());
    const certificate = new X509Certificate(readFileSync(tls.file));
    expect(certificate.subjectAltName).toBe('IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:localhost');
    expect(certificate.ca).toBe(false);
    expect(certificate.fingerprint256).toBe(tls.fingerprint);
    expect(Date.parse(tls.validTo) - clock.now().getTime()).toBeLessThan(825 * 24 * 60 * 60 * 1000);
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  });

  it('is made anew when its file or its key is gone, is another one, or it ends soon', async () => {
    const { clock, folder, keychain, open } = profile();
    const seen = new Set([worked(await open()).tls.fingerprint]);
    const renewed = async () => {
      const { fingerprint } = worked(await open()).tls;
      expect(seen.has(fingerprint)).toBe(false);
      seen.add(fingerprint);
      expect(worked(await open()).tls.fingerprint).toBe(fingerprint);
    };
    writeFileSync(join(folder, 'local-tenant.pem'), 'x');
    await renewed();
    worked(await keychain.vault.forget(TLS_KEY));
    await renewed();
    const other = profile();
    writeFileSync(join(folder, 'local-tenant.pem'), readFileSync(worked(await other.open()).tls.file));
    await renewed();
    clock.pass(771 * 24 * 60 * 60);
    await renewed();
    clock.pass(-900 * 24 * 60 * 60);
    await renewed();
  });
});
