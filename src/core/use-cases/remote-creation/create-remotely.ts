import type { ApplicationId } from '../../domain/identifiers.ts';
import { done, fail, type Result } from '../../domain/result.ts';
import { checkVaultOpen } from '../vault-open.ts';
import { carryOut, type CarriedOut } from './carry-out.ts';
import type { CreationRecord } from './creation-record.ts';
import type { CreationPlan } from './plan-creation.ts';
import type { CreationDesk } from './ports.ts';
import { consumerOf, sentInThePast } from './progress.ts';
import { undoCreation } from './undo-creation.ts';

/** Failures: creation-unfinished, list-changed-meanwhile, dependency-name-taken, keychain-*, store-*, tenant-*. */
export async function createRemotely(desk: CreationDesk, plan: CreationPlan): Promise<Result<CarriedOut>> {
  const { record, operations } = plan;
  const unfinished = await desk.creations.all();
  if (!unfinished.ok) return unfinished;
  const earlier = unfinished.value.find((each) => isInTheWay(each, record));
  if (earlier) return fail({ code: 'creation-unfinished', id: earlier.id });
  const open = await keychainOpen(desk, record);
  return open.ok ? carryOut({ desk, record, operations }) : open;
}

/**
 * What is written into the same application, or made under the same name, could not be told from what the earlier one has left: its
 * _Undo_ would take that away.
 */
function isInTheWay(earlier: CreationRecord, { id, consumer }: CreationRecord): boolean {
  if (earlier.id === id) return true;
  if (consumer.kind === 'existing') return consumerOf(earlier) === consumer.id;
  return earlier.consumer.kind === 'new' && earlier.consumer.displayName === consumer.displayName;
}

/** Nothing is begun that a closed keychain would stop half way. */
async function keychainOpen({ vault }: CreationDesk, record: CreationRecord): Promise<Result<void>> {
  const { consumer } = record;
  return consumer.kind === 'new' && consumer.terms ? checkVaultOpen(vault, record.id) : done;
}

/** Failures: creation-unknown, and as of createRemotely. */
export async function resumeCreation(desk: CreationDesk, id: string): Promise<Result<CarriedOut>> {
  const record = await find(desk, id);
  if (!record.ok) return record;
  // What is half undone is only undone.
  return record.value.undoing ? fail({ code: 'creation-unknown', id }) : carryOut({ desk, record: record.value });
}

/** Failures: creation-unknown, and those of undoCreation. */
export async function undoRemotely(desk: CreationDesk, id: string): Promise<Result<readonly ApplicationId[]>> {
  const record = await find(desk, id);
  return record.ok ? undoCreation(desk, record.value) : record;
}

async function find(desk: CreationDesk, id: string): Promise<Result<CreationRecord>> {
  const all = await desk.creations.all();
  if (!all.ok) return all;
  const record = all.value.find((each) => each.id === id);
  return record ? sentInThePast(desk, record) : fail({ code: 'creation-unknown', id });
}
