import type { SecretId } from '../../../src/core/domain/identifiers.ts';
import { ok, type Result } from '../../../src/core/domain/result.ts';
import { expiryOf } from '../../../src/core/domain/secret.ts';
import { createSecret } from '../../../src/core/use-cases/create-secret.ts';
import type { Desk } from '../../../src/core/use-cases/desk.ts';
import { candidates } from '../../../src/core/use-cases/lost-secret.ts';
import type { Intent } from '../../../src/core/use-cases/ports.ts';
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
  readonly elsewhere: string | undefined;
}

async function secretWorld(): Promise<SecretWorld> {
  const world = creationWorld();
  const { desk } = await openSession(world);
  const made = worked(await createSecret(desk, CONSUMER, { ...wish, description: 'there before' })).id;
  return { world, made, elsewhere: makeElsewhere(world) };
}

/** Somebody else makes one on exactly the terms of the one that is made here. Answers its id; undefined: no application any more. */
export function makeElsewhere(world: CreationWorld): string | undefined {
  if (!world.twin.applications.has(CONSUMER)) return undefined;
  const { description, validity, scopes } = wish;
  const asked = { description, validTo: expiryOf(validity, world.clock.now()), authorizationScopes: scopes };
  const url = `/Applications/v1/${CONSUMER}/apiSecrets`;
  const { body } = world.twin.answer({ method: 'POST', url, body: JSON.stringify(asked) });
  return (body as { readonly id: string }).id;
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

/** For the control: what looks as it was asked for is taken for ours. */
export const byTerms = (desk: Desk): Desk => ({
  ...desk,
  journal: {
    ...desk.journal,
    pending: async () => {
      const [pending, application] = [await desk.journal.pending(), await desk.directory.read(CONSUMER)];
      if (!pending.ok || !application.ok) return pending;
      const named = (each: Intent): Intent =>
        each.kind === 'issue-secret' && each.secretId === null
          ? { ...each, secretId: candidates(application.value.secrets, each)[0]?.id ?? null }
          : each;
      return ok(pending.value.map(named));
    },
  },
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
  // While nobody recovers yet.
  const meanwhile = makeElsewhere(world);
  const strangers = [elsewhere, meanwhile].filter((id) => id !== undefined);
  const stood = [made, ...strangers].filter((id) => standsIn(world, id));
  if (stop) {
    const { desk } = await openSession(world, { stop });
    await unlessStopped(() => recover(as(desk)));
  }
  const last = await openSession(world);
  const { unclaimed } = worked(await recover(as(last.desk)));
  return [
    ...unpaired(world, last, { strangers, isTold: unclaimed.length > 0 }),
    ...stood.filter((id) => !standsIn(world, id)).map(() => 'removed later, without a word'),
    ...(result?.ok === false && /top-secret|Basic |a=Z\][0-9a-f]{8}-/.test(JSON.stringify(result.failure))
      ? ['a secret is told']
      : []),
    ...(worked(await last.desk.journal.pending()).length > unclaimed.length ? ['an intent is left'] : []),
  ];
}

const standsIn = (world: CreationWorld, id: string): boolean =>
  world.twin.applications.has(CONSUMER) && secretsOf(world, CONSUMER).includes(id);

interface Judged {
  readonly strangers: readonly string[];
  /** That a secret may be left of which nobody has the value. */
  readonly isTold: boolean;
}

/**
 * A secret made here has its value in the keychain, or it is told that it may not; the keychain has no other; what was made elsewhere
 * is not touched.
 */
function unpaired(world: CreationWorld, { kept }: Session, { strangers, isTold }: Judged): readonly string[] {
  const there = world.twin.applications.has(CONSUMER) ? secretsOf(world, CONSUMER) : [];
  const accounts = [...world.keychain.values.keychain];
  const isThere = world.twin.applications.has(CONSUMER);
  return [
    ...there
      .filter((id) => !isTold && !strangers.includes(id) && !accounts.some(([account]) => account === id))
      .map(() => 'no value'),
    ...accounts
      .filter(([id, value]) => !there.includes(id) || world.issued.get(id) !== value)
      .map(() => 'a stray value'),
    ...accounts.filter(([id]) => kept.keptIn(id) === undefined).map(() => 'a value not noted'),
    ...(isThere && !strangers.every((id) => there.includes(id)) ? ["another's secret is gone"] : []),
  ];
}
