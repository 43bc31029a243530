import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../tests/support/any-text.ts';
import { countedId } from '../../../tests/support/counted-ids.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import {
  addUser,
  parseFirstName,
  parseGroups,
  parseLastName,
  parseMail,
  parseUserName,
  parseUserTexts,
  replaceUser,
  USER_GROUPS_MAXIMUM,
  userId,
  USERS_MAXIMUM,
  withoutUser,
  type User,
} from './user.ts';

const jane = { userName: 'jane', mail: 'jane@example.com', firstName: 'Jane', lastName: 'Doe', groups: ['Sales'] };
const user = (number: number, changed: Partial<User> = {}): User => ({
  id: userId(countedId(number, 9005)),
  ...jane,
  userName: `user-${number}`,
  ...changed,
});

describe.each([
  ['user-name', parseUserName],
  ['first-name', parseFirstName],
  ['last-name', parseLastName],
] as const)('the %s of a user', (field, parse) => {
  it('has 1 to 255 characters', () => {
    expect(refusal(parse('  '))).toEqual({ code: 'field-empty', field });
    expect(worked(parse('x'.repeat(255)))).toHaveLength(255);
    expect(refusal(parse('x'.repeat(256)))).toEqual({ code: 'field-too-long', field, limit: 255, length: 256 });
  });

  it('is kept as typed but for blanks around it, and parsing it again changes nothing', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const parsed = parse(typed);
        if (!parsed.ok) return;
        expect(parsed.value).toBe(typed.trim());
        expect(parse(parsed.value)).toEqual(parsed);
      }),
    );
  });
});

describe('the e-mail address of a user', () => {
  it.each(['jane@example.com', 'j@x', 'jäne.doe+test@exämple.com', `${'x'.repeat(250)}@x.de`])('may be %s', (mail) => {
    expect(worked(parseMail(` ${mail} `))).toBe(mail);
  });

  it.each(['jane', '@example.com', 'jane@', 'jane@@example.com', 'jane doe@example.com', 'a@b@c'])(
    'is not %s',
    (mail) => {
      expect(refusal(parseMail(mail))).toEqual({ code: 'mail-malformed', field: 'mail' });
    },
  );
});

describe('the groups of a user', () => {
  it('are named once each', () => {
    expect(worked(parseGroups(['Sales', ' Sales ', 'Buyers']))).toEqual(['Sales', 'Buyers']);
  });

  it('are a limited number, and none is empty', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `group-${index}`);
    expect(worked(parseGroups(many(USER_GROUPS_MAXIMUM)))).toHaveLength(USER_GROUPS_MAXIMUM);
    expect(refusal(parseGroups(many(USER_GROUPS_MAXIMUM + 1)))).toEqual({
      code: 'group-limit-reached',
      limit: USER_GROUPS_MAXIMUM,
    });
    expect(refusal(parseGroups(['Sales', '']))).toEqual({ code: 'field-empty', field: 'group' });
  });
});

it('a user with one wrong member is refused for that one', () => {
  expect(worked(parseUserTexts(jane))).toEqual(jane);
  const fields = { userName: 'user-name', mail: 'mail', firstName: 'first-name', lastName: 'last-name' } as const;
  for (const [member, field] of Object.entries(fields)) {
    expect(refusal(parseUserTexts({ ...jane, [member]: '' }))).toEqual({ code: 'field-empty', field });
  }
});

describe('the users', () => {
  it('have names that differ by more than capital letters or the way an accent is written', () => {
    const all = [user(1, { userName: 'Jané' })];
    expect(refusal(addUser(all, user(2, { userName: 'jANÉ' })))).toEqual({ code: 'user-name-taken', name: 'jANÉ' });
    expect(refusal(addUser(all, user(2, { userName: 'Jane\u0301' })))).toMatchObject({ code: 'user-name-taken' });
    expect(worked(addUser(all, user(2, { userName: 'Jane' })))).toHaveLength(2);
  });

  it('may have the same mail', () => {
    expect(worked(addUser([user(1)], user(2)))).toHaveLength(2);
  });

  it('can keep their own name in a change', () => {
    const all = [user(1), user(2)];
    expect(worked(replaceUser(all, user(1, { mail: 'new@example.com' })))[0]).toMatchObject({
      mail: 'new@example.com',
    });
    expect(refusal(replaceUser(all, user(1, { userName: 'USER-2' })))).toMatchObject({ code: 'user-name-taken' });
    expect(refusal(replaceUser(all, user(3)))).toEqual({ code: 'user-unknown', id: user(3).id });
  });

  it('are at most a thousand', () => {
    const many = Array.from({ length: USERS_MAXIMUM }, (_, index) => user(index + 1));
    expect(refusal(addUser(many, user(5_000)))).toEqual({ code: 'user-limit-reached', limit: USERS_MAXIMUM });
  });

  it('never hold one id or one name twice, whatever is done', () => {
    const step = fc.tuple(fc.constantFrom('add', 'replace', 'remove'), fc.nat(5), fc.constantFrom('a', 'A', 'b', 'c'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let all: readonly User[] = [];
        for (const [verb, number, userName] of steps) {
          const one = user(number, { userName });
          if (verb === 'add' && all.some(({ id }) => id === one.id)) continue;
          const next =
            verb === 'add' ? addUser(all, one) : verb === 'replace' ? replaceUser(all, one) : withoutUser(all, one.id);
          if (next.ok) all = next.value;
          expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
          expect(new Set(all.map((each) => each.userName.toLowerCase())).size).toBe(all.length);
        }
      }),
    );
  });
});
