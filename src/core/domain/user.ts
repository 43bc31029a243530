import { fail, ok, type Result } from './result.ts';
import { parseText } from './text.ts';

declare const brand: unique symbol;
/** Stands in tokens as `user_uuid` and `scim_id`. */
export type UserId = string & { readonly [brand]: 'user-id' };
/** For ids that come from a source already known to hold UUIDs of this kind. */
export const userId = (uuid: string): UserId => uuid as UserId;

/** A person who exists in the local tenant only, to try principal propagation with. No password: nobody logs on. */
export interface User {
  readonly id: UserId;
  readonly userName: string;
  readonly mail: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly groups: readonly string[];
}

export type UserTexts = Omit<User, 'id'>;

const USER_TEXT_MAXIMUM = 255;
/** Our choice: each stands in every token of the user, and a header takes 8 KiB. */
export const USER_GROUPS_MAXIMUM = 20;
export const USERS_MAXIMUM = 1_000;

export const parseUserName = (typed: string): Result<string> => required('user-name', typed);
export const parseFirstName = (typed: string): Result<string> => required('first-name', typed);
export const parseLastName = (typed: string): Result<string> => required('last-name', typed);
const parseGroup = (typed: string): Result<string> => required('group', typed);

const required = (field: 'user-name' | 'mail' | 'first-name' | 'last-name' | 'group', typed: string): Result<string> =>
  parseText({ field, maximum: USER_TEXT_MAXIMUM, required: true }, typed);

// One @ with something on both sides and no blank: more would refuse addresses that exist.
const MAIL = /^[^\s@]+@[^\s@]+$/u;

/** Failures: those of a text, mail-malformed. */
export function parseMail(typed: string): Result<string> {
  const mail = required('mail', typed);
  if (!mail.ok) return mail;
  return MAIL.test(mail.value) ? mail : fail({ code: 'mail-malformed', field: 'mail' });
}

/** A group named twice counts once. Failures: those of a group, group-limit-reached. */
export function parseGroups(typed: readonly string[]): Result<readonly string[]> {
  const groups = new Set<string>();
  for (const each of typed) {
    const group = parseGroup(each);
    if (!group.ok) return group;
    groups.add(group.value);
  }
  if (groups.size > USER_GROUPS_MAXIMUM) return fail({ code: 'group-limit-reached', limit: USER_GROUPS_MAXIMUM });
  return ok([...groups]);
}

/** Failures: those of the fields. */
export function parseUserTexts(typed: UserTexts): Result<UserTexts> {
  const userName = parseUserName(typed.userName);
  if (!userName.ok) return userName;
  const mail = parseMail(typed.mail);
  if (!mail.ok) return mail;
  const firstName = parseFirstName(typed.firstName);
  if (!firstName.ok) return firstName;
  const lastName = parseLastName(typed.lastName);
  if (!lastName.ok) return lastName;
  const groups = parseGroups(typed.groups);
  if (!groups.ok) return groups;
  const [name, given, family] = [userName.value, firstName.value, lastName.value];
  return ok({ userName: name, mail: mail.value, firstName: given, lastName: family, groups: groups.value });
}

/** Logon names are found whatever their case, so two that differ in it only are one. Failures: user-name-taken, user-limit-reached. */
export function addUser(users: readonly User[], added: User): Result<readonly User[]> {
  if (users.length >= USERS_MAXIMUM) return fail({ code: 'user-limit-reached', limit: USERS_MAXIMUM });
  return isTaken(users, added) ? taken(added) : ok([...users, added]);
}

/** The user with this id, in its place. Failures: user-unknown, user-name-taken. */
export function replaceUser(users: readonly User[], changed: User): Result<readonly User[]> {
  if (!users.some(({ id }) => id === changed.id)) return fail({ code: 'user-unknown', id: changed.id });
  if (isTaken(users, changed)) return taken(changed);
  return ok(users.map((user) => (user.id === changed.id ? changed : user)));
}

/** Failure: user-unknown. */
export function withoutUser(users: readonly User[], id: UserId): Result<readonly User[]> {
  if (!users.some((user) => user.id === id)) return fail({ code: 'user-unknown', id });
  return ok(users.filter((user) => user.id !== id));
}

const folded = (userName: string): string => userName.normalize('NFC').toLowerCase();

const isTaken = (users: readonly User[], { id, userName }: User): boolean =>
  users.some((user) => user.id !== id && folded(user.userName) === folded(userName));

const taken = ({ userName }: User): Result<never> => fail({ code: 'user-name-taken', name: userName });
