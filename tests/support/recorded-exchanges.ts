import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Json } from '../../src/core/domain/directory-api/wire.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/recordings/', import.meta.url));

/** One request of a real client and what a real tenant answered, in the order in which they went over the wire. */
export interface RecordedExchange {
  /** The cassette. */
  readonly file: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Undefined for an empty body. */
  readonly sent: Json | undefined;
  readonly status: number;
  readonly answer: Json | undefined;
  readonly location: string | undefined;
}

export function recordedExchanges(): readonly RecordedExchange[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
  return files.flatMap((file) => exchangesIn(readFileSync(`${FOLDER}${file}`, 'utf8'), file));
}

const exchangesIn = (cassette: string, file: string): readonly RecordedExchange[] =>
  cassette
    .split(/^ {4}- id: \d+$/m)
    .slice(1)
    .map((text) => {
      const [request = '', response = ''] = text.split(/^ {6}response:$/m);
      const line = (part: string, name: string) => new RegExp(`^ {8}${name}: (.*)$`, 'm').exec(part)?.[1] ?? '';
      const url = new URL(line(request, 'url'));
      return {
        file,
        method: line(request, 'method'),
        path: `${url.pathname}${url.search}`,
        sent: bodyIn(request),
        status: Number(line(response, 'code')),
        answer: bodyIn(response),
        location: /^ {12}Location:\n {16}- (.*)$/m.exec(response)?.[1],
      };
    });

/** A YAML literal block, indented by twelve blanks, or `""`. */
function bodyIn(part: string): Json | undefined {
  const [, block] = /^ {8}body: \|-?\n((?: {12}.*\n|\n)*)/m.exec(part) ?? [];
  return block === undefined ? undefined : (JSON.parse(block) as Json);
}
