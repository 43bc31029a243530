import { contract } from '../../src/shared/ipc/contract.ts';
import { channelOf } from '../../src/shared/ipc/define.ts';

/** The channel of every call of the contract. */
export const callChannels: readonly string[] = Object.entries(contract).flatMap(([group, entries]) =>
  Object.entries(entries).flatMap(([name, { kind }]) => (kind === 'call' ? [channelOf(group, name)] : [])),
);
