import type { Json } from '../../core/domain/directory-api/wire.ts';
import type { Incoming } from './exchange.ts';

/** Of the first header of that name (lower case). */
export const headerIn = ({ headers }: Incoming, name: string): string | undefined =>
  headers.find((each) => each.name.toLowerCase() === name)?.value;

/** Undefined for what is no JSON, whatever its type says. */
export function jsonIn({ body }: Incoming): Json | undefined {
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}
