/** Runs what is handed in one after the other, in order, whatever becomes of each. */
export type Turn = <T>(run: () => Promise<T>) => Promise<T>;

/** Rules that span applications (a free name, a confirmed list) hold only while nobody else writes in between. */
export function createTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = last.then(run);
    last = result.catch(() => undefined);
    return result;
  };
}
