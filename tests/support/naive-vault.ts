import { fail, ok, type Result } from '../../src/core/domain/result.ts';
import type { SecretVault } from '../../src/core/use-cases/ports.ts';
import type { SpawnHelper } from '../../src/main/helper/helper-process.ts';
import { KeychainClient, type KeychainReply } from '../../src/main/vault/keychain-client.ts';
import { KEYCHAIN_TIMING } from '../../src/main/vault/silence-watch.ts';

/**
 * The control of the keychain vault: the same keychain, believed at its word. No canary, no reading back, no second look, no
 * fresh helper. What is asserted of the vault must fail here, or the assertion proves nothing.
 */
export function createNaiveVault(service: string, spawn: SpawnHelper): { vault: SecretVault; close: () => void } {
  const client = new KeychainClient({ service, spawn, timing: KEYCHAIN_TIMING, onWaiting: () => undefined });
  const said = <T>(reply: KeychainReply, value: T): Result<T> =>
    reply.outcome === 'found' || reply.outcome === 'absent' || reply.outcome === 'done'
      ? ok(value)
      : fail({ code: 'keychain-unavailable', changed: 'nothing' });
  return {
    vault: {
      keepsIn: () => 'keychain',
      keep: async (account, value) => said(await client.ask({ verb: 'set', service, account, value }), undefined),
      read: async (account) => {
        const reply = await client.ask({ verb: 'get', service, account });
        return said(reply, reply.outcome === 'found' ? reply.value : undefined);
      },
      forget: async (account) => said(await client.ask({ verb: 'delete', service, account }), undefined),
    },
    close: () => client.close(),
  };
}
