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
