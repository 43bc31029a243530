import type { ApplicationRow } from '../../../shared/ipc/views.ts';
import { TextSearch } from './text-search.svelte.ts';

/** Search over display name, name, application ID and client ID. */
export class ApplicationSearch extends TextSearch<ApplicationRow> {
  constructor(rows: () => readonly ApplicationRow[]) {
    super(rows, textOf);
  }
}

const textOf = ({ label, name, id, clientId }: ApplicationRow): string =>
  name === label ? `${label}\n${id}\n${clientId}` : `${label}\n${name}\n${id}\n${clientId}`;
