import type { Result } from '../../core/domain/result.ts';

export type Once = <T>(requestId: string, run: () => Promise<Result<T>>) => Promise<Result<T>>;

const REMEMBERED = 200;

/**
 * A double click, or an answer that got lost, must not create twice: the same request id gets the first answer again. A refused
 * request is forgotten, since a person mends what was wrong and sends the same draft once more.
 */
export function createOnce(): Once {
  const answers = new Map<string, Promise<Result<unknown>>>();
  return async <T>(requestId: string, run: () => Promise<Result<T>>) => {
    const known = answers.get(requestId);
    // The id is made anew for every draft, so the answer remembered for it has the type of this request.
    if (known) return known as Promise<Result<T>>;
    const answer = run();
    answers.set(requestId, answer);
    const [oldest] = answers.keys();
    if (answers.size > REMEMBERED && oldest !== undefined) answers.delete(oldest);
    const keep = await answer.then(
      (result) => result.ok,
      () => false,
    );
    if (!keep) answers.delete(requestId);
    return answer;
  };
}
