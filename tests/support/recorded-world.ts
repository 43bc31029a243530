import type { Application } from '../../src/core/domain/application.ts';
import { draftOf } from '../../src/core/domain/directory-api/application-draft.ts';
import { overlaid } from '../../src/core/domain/directory-api/json-value.ts';
import { objectIn, textIn } from '../../src/core/domain/directory-api/any-case.ts';
import { applicationIn } from '../../src/core/domain/directory-api/tenant-application.ts';
import { secretsIn } from '../../src/core/domain/directory-api/tenant-secret.ts';
import { AUTHENTICATION, type Json, type JsonObject } from '../../src/core/domain/directory-api/wire.ts';
import { applicationId } from '../../src/core/domain/identifiers.ts';
import { anApplication, aSecret } from './builders.ts';
import type { RecordedExchange } from './recordings.ts';

/** What a real tenant had before the traffic of a cassette, as the local tenant keeps it. */
export const worldBefore = (exchanges: readonly RecordedExchange[]): readonly Application[] => [
  ...applicationsIn(exchanges[0]?.answer.body).map(recordOf),
  ...withSecrets(exchanges),
];

/** Of a list. */
export const applicationsIn = (body: unknown): readonly JsonObject[] =>
  typeof body === 'object' && body !== null && 'applications' in body ? (body.applications as JsonObject[]) : [];

/** The application whose secrets were asked for, with those that were not made on the way. */
function withSecrets(exchanges: readonly RecordedExchange[]): readonly Application[] {
  const path = '/apiSecrets';
  const asked = exchanges.find(({ method, target }) => method === 'GET' && target.endsWith(path));
  if (!asked) return [];
  const made = exchanges.flatMap(({ answer: { status, body } }) =>
    status === 201 ? [(body as JsonObject)['id']] : [],
  );
  const secrets = (secretsIn(asked.answer.body as Json) ?? []).filter(({ id }) => !made.includes(id));
  const id = applicationId(asked.target.slice(0, -path.length).split('/').at(-1) ?? '');
  return [
    anApplication(1, {
      id,
      secrets: secrets.map((each, number) => aSecret(number, { ...each, digest: '0'.repeat(64) })),
    }),
  ];
}

/** An application as it was told, read by the rules for those that are sent. */
function recordOf(raw: JsonObject): Application {
  const { value: draft, error } = draftOf(raw);
  const told = applicationIn(raw);
  if (!draft || !told) throw new Error(`a recorded application is refused: ${JSON.stringify(error)}`);
  const restApi = objectIn(objectIn(raw, AUTHENTICATION), 'restApiAuthentication');
  const time = textIn(restApi, TIME);
  return {
    ...told.application,
    directorySettings: overlaid(
      draft.directorySettings,
      time === undefined ? {} : { [AUTHENTICATION]: { restApiAuthentication: { [TIME]: time } } },
    ),
  };
}

/** Nobody can send it. */
const TIME = 'publicClientModificationTime';
