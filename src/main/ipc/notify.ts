import type { WebContents } from 'electron';
import type { TenantId } from '../../core/domain/identifiers.ts';
import { contract, type TrustDeskContract } from '../../shared/ipc/contract.ts';
import { channelOf, type Announcer, type Contract } from '../../shared/ipc/define.ts';

type Receiver = Pick<WebContents, 'send' | 'isDestroyed' | 'isCrashed'>;

/** What main may tell its one window, of one tenant or of none. Said to nobody while there is no window; the window asks for everything when it comes. */
export function createAnnouncer(receiver: () => Receiver | undefined, tenant?: TenantId): Announcer<TrustDeskContract> {
  const say = (channel: string) => (payload: unknown) => {
    const to = receiver();
    if (to && !to.isDestroyed() && !to.isCrashed()) to.send(channel, payload, tenant);
  };
  const groups = Object.entries<Contract[string]>(contract).map(([group, entries]) => {
    const events = Object.entries(entries).filter(([, entry]) => entry.kind === 'event');
    return [group, Object.fromEntries(events.map(([name]) => [name, say(channelOf(group, name))]))] as const;
  });
  // The loop mirrors the contract entry by entry, which the type system cannot follow.
  return Object.fromEntries(groups) as unknown as Announcer<TrustDeskContract>;
}
