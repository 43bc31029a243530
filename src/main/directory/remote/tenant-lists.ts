import { nameRequest, pageRequest } from '../../../core/domain/directory-api/tenant-request.ts';
import type { TenantApplication } from '../../../core/domain/directory-api/tenant-application.ts';
import { pageIn, type TenantPage } from '../../../core/domain/directory-api/tenant-page.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { readOnce } from './tenant-reads.ts';
import type { TenantParts } from './tenant-parts.ts';

/** More than any tenant has, at 100 applications a page; a tenant that never ends must end here. */
const PAGES_MAXIMUM = 2_000;
/** Where 100 applications are more than one answer may hold. */
const SMALL_PAGE = 10;

/** A list that is not there: this is not a tenant, or not this API. */
const NO_LIST: Failure = {
  code: 'tenant-answer-unknown',
  ...{ reply: { status: 404, message: '' }, problem: 'status' },
};

const ENDLESS: Failure = { code: 'tenant-answer-unknown', reply: { status: 200, message: '' }, problem: 'pages' };

/** The list page by page, as it comes; a failure is the last of them. One that moves between two pages while they are read may be told twice. */
export async function* readPages(parts: TenantParts): AsyncGenerator<Result<readonly TenantApplication[]>> {
  const asked = new Set<string>();
  let cursor = '';
  for (let pages = 0; pages < PAGES_MAXIMUM && !asked.has(cursor); pages += 1) {
    asked.add(cursor);
    const page = await readPage(parts, cursor);
    if (!page.ok) {
      yield page;
      return;
    }
    yield ok(page.value.applications);
    if (page.value.nextCursor === undefined) return;
    cursor = page.value.nextCursor;
  }
  yield fail(ENDLESS);
}

/** Every application, each once. */
export async function readAll(parts: TenantParts): Promise<Result<readonly TenantApplication[]>> {
  const byId = new Map<string, TenantApplication>();
  for await (const page of readPages(parts)) {
    if (!page.ok) return page;
    for (const each of page.value) byId.set(each.application.id, each);
  }
  return ok([...byId.values()]);
}

async function readPage(parts: TenantParts, cursor: string): Promise<Result<TenantPage>> {
  const reading = { missing: NO_LIST, read: pageIn };
  const page = await readOnce(parts, { ...reading, request: pageRequest({ cursor }) });
  const isTooLarge =
    !page.ok && page.failure.code === 'tenant-unreachable' && page.failure.trouble === 'answer-too-large';
  if (!isTooLarge) return page;
  return readOnce(parts, { ...reading, request: pageRequest({ cursor, limit: SMALL_PAGE }) });
}

/**
 * The applications of exactly this name, which several may have. A filter that fits nothing is answered with 404. Where the filter
 * cannot carry the name, or there are more than a page, they are looked for in the whole list.
 */
export async function readNamed(parts: TenantParts, name: string): Promise<Result<readonly TenantApplication[]>> {
  const filtered = await readFiltered(parts, name);
  if (!filtered.ok) return filtered;
  const all = filtered.value ? ok(filtered.value) : await readAll(parts);
  return all.ok ? ok(all.value.filter(({ application }) => application.name === name)) : all;
}

/** Undefined: that does not tell it. */
async function readFiltered(
  parts: TenantParts,
  name: string,
): Promise<Result<readonly TenantApplication[] | undefined>> {
  const request = nameRequest(name);
  if (!request) return ok(undefined);
  const page = await readOnce(parts, { request, missing: NONE, read: pageIn });
  if (page.ok) return ok(page.value.nextCursor === undefined ? page.value.applications : undefined);
  if (page.failure.code === 'application-unknown') return ok([]);
  // The name has characters that the filter cannot carry.
  return page.failure.code === 'tenant-input-refused' ? ok(undefined) : page;
}

const NONE: Failure = { code: 'application-unknown', id: '' };
