import { expect, describe, it } from 'vitest';
import { anApplication, aSecret, idOf } from '../../../tests/support/builders.ts';
import { testDesk, worldOf } from '../../../tests/support/desk.ts';
import { refusal, worked } from '../../../tests/support/outcome.ts';
import type { Failure } from '../domain/failure.ts';
import { fail, type Result } from '../domain/result.ts';
import type { Desk } from './desk.ts';
import { recover } from './recover.ts';
import { removeApplication } from './remove-application.ts';
import { removeSecret } from './remove-secret.ts';

const [here, elsewhere] = [aSecret(1), aSecret(2)];
const UNREACHABLE: Failure = { code: 'tenant-unreachable', trouble: 'connection-refused' };
const FORBIDDEN: Failure = { code: 'tenant-not-allowed', reply: { status: 403, message: '' } };
const UNKNOWN: Failure = { code: 'tenant-outcome-unknown', what: 'removal', reply: null };

/** `write`: what the tenant answers instead of writing, or, with `lost`, after it. `down`: from then on nothing can be read. */
interface Trouble {
  readonly write?: Failure;
  readonly lost?: boolean;
  readonly down?: boolean;
}

/** A desk of a tenant elsewhere, which makes secrets itself; `meet` sets what goes wrong from then on. */
async function deskElsewhere() {
  const own = await testDesk([anApplication(1, { secrets: [here, elsewhere] })]);
  worked(await own.vault.keep(here.id, 'value-1'));
  const { directory } = own;
  let [trouble, isDown]: [Trouble, boolean] = [{}, false];
  const write = async <T>(carryOut: () => Promise<Result<T>>): Promise<Result<T>> => {
    isDown = trouble.down === true;
    if (trouble.write && !trouble.lost) return fail(trouble.write);
    const written = await carryOut();
    return trouble.write ? fail(trouble.write) : written;
  };
  const desk: Desk = {
    ...own,
    issuer: { issue: () => Promise.resolve(fail(UNREACHABLE)) },
    directory: {
      ...directory,
      read: (id) => (isDown ? Promise.resolve(fail(UNREACHABLE)) : directory.read(id)),
      change: (id, change) => write(() => directory.change(id, change)),
      remove: (id) => write(() => directory.remove(id)),
    },
  };
  const meet = (met: Trouble) => ([trouble, isDown] = [met, false]);
  return { desk, meet, keychain: own.keychain, world: () => worldOf(own) };
}

describe.each<[string, (desk: Desk) => Promise<Result<unknown>>]>([
  ['secret', (desk) => removeSecret(desk, idOf(1), here.id)],
  ['application', (desk) => removeApplication(desk, idOf(1), [])],
])('removing a %s in a tenant elsewhere', (_, act) => {
  it('that cannot be reached any more changes nothing, then or later', async () => {
    const { desk, meet, world } = await deskElsewhere();
    const before = await world();
    meet({ write: UNREACHABLE, down: true });
    expect(refusal(await act(desk))).toEqual(UNREACHABLE);
    meet({});
    expect(worked(await recover(desk))).toEqual({ settled: 1, left: 0, unclaimed: [] });
    expect(await world()).toEqual(before);
  });

  it('that refuses changes nothing and leaves nothing to tidy', async () => {
    const { desk, meet, world } = await deskElsewhere();
    const before = await world();
    meet({ write: FORBIDDEN });
    expect(refusal(await act(desk))).toEqual(FORBIDDEN);
    expect(await world()).toEqual(before);
  });

  it('is done when the tenant has done it; a value that the keychain does not let go then goes later', async () => {
    const { desk, keychain, world } = await deskElsewhere();
    const { vault } = desk;
    const locked = { ...vault, forget: () => Promise.resolve(fail({ code: 'keychain-locked', changed: 'nothing' })) };
    worked(await act({ ...desk, vault: locked }));
    expect([...keychain.values.keychain.keys()]).toEqual([here.id]);
    worked(await recover(desk));
    expect(await world()).toMatchObject({ keychain: [], intents: [] });
  });

  it('whose answer was lost takes the value away later, once it is seen to have happened', async () => {
    const { desk, meet, world } = await deskElsewhere();
    meet({ write: UNKNOWN, lost: true });
    expect(refusal(await act(desk))).toEqual(UNKNOWN);
    expect(await world()).toMatchObject({ keychain: [[here.id, 'value-1']] });
    worked(await recover(desk));
    expect(await world()).toMatchObject({ keychain: [], intents: [] });
  });
});
