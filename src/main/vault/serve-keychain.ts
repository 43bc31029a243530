import type { ParentPort } from '../helper/parent-port.ts';
import { isKeychainRequest, STARTED, type KeychainOutcome, type KeychainRequest } from './keychain-messages.ts';

/** The part of keytar we use. `findCredentials` is left out: it ends the process when the keychain is locked. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * Answers the requests of the parent, one after the other. Probes go beside them, also one after the other, so that a call
 * that waits for a person does not hide that the keychain is alive: never more than two keytar calls at a time.
 */
export function serveKeychain(port: ParentPort<unknown>, load: () => Promise<Keytar>): void {
  const calls = lane();
  const probes = lane();
  port.onMessage((message) => {
    if (!isKeychainRequest(message)) return;
    const inOrder = message.verb === 'probe' ? probes : calls;
    void inOrder(async () => port.post({ ...(await answer(load, message)), id: message.id }));
  });
  port.post(STARTED);
}

function lane(): (task: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  return (task) => (last = last.then(task).catch(() => undefined));
}

async function answer(load: () => Promise<Keytar>, request: KeychainRequest): Promise<KeychainOutcome> {
  let keytar;
  try {
    keytar = await load();
  } catch {
    return { outcome: 'unloadable' };
  }
  try {
    return await carryOut(keytar, request);
  } catch {
    return { outcome: 'refused' };
  }
}

async function carryOut(keytar: Keytar, request: KeychainRequest): Promise<KeychainOutcome> {
  const { service, account } = request;
  switch (request.verb) {
    case 'get': {
      const value = await keytar.getPassword(service, account);
      return typeof value === 'string' ? { outcome: 'found', value } : { outcome: 'absent' };
    }
    case 'set':
      await keytar.setPassword(service, account, request.value);
      return { outcome: 'done' };
    case 'delete':
      return { outcome: (await keytar.deletePassword(service, account)) ? 'done' : 'absent' };
    case 'probe':
      await keytar.getPassword(service, account);
      return { outcome: 'done' };
  }
}
