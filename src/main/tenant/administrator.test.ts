import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countedIds } from '../../../tests/support/counted-ids.ts';
import { fixedClock } from '../../../tests/support/fixed-clock.ts';
import { digestOf, fixedSecretMaker, predictedSecret } from '../../../tests/support/fixed-secret-maker.ts';
import { createInMemoryVault, type InMemoryVault } from '../../../tests/support/in-memory-vault.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { createNoticeBoard } from '../directory/local/notices.ts';
import { Administrator } from './administrator.ts';

interface Given {
  readonly folder?: string;
  readonly keychain?: InMemoryVault;
  readonly session?: boolean;
}

/** What the server would have been told, in order: the digest of the secret that counts, or null. */
async function opened({ folder = temporaryFolder(), keychain = createInMemoryVault(), session }: Given = {}) {
  await keychain.health.check();
  if (session) keychain.health.useSession();
  const told: (string | null)[] = [];
  const notices = createNoticeBoard();
  const administrator: Administrator = new Administrator({
    ...{
      folder,
      notices,
      vault: keychain.vault,
      clock: fixedClock(),
      ids: countedIds(),
      secretMaker: fixedSecretMaker(),
    },
    changed: () => {
      told.push(administrator.current()?.secret.digest ?? null);
      return Promise.resolve();
    },
  });
  const values = () => [...keychain.values.keychain.values()];
  return { administrator, folder, keychain, told, notices, values };
}

describe('the administrator', () => {
  it('is nobody at first', async () => {
    const { administrator } = await opened();
    expect(administrator.current()).toBeUndefined();
    expect(refusal(await administrator.secretValue()).code).toBe('request-refused');
    expect(refusal(await administrator.regenerate()).code).toBe('request-refused');
  });

  it('has a secret in the keychain and its hash in the record', async () => {
    const { administrator, folder, told, values } = await opened();
    worked(await administrator.switchOn());
    expect(administrator.current()).toMatchObject({
      secret: { hint: predictedSecret(1).slice(0, 4), digest: digestOf(predictedSecret(1)), keptIn: 'keychain' },
    });
    expect(values()).toEqual([predictedSecret(1)]);
    expect(told).toEqual([digestOf(predictedSecret(1))]);
    expect(worked(await administrator.secretValue())).toBe(predictedSecret(1));
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(files.join()).toContain(digestOf(predictedSecret(1)));
    expect(files.join()).not.toContain(predictedSecret(1));
  });

  it('stays the same when it is switched on again, and after a restart', async () => {
    const first = await opened();
    worked(await first.administrator.switchOn());
    worked(await first.administrator.switchOn());
    const second = await opened(first);
    expect(second.administrator.current()).toEqual(first.administrator.current());
    expect(first.values()).toHaveLength(1);
  });

  it('gets another secret under the same client ID, and the old one is gone', async () => {
    const { administrator, told, values } = await opened();
    worked(await administrator.switchOn());
    const before = administrator.current()!;
    worked(await administrator.regenerate());
    expect(administrator.current()).toMatchObject({ id: before.id, clientId: before.clientId });
    expect(values()).toEqual([predictedSecret(2)]);
    expect(told).toEqual([1, 2].map((count) => digestOf(predictedSecret(count))));
  });

  it('is gone with its secret when it is switched off', async () => {
    const first = await opened();
    worked(await first.administrator.switchOn());
    worked(await first.administrator.switchOff());
    expect(first.told.at(-1)).toBeNull();
    expect(first.values()).toEqual([]);
    expect((await opened(first)).administrator.current()).toBeUndefined();
  });

  it('is gone also when the keychain cannot forget the secret; it does when it can', async () => {
    const { administrator, keychain, values, folder } = await opened();
    worked(await administrator.switchOn());
    keychain.be('locked');
    worked(await administrator.switchOff());
    expect(administrator.current()).toBeUndefined();
    expect(values()).toHaveLength(1);
    keychain.be('ready');
    const next = await opened({ folder, keychain });
    await next.administrator.tidy();
    expect(values()).toEqual([]);
    const calls = keychain.calls;
    await next.administrator.tidy();
    expect(keychain.calls).toBe(calls);
  });

  it('lives in memory when a person chose that, and then the value ends with the app', async () => {
    const { administrator, folder, keychain } = await opened({ session: true });
    worked(await administrator.switchOn());
    expect(administrator.current()?.secret.keptIn).toBe('session');
    expect(keychain.values.keychain.size).toBe(0);
    const { administrator: next } = await opened({ folder });
    expect(refusal(await next.secretValue()).code).toBe('secret-session-ended');
  });

  it('says that its value is missing from the keychain', async () => {
    const { administrator, folder } = await opened();
    worked(await administrator.switchOn());
    const { administrator: elsewhere } = await opened({ folder });
    expect(refusal(await elsewhere.secretValue()).code).toBe('secret-missing');
  });

  it.each([1, 2])(
    'is as before when the keychain refuses at its call %i, and nothing is left in the end',
    async (at) => {
      for (const carriedOut of [undefined, 'carried-out'] as const) {
        const { administrator, keychain, folder, values } = await opened();
        worked(await administrator.switchOn());
        const before = administrator.current();
        keychain.failAt(at, 'keychain-silent', carriedOut);
        const answer = await administrator.regenerate();
        const next = await opened({ folder, keychain });
        expect(next.administrator.current()).toEqual(administrator.current());
        expect(administrator.current()?.secret.id === before?.secret.id).toBe(!answer.ok);
        await next.administrator.tidy();
        await next.administrator.tidy();
        expect(values()).toEqual([worked(await next.administrator.secretValue())]);
        expect(digestOf(values()[0]!)).toBe(next.administrator.current()?.secret.digest);
      }
    },
  );

  it('is off when its record cannot be read, which is set aside and told', async () => {
    const { administrator, folder, keychain } = await opened();
    worked(await administrator.switchOn());
    for (const name of readdirSync(folder)) truncateSync(join(folder, name), 20);
    const next = await opened({ folder, keychain });
    expect(next.administrator.current()).toBeUndefined();
    expect(next.notices.all()).toMatchObject([{ kind: 'record-unreadable' }]);
    worked(await next.administrator.switchOn());
    expect(next.administrator.current()).toBeDefined();
  });
});
