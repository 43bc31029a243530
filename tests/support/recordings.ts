import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Recorded answers of a real tenant. They are nobody's to hand on, so they lie beside the repository and may be missing. */
const FOLDER = fileURLToPath(new URL('../../../shared/recordings/', import.meta.url));

export const hasRecordings = existsSync(FOLDER);

/** Every JSON body in the recordings, requests and answers. Fails on a body in a form it does not know, rather than miss it. */
export function recordedBodies(): readonly unknown[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
  return files.flatMap((file) => bodiesIn(readFileSync(`${FOLDER}${file}`, 'utf8'), file));
}

/** The recorder writes a body as `""` or as a YAML literal block: every line that is indented more than its key, as it stands. */
function bodiesIn(cassette: string, file: string): readonly unknown[] {
  const lines = cassette.split('\n');
  return lines.flatMap((line, number) => {
    const [, indent, form] = /^( *)body: (.*)$/.exec(line) ?? [];
    if (indent === undefined || form === '""') return [];
    if (form !== '|' && form !== '|-') throw new Error(`${file}:${number + 1}: a body in another form`);
    const rest = lines.slice(number + 1);
    const end = rest.findIndex((each) => each.trim() !== '' && !each.startsWith(`${indent} `));
    return [JSON.parse((end < 0 ? rest : rest.slice(0, end)).join('\n')) as unknown];
  });
}

/** One request to the applications API as it was recorded, and its answer. */
export interface RecordedExchange {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** As it was sent; empty for none. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** Undefined when there was none. */
    readonly body: unknown;
  };
}

/** The cassettes by name, each with its exchanges in order. */
export function recordedExchanges(): ReadonlyMap<string, readonly RecordedExchange[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
  return new Map(files.map((file) => [file, exchangesIn(readFileSync(`${FOLDER}${file}`, 'utf8'))]));
}

const exchangesIn = (cassette: string): readonly RecordedExchange[] =>
  cassette
    .split(/^ {4}- id: \d+$/m)
    .slice(1)
    .map((exchange) => {
      const [request = '', answer = ''] = exchange.split(/^ {6}response:$/m);
      const url = new URL(valueIn(request, 'url'));
      const body = bodyIn(answer);
      return {
        ...{ method: valueIn(request, 'method'), target: url.pathname + url.search, body: bodyIn(request).trim() },
        headers: headersIn(request),
        answer: {
          ...{ status: Number(valueIn(answer, 'code')), headers: headersIn(answer) },
          body: body === '' ? undefined : (JSON.parse(body) as unknown),
        },
      };
    });

function valueIn(part: string, name: string): string {
  const value = new RegExp(`^ {8}${name}: (.+)$`, 'm').exec(part)?.[1];
  if (value === undefined) throw new Error(`no ${name} in a recording`);
  return value;
}

/** Lines of a literal block are indented by twelve. */
const bodyIn = (part: string): string =>
  /^ {8}body: \|-?\n((?: {12}.*\n|\n)+)/m.exec(part)?.[1]?.replaceAll(/^ {12}/gm, '') ?? '';

function headersIn(part: string): Readonly<Record<string, string>> {
  const headers = part.slice(part.search(/^ {8}headers:$/m));
  const found = headers.matchAll(/^ {12}([\w-]+):\n {16}- (.*)$/gm);
  return Object.fromEntries(
    [...found].map(([, name = '', value = '']) => [name.toLowerCase(), value.replaceAll(/^['"]|['"]$/g, '')]),
  );
}
