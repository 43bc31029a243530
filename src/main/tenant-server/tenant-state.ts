import type { Application } from '../../core/domain/application.ts';
import { UNLOCKED, type ClientIdLock } from '../../core/domain/client-id-lock.ts';
import type { ApplicationId } from '../../core/domain/identifiers.ts';
import type { User, UserId } from '../../core/domain/user.ts';
import { DEFAULT_TOKEN_POLICY } from '../../core/domain/token/token-policy.ts';
import type { ServedAdministrator, ServedLock, ServedTenant } from './messages.ts';

/** What the server knows, as main last told it. */
export class TenantState {
  readonly #byId = new Map<ApplicationId, Application>();
  readonly #byClientId = new Map<string, Application>();
  readonly #locks = new Map<ApplicationId, ClientIdLock>();
  #users: readonly User[] = [];
  #administrator: Application | undefined;

  reset({ applications, users, locks, administrator }: Omit<ServedTenant, 'keys' | 'tls' | 'revoked'>): void {
    this.#byId.clear();
    this.#byClientId.clear();
    this.#locks.clear();
    for (const application of applications) this.put(application);
    for (const lock of locks) this.setLock(lock);
    this.#users = users;
    this.setAdministrator(administrator);
  }

  put(application: Application): void {
    this.drop(application.id);
    this.#byId.set(application.id, application);
    this.#byClientId.set(application.clientId, application);
  }

  drop(id: ApplicationId): void {
    const known = this.#byId.get(id);
    if (!known) return;
    this.#byId.delete(id);
    this.#byClientId.delete(known.clientId);
  }

  application(id: ApplicationId): Application | undefined {
    return this.#byId.get(id);
  }

  client(clientId: string): Application | undefined {
    return clientId === this.#administrator?.clientId ? this.#administrator : this.#byClientId.get(clientId);
  }

  /** A client among others, so that it can ask for tokens as they do; but nobody can depend on it. */
  setAdministrator(administrator: ServedAdministrator | undefined): void {
    this.#administrator = administrator && clientFrom(administrator);
  }

  /** Whether the applications API is on. */
  get hasAdministrator(): boolean {
    return this.#administrator !== undefined;
  }

  isAdministrator({ clientId }: Pick<Application, 'clientId'>): boolean {
    return clientId === this.#administrator?.clientId;
  }

  setUsers(users: readonly User[]): void {
    this.#users = users;
  }

  user(id: UserId): User | undefined {
    return this.#users.find((user) => user.id === id);
  }

  /** By `user_uuid`, or by the logon name in `sub` where there is none (SAP: "Principal Propagation"). */
  userOf(claims: { readonly user_uuid?: unknown; readonly sub?: unknown }): User | undefined {
    const { user_uuid: uuid, sub } = claims;
    return this.#users.find((user) => (uuid === undefined ? user.userName === sub : user.id === uuid));
  }

  /** Of nobody, it is open. */
  lockOf(id: ApplicationId | undefined): ClientIdLock {
    return (id === undefined ? undefined : this.#locks.get(id)) ?? UNLOCKED;
  }

  setLock({ applicationId, ...lock }: ServedLock): void {
    this.#locks.set(applicationId, lock);
  }
}

const clientFrom = ({ id, clientId, secret }: ServedAdministrator): Application => ({
  ...{ id, clientId, description: '', kind: 'system', secrets: [secret] },
  ...{ created: secret.created, lastModified: secret.created },
  ...{ providedApis: [], consumedApis: [], allowsAllApisForPrincipalPropagation: false },
  tokenPolicy: { ...DEFAULT_TOKEN_POLICY, grants: ['clientCredentials'] },
});
