// @ts-check
import './setup/node-version.mjs';
import { build } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { endWith } from './setup/words.mjs';

await endWith(async () => {
  await ensureDependencies();
  await build();
  return 0;
});
