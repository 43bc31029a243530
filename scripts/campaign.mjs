// @ts-check
// `npm run campaign`: the long tests, in the numbers that PROTECTION asks for.
import './setup/node-version.mjs';
import { ensureBuilt } from './setup/build.mjs';
import { closingLine } from './setup/counts.mjs';
import { prepare } from './setup/in-session.mjs';
import { runVitest } from './setup/vitest.mjs';
import { endWith } from './setup/words.mjs';

await endWith(async () => {
  const electron = await prepare();
  await ensureBuilt();
  const counts = await runVitest(electron, ['--project=campaign', ...process.argv.slice(2)]);
  process.stdout.write(`${closingLine(counts)}\n`);
  return counts.failed === 0 ? 0 : 1;
});
