import type { ApplicationSummary } from '../application.ts';
import { isUuid } from '../identifiers.ts';
import { invalid, type Judged } from './api-error.ts';
import { SCHEMAS } from './application-shape.ts';

interface ListFilter {
  readonly member: 'id' | 'name' | 'clientId' | 'parentId';
  readonly value: string;
}

export interface ListQuery {
  readonly filter?: ListFilter;
  readonly limit: number;
  readonly skip: number;
  /** Id of the last application that the page before had. */
  readonly cursor?: string;
  readonly schema?: string;
}

/** SAP's older OpenAPI description. */
const LIMIT = 100;
const FILTER_MAXIMUM = 255;
const MEMBERS: Readonly<Record<string, ListFilter['member']>> = {
  ...{ id: 'id', name: 'name', clientid: 'clientId', parentapplicationid: 'parentId' },
};

/** Parameters of a query by name. Every name is known and sent once. */
export type Query = Readonly<Partial<Record<string, string>>>;

export function listQueryOf(query: Query): Judged<ListQuery> {
  const { filter, limit, skip, inherit = 'false', cursor: sent = '' } = query;
  const cursor = sent.toLowerCase();
  const schema = schemaOf(query);
  if (schema.error) return schema;
  const sought: Judged<ListFilter | undefined> = filter === undefined ? { value: undefined } : filterOf(filter);
  if (sought.error) return sought;
  const [most, first] = [numberIn(limit, LIMIT), numberIn(skip, 0)];
  if (most === undefined || most < 1 || most > LIMIT) return { error: invalid('limit', 'It must be 1 to 100.') };
  if (first === undefined) return { error: invalid('skip', 'It must be a number.') };
  if (cursor !== '' && !isUuid(cursor)) return { error: invalid('cursor', 'It is none that was given.') };
  if (cursor !== '' && first > 0) return { error: invalid('skip', 'It does not go together with a cursor.') };
  if (inherit !== 'true' && inherit !== 'false') return { error: invalid('inherit', 'It must be true or false.') };
  return {
    value: {
      ...{ limit: most, skip: first },
      ...(sought.value === undefined ? {} : { filter: sought.value }),
      ...(cursor === '' ? {} : { cursor }),
      ...(schema.value === undefined ? {} : { schema: schema.value }),
    },
  };
}

export function schemaOf({ schema }: Query): Judged<string | undefined> {
  return schema === undefined || SCHEMAS.includes(schema)
    ? { value: schema }
    : { error: invalid('schema', 'It is none of an application.') };
}

/** `name eq SFSF`: the value as it is, without quotes. */
function filterOf(text: string): Judged<ListFilter> {
  const [, name = '', value = ''] = /^(\w+) eq (.+)$/s.exec(text) ?? [];
  const member = Object.hasOwn(MEMBERS, name.toLowerCase()) ? MEMBERS[name.toLowerCase()] : undefined;
  return member === undefined || text.length > FILTER_MAXIMUM
    ? { error: invalid('filter', 'It must be id, name, clientID or parentApplicationId, then eq and a value.') }
    : { value: { member, value } };
}

function numberIn(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

export interface Page {
  readonly applications: readonly ApplicationSummary[];
  readonly total: number;
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** By id, so that whatever is created and removed between two pages, nobody is told twice and nobody who stays is left out. */
export function pageOf(all: readonly ApplicationSummary[], { filter, limit, skip, cursor = '' }: ListQuery): Page {
  const matching = filter ? all.filter((each) => matches(each, filter)) : all;
  const ordered = matching.filter(({ id }) => id > cursor).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const applications = ordered.slice(skip, skip + limit);
  const last = applications.at(-1);
  const isMore = skip + limit < ordered.length;
  return { applications, total: matching.length, ...(isMore && last ? { nextCursor: last.id } : {}) };
}

function matches(application: ApplicationSummary, { member, value }: ListFilter): boolean {
  return application[member] === (member === 'name' ? value : value.toLowerCase());
}
