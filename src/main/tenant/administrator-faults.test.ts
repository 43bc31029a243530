import { describe, expect, it } from 'vitest';
import { countedIds } from '../../../tests/support/counted-ids.ts';
import { fixedClock } from '../../../tests/support/fixed-clock.ts';
import { digestOf, fixedSecretMaker } from '../../../tests/support/fixed-secret-maker.ts';
import { createInMemoryVault, type InMemoryVault } from '../../../tests/support/in-memory-vault.ts';
import { worked } from '../../../tests/support/outcome.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { watchFiles, type FileCall } from '../../../tests/support/watched-files.ts';
import { fail, type Result } from '../../core/domain/result.ts';
import type { SecretVault } from '../../core/use-cases/ports.ts';
import type { Administrator } from './administrator.ts';

const files = watchFiles();
// Only now, so that electron-store's writer finds the watched calls.
const { Administrator: Opened } = await import('./administrator.ts');
const { createNoticeBoard } = await import('../directory/local/notices.ts');

/**
 * What becomes of the n-th step, changes of files and calls of the keychain counted together. `killed`: nothing is carried out from
 * then on. `too late`: a call of the keychain is carried out, and answers that it was not.
 */
const TROUBLES = ['killed', 'without its disk', 'failing', 'answered too late'] as const;
type Trouble = (typeof TROUBLES)[number];

function steps(trouble: Trouble, failing: number) {
  let count = 0;
  const hit = (): boolean => {
    const at = count++;
    return trouble === 'killed' || trouble === 'without its disk' ? at >= failing : at === failing;
  };
  // Before these a record is as it was, whatever else of it was written; each of the others is tried with the records.
  const isChange = ({ verb }: FileCall) => verb === 'rename' || verb === 'sync';
  const begin = () => {
    if (trouble !== 'answered too late') files.fault = (call) => (isChange(call) && hit() ? 'EIO' : undefined);
  };
  async function asked<T>(operation: () => Promise<Result<T>>): Promise<Result<T>> {
    if (!hit() || trouble === 'without its disk') return operation();
    if (trouble === 'answered too late') await operation();
    return fail({ code: 'keychain-silent', changed: 'nothing' });
  }
  const over = (vault: SecretVault): SecretVault => ({
    keepsIn: () => vault.keepsIn(),
    keep: (id, value) => asked(() => vault.keep(id, value)),
    read: (id) => asked(() => vault.read(id)),
    forget: (id) => asked(() => vault.forget(id)),
  });
  return { begin, over, isReached: () => count > failing };
}

const untroubled = (): void => {
  files.fault = () => undefined;
};

interface Place {
  readonly folder: string;
  readonly keychain: InMemoryVault;
}

const opened = ({ folder }: Place, vault: SecretVault, series: number): Administrator =>
  new Opened({
    ...{ folder, vault, notices: createNoticeBoard(), clock: fixedClock(), ids: countedIds(series) },
    ...{ secretMaker: fixedSecretMaker(), changed: () => Promise.resolve() },
  });

/** What should not be, in words, once the keychain has been tidied. */
async function troublesIn(administrator: Administrator, { keychain }: Place): Promise<readonly string[]> {
  await administrator.tidy();
  const values = [...keychain.values.keychain.values()];
  const current = administrator.current();
  if (!current) return values.length === 0 ? [] : ['off, and a value is left in the keychain'];
  const value = await administrator.secretValue();
  if (!value.ok) return [`on, and its secret cannot be read: ${value.failure.code}`];
  if (digestOf(value.value) !== current.secret.digest) return ['on, with another secret than counts'];
  return values.length === 1 ? [] : ['on, and another value is left in the keychain'];
}

const ACTS = ['switchOn', 'regenerate', 'switchOff'] as const;
type Act = (typeof ACTS)[number];

/** Undefined once there are not that many steps. */
async function trial(act: Act, trouble: Trouble, failing: number): Promise<readonly string[] | undefined> {
  const keychain = createInMemoryVault();
  const place = { folder: temporaryFolder(), keychain };
  await keychain.health.check();
  if (act !== 'switchOn') worked(await opened(place, keychain.vault, 1).switchOn());
  const { begin, over, isReached } = steps(trouble, failing);
  const administrator = opened(place, over(keychain.vault), 2);
  const before = administrator.current()?.secret.id;
  begin();
  const answer = await administrator[act]();
  const reached = isReached();
  untroubled();
  if (!reached) return undefined;
  const after = administrator.current()?.secret.id;
  const isAsAnswered = answer.ok
    ? (act === 'switchOff') === (after === undefined) && after !== before
    : after === before;
  // Who was killed tidies nothing any more.
  const here = trouble === 'killed' ? [] : await troublesIn(administrator, place);
  const next = await troublesIn(opened(place, keychain.vault, 3), place);
  return [...(isAsAnswered ? [] : ['not as it was answered']), ...here, ...next].map(
    (each) => `${act}, ${trouble} at step ${failing}: ${each}`,
  );
}

async function eachStep(act: Act, trouble: Trouble): Promise<readonly string[]> {
  const found: string[] = [];
  for (let failing = 0; ; failing += 1) {
    const troubles = await trial(act, trouble, failing);
    if (!troubles) return failing > 0 ? found : ['there were no steps'];
    found.push(...troubles);
  }
}

describe.each(TROUBLES)('the administrator of the applications API, %s at any step', (trouble) => {
  it.each(ACTS)('is on with a secret that can be read, or off with nothing in the keychain: %s', async (act) => {
    expect(await eachStep(act, trouble)).toEqual([]);
  });
});
