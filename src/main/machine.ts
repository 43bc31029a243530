import type { Host } from './host.ts';
import type { Machine } from './ipc/counter.ts';

/** What the handlers may ask of the machine. `keychainService`: the name under which this profile's secrets stand. */
export function machineOf(host: Host, keychainService: string): Machine {
  const { app: version, electron, chromium, node } = host.versions;
  return {
    copyText: (text) => host.clipboard.copy(text),
    copySecretText: (what, text) => host.clipboard.copySecret(what, text),
    clearClipboard: () => host.clipboard.takeBack(),
    showSecret: (shown) => host.showSecret(shown),
    openLink: (link) => host.openLink(link),
    showDataFolder: () => host.showDataFolder(),
    about: () => ({ version, electron, chromium, node, dataFolder: host.userDataFolder, keychainService }),
  };
}
