import type { Failure } from '../../../../core/domain/failure.ts';
import { ok, type Result } from '../../../../core/domain/result.ts';
import {
  parseFirstName,
  parseGroups,
  parseLastName,
  parseMail,
  parseUserName,
  type UserTexts,
} from '../../../../core/domain/user.ts';
import { fieldOf } from '../../failure-text/failure-text.ts';
import { Field } from '../../state/field.svelte.ts';

const EMPTY: UserTexts = { userName: '', mail: '', firstName: '', lastName: '', groups: [] };

/** One group a line, as typed. */
const groupsIn = (typed: string): readonly string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function checkGroups(typed: string): Result<string> {
  const groups = parseGroups(groupsIn(typed));
  return groups.ok ? ok(typed) : groups;
}

/** What a person types of a test user. */
export class UserForm {
  readonly userName: Field;
  readonly mail: Field;
  readonly firstName: Field;
  readonly lastName: Field;
  readonly groups: Field;

  constructor(before: UserTexts = EMPTY) {
    this.userName = new Field(parseUserName, before.userName);
    this.mail = new Field(parseMail, before.mail);
    this.firstName = new Field(parseFirstName, before.firstName);
    this.lastName = new Field(parseLastName, before.lastName);
    this.groups = new Field(checkGroups, before.groups.join('\n'));
  }

  get #fields(): readonly Field[] {
    return [this.userName, this.mail, this.firstName, this.lastName, this.groups];
  }

  get changed(): boolean {
    return this.#fields.some((field) => field.changed);
  }

  get texts(): UserTexts {
    const { userName, mail, firstName, lastName, groups } = this;
    return {
      ...{ userName: userName.parsed, mail: mail.parsed, firstName: firstName.parsed, lastName: lastName.parsed },
      groups: groupsIn(groups.value),
    };
  }

  /** Every field says what is wrong with it; answers whether nothing is. */
  check(): boolean {
    return this.#fields.map((field) => field.check()).every(Boolean);
  }

  /** Shows what main refused at the field it is about; false for what is about none. */
  refuse(failure: Failure): boolean {
    const fields = {
      ...{ 'user-name': this.userName, mail: this.mail, 'first-name': this.firstName },
      ...{ 'last-name': this.lastName, group: this.groups },
    };
    const name = fieldOf(failure);
    const field = name === undefined ? undefined : Object.entries(fields).find(([known]) => known === name)?.[1];
    field?.refuse(failure);
    return field !== undefined;
  }
}
