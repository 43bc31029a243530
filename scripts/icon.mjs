// @ts-check
import './setup/node-version.mjs';
import { runScript } from './setup/run-script.mjs';
import { endWith } from './setup/words.mjs';

await endWith(() => runScript('scripts/pictures/icon.mjs'));
