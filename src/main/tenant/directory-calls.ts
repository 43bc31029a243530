import { errorShape } from '../../core/domain/directory-api/api-error.ts';
import { answerCall, isWrite } from '../../core/use-cases/directory-api/answer-call.ts';
import type { ApiDesk } from '../../core/use-cases/directory-api/api-desk.ts';
import type { TrustDeskContract } from '../../shared/ipc/contract.ts';
import type { Announcer } from '../../shared/ipc/define.ts';
import type { Turn } from '../ipc/turn.ts';
import type { Log } from '../logging/log.ts';
import type { AnswerCall } from './server-link.ts';

interface Told {
  readonly announce: { readonly applications: Pick<Announcer<TrustDeskContract>['applications'], 'changed'> };
  readonly log: Pick<Log, 'fault'>;
}

interface Parts {
  readonly desk: ApiDesk;
  readonly turn: Turn;
}

const FAULT = errorShape({ status: 500, message: 'The request could not be carried out.' });

/** The applications API's side in main: a write waits for its turn among those of the window, which hears of it at once. */
export const createDirectoryCalls =
  ({ announce, log }: Told, { desk, turn }: Parts): AnswerCall =>
  async (asked, origin) => {
    try {
      const run = () => answerCall(desk, asked, origin);
      const { answer, touched } = await (isWrite(asked) ? turn(run) : run());
      if (touched.length > 0) announce.applications.changed({ applicationIds: touched });
      return answer;
    } catch (error) {
      // What a fault says may hold anything, and goes to the log, which redacts.
      log.fault('directory-api', error);
      return { status: 500, body: FAULT };
    }
  };
