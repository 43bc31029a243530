// @ts-check
import './setup/node-version.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { endWith } from './setup/words.mjs';

// Nothing but the path goes to stdout: `$(npm run --silent electron-path)` is what it is for.
await endWith(async () => {
  await ensureDependencies();
  process.stdout.write(`${await ensureElectron()}\n`);
  return 0;
});
