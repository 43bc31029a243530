import { createHash } from 'node:crypto';

/** The newest form of record files this version writes and reads. */
const RECORD_FORMAT = 1;

/**
 * A record's body in its envelope: `{"format":1,"revision":7,"sha256":"…","body":…}`; the hash covers the revision and the exact
 * text of the body. Whatever a later version changes, its files must begin with `{"format":<number>,`.
 */
export type Unsealed =
  | { readonly kind: 'valid'; readonly revision: number; readonly body: string }
  | { readonly kind: 'newer'; readonly format: number }
  | { readonly kind: 'damaged' };

const HEAD = /^\{"format":(\d{1,9}),"revision":(\d{1,15}),"sha256":"([0-9a-f]{64})","body":/;
const FORMAT = /^\{"format":(\d{1,9}),/;

export function seal(value: unknown, revision: number): string {
  const body = JSON.stringify(value);
  return `{"format":${RECORD_FORMAT},"revision":${revision},"sha256":"${hashOf(String(revision), body)}","body":${body}}`;
}

/** Nothing is parsed before the hash says it is what was written, and then only if it is wanted. */
export function unseal(text: string): Unsealed {
  const head = HEAD.exec(text);
  const [, , revision = '', hash] = head ?? [];
  const body = text.slice(head?.[0].length, -1);
  const intact = head !== null && text.endsWith('}') && hashOf(revision, body) === hash;
  const format = Number(FORMAT.exec(text)?.[1] ?? 0);
  // A hash of ours under another format is a damaged digit, not a newer version's file.
  if (format > RECORD_FORMAT && !intact) return { kind: 'newer', format };
  if (format !== RECORD_FORMAT || !intact) return { kind: 'damaged' };
  return { kind: 'valid', revision: Number(revision), body };
}

/** Undefined for a body that is no JSON, which only somebody else can have sealed. */
export function openBody(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** Over everything that may change from write to write. */
const hashOf = (revision: string, body: string): string =>
  createHash('sha256').update(`${RECORD_FORMAT} ${revision} `).update(body, 'utf8').digest('hex');
