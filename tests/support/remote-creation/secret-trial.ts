import type { SecretId } from '../../../src/core/domain/identifiers.ts';
import type { Result } from '../../../src/core/domain/result.ts';
import { createSecret } from '../../../src/core/use-cases/create-secret.ts';
import type { Desk } from '../../../src/core/use-cases/desk.ts';
import { recover } from '../../../src/core/use-cases/recover.ts';
import { removeApplication } from '../../../src/core/use-cases/remove-application.ts';
import { removeSecret } from '../../../src/core/use-cases/remove-secret.ts';
import { worked } from '../outcome.ts';
import { openSession, unlessStopped, type Session, type Stop, type Trouble } from './session.ts';
import { CONSUMER, creationWorld, secretsOf, type CreationWorld } from './world.ts';

type Act = (desk: Desk, made: SecretId) => Promise<Result<unknown>>;

const wish = { description: 'made here', validity: 'one-year', scopes: ['oAuth'] } as const;

/** What is done with the secrets of an application that has one made here and one made elsewhere. */
export const ACTS: Readonly<Record<string, Act>> = {
  'generating a secret': (desk) => createSecret(desk, CONSUMER, wish),
  'removing a secret': (desk, made) => removeSecret(desk, CONSUMER, made),
  'deleting the application': (desk) => removeApplication(desk, CONSUMER, []),
};

/** The control: the value goes to the keychain, and nothing is written before that. */
export async function unkept({ directory, issuer, vault }: Desk): Promise<Result<unknown>> {
  const told = await issuer?.issue(CONSUMER, { description: 'made here', scopes: ['oAuth'] });
  if (!told?.ok) return told ?? directory.read(CONSUMER);
  return vault.keep(told.value.secret.id, told.value.value);
}

interface SecretWorld {
  readonly world: CreationWorld;
  readonly made: SecretId;
  readonly elsewhere: string;
}

async function secretWorld(): Promise<SecretWorld> {
  const world = creationWorld();
  const { desk } = await openSession(world);
  const made = worked(await createSecret(desk, CONSUMER, { ...wish, description: 'there before' })).id;
  const body = '{"description":"made here elsewhere","authorizationScopes":["oAuth"]}';
  world.twin.answer({ method: 'POST', url: `/Applications/v1/${CONSUMER}/apiSecrets`, body });
  const elsewhere = secretsOf(world, CONSUMER).find((id) => id !== made) ?? '';
  return { world, made, elsewhere };
}

/** Points and requests when nothing goes wrong. */
export async function actingCourse(
  act: Act,
): Promise<{ readonly points: readonly string[]; readonly requests: number }> {
  const { world, made } = await secretWorld();
  const session = await openSession(world);
  worked(await act(session.desk, made));
  return { points: session.points, requests: session.asked.length };
}

interface NextStart {
  /** Stopped once more while it recovers. */
  readonly stop?: Stop;
  /** Instead of the desk of a tenant elsewhere; for the control. */
  readonly as?: (desk: Desk) => Desk;
}

/** The desk of own records, where a removal that has begun is finished at the next start. */
export const asOwn = ({ directory, vault, journal, clock, ids, secretMaker }: Desk): Desk => ({
  ...{ directory, vault, journal, clock, ids, secretMaker },
});

/** Acts in trouble, recovers as the next start does, and judges what stands. */
export async function judgeSecrets(
  act: Act,
  acting: Trouble,
  { stop, as = (desk) => desk }: NextStart = {},
): Promise<readonly string[]> {
  const { world, made, elsewhere } = await secretWorld();
  const first = await openSession(world, acting);
  const result = await unlessStopped(() => act(as(first.desk), made));
  const stood = [made, elsewhere].filter((id) => standsIn(world, id));
  if (stop) {
    const { desk } = await openSession(world, { stop });
    await unlessStopped(() => recover(as(desk)));
  }
  const last = await openSession(world);
  worked(await recover(as(last.desk)));
  return [
    ...unpaired(world, last, elsewhere),
    ...stood.filter((id) => !standsIn(world, id)).map(() => 'removed later, without a word'),
    ...(result?.ok === false && /top-secret|Basic |a=Z\][0-9a-f]{8}-/.test(JSON.stringify(result.failure))
      ? ['a secret is told']
      : []),
    ...(worked(await last.desk.journal.pending()).length > 0 ? ['an intent is left'] : []),
  ];
}

const standsIn = (world: CreationWorld, id: string): boolean =>
  world.twin.applications.has(CONSUMER) && secretsOf(world, CONSUMER).includes(id);

/** A secret made here has its value in the keychain, and the keychain no other; what was made elsewhere is not touched. */
function unpaired(world: CreationWorld, { kept }: Session, elsewhere: string): readonly string[] {
  const there = world.twin.applications.has(CONSUMER) ? secretsOf(world, CONSUMER) : [];
  const accounts = [...world.keychain.values.keychain];
  const isThere = world.twin.applications.has(CONSUMER);
  return [
    ...there.filter((id) => id !== elsewhere && !accounts.some(([account]) => account === id)).map(() => 'no value'),
    ...accounts
      .filter(([id, value]) => !there.includes(id) || world.issued.get(id) !== value)
      .map(() => 'a stray value'),
    ...accounts.filter(([id]) => kept.keptIn(id) === undefined).map(() => 'a value not noted'),
    ...(isThere && !there.includes(elsewhere) ? ["another's secret is gone"] : []),
  ];
}
