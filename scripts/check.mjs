// @ts-check
import './setup/node-version.mjs';
import { runChecks, staticChecks } from './setup/checks.mjs';
import { closingLine } from './setup/counts.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { endWith } from './setup/words.mjs';

await endWith(async () => {
  await ensureDependencies();
  const counts = await runChecks(staticChecks(), 2);
  process.stdout.write(`${closingLine(counts)}\n`);
  return counts.failed === 0 ? 0 : 1;
});
