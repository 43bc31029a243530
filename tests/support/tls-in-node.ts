/** Runs as a process of Node: asks the servers it is told of, and tells what came of it. */
import { tryAll, unprotected, type Trial } from './tls-trial.ts';

process.on('message', (message) => {
  const { trials, control } = message as { readonly trials: readonly Trial[]; readonly control: string };
  void (async () => {
    const outcomes = await tryAll(trials);
    process.send?.({ outcomes, control: await unprotected(control) }, () => process.exit());
  })();
});
