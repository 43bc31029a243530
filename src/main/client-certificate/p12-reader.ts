import { fail, ok, type Result } from '../../core/domain/result.ts';
import { CERTIFICATE_FILE_MAXIMUM_BYTES } from '../../core/domain/tenant.ts';
import type { Clock } from '../../core/use-cases/ports.ts';
import type { ClientCertificate, P12Reader } from '../../core/use-cases/tenant-ports.ts';
import type { HelperProcess, SpawnHelper } from '../helper/helper-process.ts';
import { p12AnswerIn, type P12Answer } from './p12-messages.ts';

interface Parts {
  readonly spawn: SpawnHelper;
  readonly clock: Clock;
  readonly limitMs?: number;
}

const LIMIT_MS = 3_000;

/** Has a process of its own read a file, and ends it with the answer or after three seconds. */
export const createP12Reader = ({ spawn, clock, limitMs = LIMIT_MS }: Parts): P12Reader => ({
  read: async (file, passphrase) => {
    if (file.length > CERTIFICATE_FILE_MAXIMUM_BYTES)
      return fail({ code: 'file-too-large', limit: CERTIFICATE_FILE_MAXIMUM_BYTES });
    const answer = await ask(spawn, { file: Buffer.from(file).toString('base64'), passphrase }, limitMs);
    if (answer === 'too-slow') return fail({ code: 'p12-too-slow', seconds: limitMs / 1000 });
    // One that ended without an answer was killed by what it read.
    if (answer === undefined) return fail({ code: 'p12-malformed' });
    return 'problem' in answer ? fail({ code: `p12-${answer.problem}` }) : checkTime(answer, clock.now());
  },
});

function ask(spawn: SpawnHelper, request: object, limitMs: number): Promise<P12Answer | 'too-slow' | undefined> {
  return new Promise((settle) => {
    let helper: HelperProcess | undefined = undefined;
    const end = (answer: P12Answer | 'too-slow' | undefined) => {
      clearTimeout(timer);
      settle(answer);
      helper?.kill();
    };
    const timer = setTimeout(() => end('too-slow'), limitMs);
    try {
      helper = spawn({ message: (message) => end(p12AnswerIn(message)), exit: () => end(undefined) });
      helper.post(request);
    } catch {
      end(undefined);
    }
  });
}

function checkTime(opened: ClientCertificate, now: Date): Result<ClientCertificate> {
  const { validFrom, validTo } = opened.facts;
  if (Date.parse(validTo) <= now.getTime()) return fail({ code: 'p12-expired', validTo });
  if (Date.parse(validFrom) > now.getTime()) return fail({ code: 'p12-not-yet-valid', validFrom });
  return ok(opened);
}
